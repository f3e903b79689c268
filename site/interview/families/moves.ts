// What a rebalance moves and stops, and how many there are. Floor 7.
import type { RandomStream, ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform, type Run } from './run.ts';
import { and, code, many, ms, near, seconds } from './words.ts';

const changeMs = 12_000;
const endMs = 24_000;

const assignors = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'] as const;
type Assignor = (typeof assignors)[number];

/** Who reads one topic; the last consumer starts late, or one of them closes. */
interface Change {
  readonly group: string;
  readonly topic: string;
  readonly partitions: number;
  readonly consumers: readonly string[];
  readonly joins?: string;
  readonly leaves?: string;
}

function changed(
  { group, topic, partitions, consumers, joins, leaves }: Change,
  assignor: string | readonly string[],
): ScenarioInput {
  return {
    for: ms(endMs),
    brokers: 1,
    topics: { [topic]: partitions },
    groups: { [group]: { topics: [topic], assignor } },
    consumers: Object.fromEntries(
      consumers.map((consumer) => [consumer, { group, ...(consumer === joins && { start: ms(changeMs) }) }]),
    ),
    ...(leaves !== undefined && { events: [{ at: ms(changeMs), close: leaves }] }),
  };
}

const show = { from: changeMs - 2000, to: changeMs + 10_000, at: changeMs + 8000 } as const;

/** Partitions that had another owner before the change than after it. */
function movedIn(run: Run): readonly string[] {
  const after = run.ownersAt(endMs - 1000);
  return [...run.ownersAt(changeMs - 1000)]
    .filter(([partition, owner]) => after.get(partition) !== owner)
    .map(([partition]) => partition);
}

export const movedByChange: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(3, 4));
  const [topic = ''] = topics;
  const partitions = random.integer(consumers.length * 2, 12);
  const leaver = random.pick(consumers);
  const isLeaving = random.chance(0.6);
  const newcomer = consumers.at(-1) ?? '';
  const change: Change = {
    ...{ group, topic, partitions, consumers },
    ...(isLeaving ? { leaves: leaver } : { joins: newcomer }),
  };
  const assignor: Assignor = random.pick(assignors);
  const run = perform(changed(change, assignor));
  const moved = movedIn(run);
  const others = assignors
    .filter((other) => other !== assignor)
    .map((other) => ({ other, count: movedIn(perform(changed(change, other))).length }));
  const there = isLeaving ? consumers : consumers.slice(0, -1);
  const what = isLeaving
    ? `${code(leaver)} closes and leaves`
    : `${code(newcomer)}, whose member id is the last in order, joins`;
  return {
    question: `${and(there)} share ${code(topic)} with ${partitions} partitions in the group ${code(group)}, whose assignor is ${code(assignor)}. They had joined together. ${what}. Compare the group when it is at rest before and after: how many partitions have another owner?`,
    given: there.map((consumer) => ({
      label: `${code(consumer)} owns before`,
      value: and(run.owned(consumer, changeMs - 1000)),
    })),
    right: String(moved.length),
    wrong: near(moved.length, [...others.map(({ count }) => count), partitions]).map(String),
    because: `${many(moved.length, 'partition')} of ${partitions}: ${moved.length === 0 ? 'none' : and(moved)}. With ${others
      .map(({ other, count }) => `${code(other)} it would be ${count}`)
      .join(
        ', with ',
      )}. The sticky ones begin with what everybody has and move what balance asks for; the other two compute everything anew.`,
    scenario: changed(change, assignor),
    show,
  };
};

export const stoppedByJoin: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(3, 5));
  const [topic = ''] = topics;
  const partitions = random.integer(consumers.length, 12);
  const newcomer = consumers.at(-1) ?? '';
  const there = consumers.slice(0, -1);
  const change: Change = { group, topic, partitions, consumers, joins: newcomer };
  const cooperative = 'cooperative-sticky';
  const [assignor, inWords] = random.pick<readonly [string | readonly string[], string]>([
    [cooperative, `the assignor ${code(cooperative)} alone`],
    [cooperative, `the assignor ${code(cooperative)} alone`],
    ['sticky', `the assignor ${code('sticky')} alone`],
    [['range', cooperative], `the default ${code('partition.assignment.strategy')}`],
    ['range', `the assignor ${code('range')} alone`],
  ]);
  const run = perform(changed(change, assignor), { from: changeMs - 1000 });
  const right = run.count('stopped');
  const moved = movedIn(run);
  const isEager = assignor !== cooperative;
  return {
    question: `${and(there)} share ${code(topic)} with ${partitions} partitions in the group ${code(group)}, all with ${inWords}. ${code(newcomer)} joins with the same configuration, and its member id is the last in order. How many of the ${partitions} partitions are revoked from an owner on the way to the next time the group is at rest, even if that owner gets them back?`,
    given: there.map((consumer) => ({
      label: `${code(consumer)} owns before`,
      value: and(run.owned(consumer, changeMs - 1000)),
    })),
    right: String(right),
    wrong: near(right, [
      isEager ? movedIn(perform(changed(change, cooperative))).length : partitions,
      moved.length,
      partitions - Math.floor(partitions / consumers.length),
      0,
    ]).map(String),
    because: isEager
      ? `${right}: all of them. ${assignor === 'sticky' ? `${code('sticky')} remembers who had what, and is eager all the same` : Array.isArray(assignor) ? `The default list begins with ${code('range')}, which is eager only, so that the members revoke eagerly` : `${code('range')} is eager`}: everybody gives up everything before JoinGroup. Only ${many(moved.length, 'partition')} changed hands.`
      : `${right}: ${right === 0 ? 'there is nothing to move, as no member would own fewer' : and(moved)}. A cooperative member gives up only what another one is to get, and reads on in all others. An eager assignor would stop all ${partitions}.`,
    scenario: changed(change, assignor),
    show,
  };
};

export const rebalancesCooperative: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 6);
  const [topic = ''] = topics;
  const there = consumers.slice(0, 3);
  const partitions = random.pick([3, 6, 7, 8, 9, 12]);
  const isCooperative = random.chance(0.75);
  const assignor = isCooperative ? 'cooperative-sticky' : random.pick(['range', 'sticky']);
  const events = happenings(random, there, consumers.slice(3));
  const until = 15_000 + events.length * 15_000;
  const scenarioWith = (name: string): ScenarioInput => ({
    for: ms(until),
    brokers: 1,
    topics: { [topic]: partitions },
    groups: { [group]: { topics: [topic], assignor: name } },
    consumers: Object.fromEntries([
      ...there.map((consumer) => [consumer, { group }] as const),
      ...events
        .filter(({ kind }) => kind === 'joins')
        .map(({ consumer, atMs }) => [consumer, { group, start: ms(atMs) }] as const),
    ]),
    events: events
      .filter(({ kind }) => kind === 'closes')
      .map(({ consumer, atMs }) => ({ at: ms(atMs), close: consumer })),
  });
  const run = perform(scenarioWith(assignor), { from: 11_000 });
  const right = run.count('rebalances');
  const other = perform(scenarioWith(isCooperative ? 'range' : 'cooperative-sticky'), { from: 11_000 });
  return {
    question: `${and(there)} share ${code(topic)} with ${partitions} partitions in the group ${code(group)}, with the assignor ${code(assignor)}, and are at rest in generation 1. Then what the table says happens, each time in a group at rest. How many generations follow generation 1?`,
    given: events.map(({ kind, consumer, atMs }) => ({
      label: `at ${seconds(atMs)}`,
      value: `${code(consumer)} ${kind}`,
    })),
    right: String(right),
    wrong: near(right, [other.count('rebalances'), events.length, events.length * 2]).map(String),
    because: `${right}. They began at ${run.facts.rebalances.map(({ fromMs, cause }) => `${seconds(fromMs)} (${cause})`).join(', ')}. ${
      isCooperative
        ? 'A cooperative group needs a second round whenever a partition has to go from one live member to another: in the first it is revoked, and its owner joins again so that it can be handed out. What nobody owns any more, or where nothing moves, takes one round.'
        : 'An eager group needs one round for each change: everything is free when the leader divides.'
    }`,
    scenario: scenarioWith(assignor),
    show: { from: 10_000, to: until, at: until - 2000 },
  };
};

interface Happening {
  readonly kind: 'joins' | 'closes';
  readonly consumer: string;
  readonly atMs: number;
}

/** One to three, 15 s apart. One of those that are there stays. */
function happenings(random: RandomStream, there: readonly string[], others: readonly string[]): readonly Happening[] {
  const leavers = there.slice(1);
  const joiners = [...others];
  return Array.from({ length: random.integer(1, 3) }, (_, at): Happening => {
    const atMs = 15_000 + at * 15_000;
    const leaver = random.chance(0.4) ? leavers.pop() : undefined;
    if (leaver !== undefined) return { kind: 'closes', consumer: leaver, atMs };
    return { kind: 'joins', consumer: joiners.shift() ?? '', atMs };
  });
}
