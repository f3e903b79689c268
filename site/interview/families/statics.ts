// Restarts of static and dynamic members. Floor 7.
import type { EventInput, RandomStream, ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform } from './run.ts';
import { and, apart, code, ms, near, seconds } from './words.ts';

interface Restart {
  readonly group: string;
  readonly topic: string;
  readonly consumers: readonly string[];
  readonly restarted: string;
  readonly isStatic: boolean;
  readonly how: 'closed' | 'killed';
  readonly sessionMs: number;
  readonly awayMs: number;
  readonly goneMs: number;
  readonly scenario: ScenarioInput;
}

function restartOf(random: RandomStream, staticShare: number): Restart {
  const { group, topics, consumers } = castOf(random, 3);
  const [topic = ''] = topics;
  const restarted = random.pick(consumers);
  const isStatic = random.chance(staticShare);
  const how = random.pick(['closed', 'killed', 'killed'] as const);
  const sessionMs = random.pick([10_000, 12_000, 15_000]);
  // Clearly within the session, or clearly beyond it.
  const awayMs = random.chance(0.6) ? random.integer(2, 5) * 1000 : sessionMs + random.integer(6, 12) * 1000;
  // Between heartbeats, which come at 12 s, 15 s and 18 s.
  const goneMs = random.pick([13, 14, 16, 17]) * 1000;
  const events: readonly EventInput[] = [
    how === 'closed' ? { at: ms(goneMs), close: restarted } : { at: ms(goneMs), crash: restarted },
    { at: ms(goneMs + awayMs), start: restarted },
  ];
  const scenario: ScenarioInput = {
    for: ms(goneMs + awayMs + sessionMs + 15_000),
    brokers: 1,
    topics: { [topic]: 6 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'session.timeout.ms': sessionMs },
        // A commit keeps a session as a heartbeat does.
        handler: { commit: 'none' },
      },
    },
    consumers: Object.fromEntries(
      consumers.map((consumer, index) => [
        consumer,
        { group, ...(isStatic && { config: { 'group.instance.id': `id-${index}` } }) },
      ]),
    ),
    events,
  };
  return { group, topic, consumers, restarted, isStatic, how, sessionMs, awayMs, goneMs, scenario };
}

const storyOf = ({ group, topic, consumers, restarted, isStatic, how, awayMs, goneMs }: Restart): string =>
  `${and(consumers)} share ${code(topic)}, 6 partitions, in the group ${code(group)}, ${isStatic ? `each with its own ${code('group.instance.id')}` : `without ${code('group.instance.id')}`}. At ${seconds(goneMs)} ${code(restarted)} ${how === 'closed' ? `is stopped properly, with ${code('close()')}` : 'is killed, as by `kill -9`'}, and its process is started again ${seconds(awayMs)} later${isStatic ? ', with the same id' : ''}.`;

const rowsOf = ({ sessionMs, goneMs, restarted }: Restart) => [
  { label: 'assignor', value: code('range') },
  { label: code('session.timeout.ms'), value: String(sessionMs) },
  { label: code('heartbeat.interval.ms'), value: '3000' },
  { label: 'commits', value: 'none, and `enable.auto.commit` is false' },
  { label: `last heartbeat of ${code(restarted)} before`, value: `at ${Math.floor(goneMs / 3000) * 3} s` },
];

function ruleOf({ isStatic, how, sessionMs, awayMs }: Restart): string {
  const isWithin = awayMs < sessionMs;
  if (isStatic)
    return isWithin
      ? 'A static member sends no LeaveGroup, and whoever comes back with its id within the session takes its place over.'
      : 'A static member sends no LeaveGroup, but its session ends all the same; then its partitions go to the others, and its return is a join.';
  if (how === 'closed') return 'A dynamic member that closes leaves at once, and its return is a join.';
  return isWithin
    ? 'The killed member is still in the group when its successor joins as a new one: that join phase waits until the session of the dead one ends, and removes it on the way.'
    : 'The session of the killed member ends, and its successor joins later as a new one.';
}

export const restartRebalances: Draw = (random) => {
  const restart = restartOf(random, 0.5);
  const { scenario, goneMs, awayMs, sessionMs } = restart;
  const run = perform(scenario, { from: goneMs - 500 });
  const right = run.count('rebalances');
  const causes = run.facts.rebalances.map(({ fromMs, cause }) => `at ${seconds(fromMs)} (${cause})`).join(', ');
  const endMs = goneMs + awayMs + sessionMs + 14_000;
  return {
    question: `${storyOf(restart)} How many times does the group enter PreparingRebalance because of that?`,
    given: rowsOf(restart),
    right: String(right),
    wrong: near(right, [0, 2, 1, 3]).map(String),
    because: `${right === 0 ? 'Not once' : `${right}: ${causes}`}. ${ruleOf(restart)}`,
    scenario,
    show: { from: goneMs - 2000, to: endMs, at: endMs - 2000 },
  };
};

export const restartGap: Draw = (random) => {
  const restart = restartOf(random, 0.7);
  const { scenario, goneMs, awayMs, sessionMs, restarted } = restart;
  const run = perform(scenario, { from: goneMs - 500 });
  const [partition] = run.owned(restarted, goneMs - 1000);
  const gap = run.facts.gaps.find((each) => each.partition === partition);
  if (partition === undefined || gap?.toMs === undefined) return undefined;
  const rightMs = gap.toMs - gap.fromMs;
  const about = (lengthMs: number): string =>
    lengthMs < 1000 ? 'less than a second' : `about ${Math.round(lengthMs / 1000)} s`;
  const beliefs = [awayMs, sessionMs, 0, sessionMs + awayMs, 3000, 45_000];
  return {
    question: `${storyOf(restart)} For how long does nobody own ${code(partition)}, which ${code(restarted)} owned before, until it has an owner again for the first time?`,
    given: rowsOf(restart),
    right: about(rightMs),
    wrong: apart(rightMs, beliefs, 2000).map(about),
    because: `For ${seconds(rightMs)}, from ${seconds(gap.fromMs)} to ${seconds(gap.toMs)}. ${ruleOf(restart)}`,
    scenario,
    show: { from: goneMs - 2000, to: gap.toMs + 8000, at: gap.toMs + 300 },
  };
};
