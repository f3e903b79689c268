// The twist of an interview: the run of a question once more, with one thing changed, and something new asked about it. Computed as the
// question is. Floor 7; knows no page.
import { RandomStream, type ScenarioInput } from 'simulator';
import { shuffled } from './cast.ts';
import { computeQuestion } from './compute.ts';
import type { ComputedQuestion } from './question.ts';
import { perform } from './run.ts';
import { and, code, many, near, seconds } from './words.ts';

const partitionsMost = 12;
const optionsCount = 4;

interface Twist {
  readonly question: string;
  readonly because: string;
  readonly right: number;
  readonly wrong: readonly number[];
  readonly scenario: ScenarioInput;
  readonly changed: { readonly label: string; readonly value: string };
}

/** Same family and seed, same twist. @throws RangeError for a family that is not there */
export function computeTwist(familyId: string, seed: number): ComputedQuestion {
  const base = computeQuestion(familyId, seed);
  const random = new RandomStream(`${familyId}/${seed}/twist`);
  const scenario = base.scenario as unknown as ScenarioInput;
  const twist = (mayBeStatic(scenario) && random.chance(0.6) ? withInstanceIds : withMorePartitions)(
    scenario,
    base,
    random,
  );
  const wrong = twist.wrong.slice(0, optionsCount - 1);
  const options = shuffled(random, [twist.right, ...wrong]).map(String);
  return {
    ...base,
    question: twist.question,
    given: [twist.changed, ...base.given.map(({ label, value }) => ({ label: `before: ${label}`, value }))],
    options,
    rightIndex: options.indexOf(String(twist.right)),
    because: twist.because,
    scenario: { ...twist.scenario },
  };
}

/** A topic is its number of partitions, or says it beside other things. */
const partitionsOf = (topic: number | { readonly partitions: number }): number =>
  typeof topic === 'number' ? topic : topic.partitions;

/** Somebody goes, and nobody is static yet. */
function mayBeStatic(scenario: ScenarioInput): boolean {
  return (
    !JSON.stringify(scenario).includes('group.instance.id') &&
    (scenario.events ?? []).some((event) => 'close' in event || 'crash' in event)
  );
}

function withInstanceIds(scenario: ScenarioInput, base: ComputedQuestion): Twist {
  const consumers = Object.entries(scenario.consumers ?? {});
  const changed: ScenarioInput = {
    ...scenario,
    consumers: Object.fromEntries(
      consumers.map(([name, consumer]) => [
        name,
        { ...consumer, config: { ...consumer.config, 'group.instance.id': name } },
      ]),
    ),
  };
  const { fromMs, toMs } = base.show;
  const shown = { from: fromMs, to: toMs };
  const run = perform(changed, shown);
  const right = run.count('rebalances');
  const before = perform(scenario, shown).count('rebalances');
  const causes = run.facts.rebalances.map(({ fromMs: at, cause }) => `${seconds(at)} (${cause})`);
  return {
    question: `The same run again, but now every member has a ${code('group.instance.id')}, its own name. How many rebalances begin between ${seconds(fromMs)} and ${seconds(toMs)}?`,
    changed: { label: 'changed', value: `every member has a ${code('group.instance.id')}` },
    right,
    wrong: near(right, [before]),
    because: `${right}${causes.length === 0 ? '' : `, at ${causes.join(', ')}`}. Without instance ids there are ${before}. A static member that closes sends no LeaveGroup: the group learns that it is gone when its session times out.`,
    scenario: changed,
  };
}

function withMorePartitions(scenario: ScenarioInput, base: ComputedQuestion, random: RandomStream): Twist {
  const sizes = Object.entries(scenario.topics ?? {}).map(([topic, of]) => [topic, partitionsOf(of)] as const);
  const [topic, size] = random.pick(sizes);
  const grown = size < partitionsMost ? partitionsMost : 2 * size;
  const changed: ScenarioInput = { ...scenario, topics: { ...scenario.topics, [topic]: grown } };
  const { atMs } = base.show;
  const run = perform(changed);
  const consumers = Object.keys(scenario.consumers ?? {});
  const counts = consumers.map((consumer) => run.owned(consumer, atMs).length);
  const consumer = random.pick(consumers.filter((_, at) => (counts[at] ?? 0) > 0)) ?? '';
  const owned = run.owned(consumer, atMs);
  const before = perform(scenario).owned(consumer, atMs).length;
  return {
    question: `The same run again, but now ${code(topic)} has ${grown} partitions from the start${sizes.length > 1 ? ', and the other topics have what they had' : ''}. How many partitions does ${code(consumer)} own at ${seconds(atMs)}, of all topics together?`,
    changed: { label: 'changed', value: `${code(topic)} has ${many(grown, 'partition')}` },
    right: owned.length,
    wrong: near(owned.length, [before, ...counts]),
    because: `${owned.length}: ${and(owned)}. Before the change it owned ${before}.`,
    scenario: changed,
  };
}
