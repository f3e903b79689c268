// Who owns what: questions whose answer is an assignment. Floor 7.
import type { RandomStream, ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform, type Run } from './run.ts';
import { and, code, many, ms, near } from './words.ts';

/** When a group whose consumers all start at 0 has been Stable for a while. */
const settledMs = 8000;

/** All start together, and nothing happens. */
function quietGroup(
  group: string,
  assignor: string,
  topics: Readonly<Record<string, number>>,
  subscriptions: Readonly<Record<string, readonly string[]>>,
): ScenarioInput {
  return {
    for: ms(settledMs + 2000),
    brokers: 1,
    topics,
    groups: { [group]: { assignor } },
    consumers: Object.fromEntries(
      Object.entries(subscriptions).map(([consumer, subscribed]) => [consumer, { group, topics: subscribed }]),
    ),
  };
}

const watchTheStart = { from: 0, to: settledMs + 2000, at: settledMs } as const;

const countsAt = (run: Run, consumers: readonly string[]): readonly number[] =>
  consumers.map((consumer) => run.owned(consumer, settledMs).length);

/** `c1`: 3, `c2`: 2. */
const tally = (consumers: readonly string[], counts: readonly number[]): string =>
  consumers.map((consumer, at) => `${code(consumer)} ${counts[at]}`).join(', ');

const topicRows = (topics: Readonly<Record<string, number>>) =>
  Object.entries(topics).map(([topic, partitions]) => ({
    label: `topic ${code(topic)}`,
    value: many(partitions, 'partition'),
  }));

const listNames = (names: readonly string[]): string => (names.length === 0 ? 'nothing' : and(names));

export const idleConsumers: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(4, 7), random.integer(2, 3));
  const sizes = Object.fromEntries(topics.map((topic) => [topic, random.integer(1, 4)]));
  const assignor = random.pick(['range', 'range', 'roundrobin']);
  const all = Object.fromEntries(consumers.map((consumer) => [consumer, topics]));
  const scenario = quietGroup(group, assignor, sizes, all);
  const idle = (run: Run): number => countsAt(run, consumers).filter((count) => count === 0).length;
  const run = perform(scenario);
  const other = perform(quietGroup(group, assignor === 'range' ? 'roundrobin' : 'range', sizes, all));
  const counts = countsAt(run, consumers);
  const right = idle(run);
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const smallest = Math.min(...Object.values(sizes));
  return {
    question: `${consumers.length} consumers in the group ${code(group)} all subscribe to ${and(topics)}. The assignor is ${code(assignor)}. Once the group is Stable, how many of them own no partition at all?`,
    given: [...topicRows(sizes), { label: 'consumers', value: and(consumers) }],
    right: String(right),
    wrong: near(right, [idle(other), Math.max(0, consumers.length - total), consumers.length - smallest]).map(String),
    because:
      assignor === 'range'
        ? `${code('range')} divides each topic on its own and begins with the first member each time, so the last members get something only where a topic has enough partitions for them. The run has ${tally(consumers, counts)}: ${right} without any, of ${many(total, 'partition')} in all.`
        : `${code('roundrobin')} deals all ${many(total, 'partition')} out in one line over the ${consumers.length} members. The run has ${tally(consumers, counts)}: ${right} without any.`,
    scenario,
    show: watchTheStart,
  };
};

export const ownerAfterCrash: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(3, 4));
  const [topic = ''] = topics;
  const partitions = random.integer(consumers.length + 2, 11);
  const victim = random.pick(consumers);
  const asked = `${topic}-${random.integer(0, partitions - 1)}`;
  const sessionMs = random.pick([6000, 8000, 10_000]);
  const crashMs = random.integer(13, 18) * 1000;
  const askedMs = crashMs + sessionMs + 6000;
  const scenarioWith = (assignor: string): ScenarioInput => ({
    for: ms(askedMs + 1000),
    brokers: 1,
    topics: { [topic]: partitions },
    groups: { [group]: { topics: [topic], assignor, config: { 'session.timeout.ms': sessionMs } } },
    consumers: Object.fromEntries(consumers.map((consumer) => [consumer, { group }])),
    events: [{ at: ms(crashMs), crash: victim }],
  });
  const scenario = scenarioWith('range');
  const run = perform(scenario);
  const before = run.name(`owner of ${asked} at ${crashMs - 1000}ms`);
  const right = run.name(`owner of ${asked} at ${askedMs}ms`);
  const left = consumers.filter((consumer) => consumer !== victim);
  const dealt = perform(scenarioWith('roundrobin')).name(`owner of ${asked} at ${askedMs}ms`);
  return {
    question: `${consumers.length} consumers read ${code(topic)} with ${partitions} partitions, in the group ${code(group)} with the assignor ${code('range')}. ${code(victim)} is killed and does not come back. The group is Stable again. Who owns ${code(asked)}?`,
    given: [
      { label: 'consumers, in the order of their member ids', value: and(consumers) },
      { label: 'partitions', value: `${code(`${topic}-0`)} to ${code(`${topic}-${partitions - 1}`)}` },
    ],
    right: code(right),
    wrong: [before, dealt, ...left, 'nobody'].map((name) => (name === 'nobody' ? name : code(name))),
    because: `${code('range')} computes everything anew for the members that are left: ${left
      .map((consumer) => `${code(consumer)} gets ${listNames(run.owned(consumer, askedMs))}`)
      .join('; ')}. Before the crash the owner of ${code(asked)} was ${code(before)}; nothing binds a partition to it.`,
    scenario,
    show: { from: crashMs - 3000, to: askedMs + 1000, at: askedMs },
  };
};

export const rangeSkew: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(3, 5), random.integer(3, 5));
  const sizes = Object.fromEntries(topics.map((topic) => [topic, random.integer(1, 8)]));
  const all = Object.fromEntries(consumers.map((consumer) => [consumer, topics]));
  const scenario = quietGroup(group, 'range', sizes, all);
  const run = perform(scenario);
  const counts = countsAt(run, consumers);
  const [first = ''] = consumers;
  const last = consumers.at(-1) ?? '';
  const asked = random.pick([first, last]);
  const right = counts[consumers.indexOf(asked)] ?? 0;
  const dealt = countsAt(perform(quietGroup(group, 'roundrobin', sizes, all)), consumers);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rounded = asked === first ? Math.ceil(total / consumers.length) : Math.floor(total / consumers.length);
  return {
    question: `The consumers of the group ${code(group)} all subscribe to ${and(topics)}. The assignor is ${code('range')}, no racks are set. How many partitions does ${code(asked)} own, all topics together?`,
    given: [...topicRows(sizes), { label: 'consumers, in the order of their member ids', value: and(consumers) }],
    right: String(right),
    wrong: near(right, [dealt[consumers.indexOf(asked)] ?? 0, rounded, ...counts]).map(String),
    because: `Each topic is divided on its own, and each time the remainder goes to the first members. Over ${topics.length} topics that adds up: ${tally(consumers, counts)}. ${code('roundrobin')} would give ${tally(consumers, dealt)}.`,
    scenario,
    show: watchTheStart,
  };
};

export const roundRobinOwner: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(3, 5), 2);
  const [first = '', second = ''] = topics;
  const sizes = { [first]: random.integer(2, 7), [second]: random.integer(3, 7) };
  const asked = `${second}-${random.integer(0, (sizes[second] ?? 1) - 1)}`;
  const ownerIn = (assignor: string, read: readonly string[]): string =>
    perform(quietGroup(group, assignor, sizes, Object.fromEntries(consumers.map((consumer) => [consumer, read])))).name(
      `owner of ${asked} at ${settledMs}ms`,
    );
  const all = Object.fromEntries(consumers.map((consumer) => [consumer, topics]));
  const scenario = quietGroup(group, 'roundrobin', sizes, all);
  const run = perform(scenario);
  const right = run.name(`owner of ${asked} at ${settledMs}ms`);
  return {
    question: `The consumers of the group ${code(group)} all subscribe to ${and(topics)}. The assignor is ${code('roundrobin')}. The group is Stable for the first time. Who owns ${code(asked)}?`,
    given: [...topicRows(sizes), { label: 'consumers, in the order of their member ids', value: and(consumers) }],
    right: code(right),
    // The same topic dealt out alone, and the other assignor.
    wrong: [ownerIn('roundrobin', [second]), ownerIn('range', topics), ...consumers].map(code),
    because: `All partitions stand in one line, topic after topic, and are dealt out one by one; ${code(second)} goes on where ${code(first)} with its ${many(sizes[first] ?? 0, 'partition')} ended. ${consumers
      .map((consumer) => `${code(consumer)} gets ${listNames(run.owned(consumer, settledMs))}`)
      .join('; ')}.`,
    scenario,
    show: watchTheStart,
  };
};

export const roundRobinUnequal: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 3, 3);
  const sizes = Object.fromEntries(topics.map((topic) => [topic, random.integer(1, 5)]));
  const subscriptions = Object.fromEntries(
    consumers.map((consumer): [string, readonly string[]] => [consumer, subscriptionOf(random, topics)]),
  );
  // A topic that nobody reads confuses, and equal subscriptions are another question.
  const read = new Set(Object.values(subscriptions).flat());
  const different = new Set(Object.values(subscriptions).map((list) => list.join()));
  if (read.size < topics.length || different.size < 2) return undefined;
  const asked = random.pick(consumers);
  const countIn = (assignor: string): number =>
    perform(quietGroup(group, assignor, sizes, subscriptions)).owned(asked, settledMs).length;
  const scenario = quietGroup(group, 'roundrobin', sizes, subscriptions);
  const run = perform(scenario);
  const right = run.owned(asked, settledMs).length;
  const counts = countsAt(run, consumers);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    question: `Three consumers of the group ${code(group)} subscribe to different topics. The assignor is ${code('roundrobin')}. The group is Stable for the first time. How many partitions does ${code(asked)} own?`,
    given: [
      ...topicRows(sizes),
      ...consumers.map((consumer) => ({
        label: `${code(consumer)} subscribes to`,
        value: and(subscriptions[consumer] ?? []),
      })),
    ],
    right: String(right),
    wrong: near(right, [countIn('sticky'), countIn('range'), Math.round(total / 3)]).map(String),
    because: `The partitions are dealt out in one line over ${and(consumers)}, and a member that does not read a topic is passed over; nobody makes up for that later. The run has ${tally(consumers, counts)}. ${code('sticky')} would give ${code(asked)} ${countIn('sticky')}.`,
    scenario,
    show: watchTheStart,
  };
};

function subscriptionOf(random: RandomStream, topics: readonly string[]): readonly string[] {
  const chosen = topics.filter(() => random.chance(0.65));
  return chosen.length === 0 ? [random.pick(topics)] : chosen;
}
