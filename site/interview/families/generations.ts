// How generations are counted, and which state a group is in. Floor 7.
import type { ConsumerPlan, EventInput, RandomStream, ScenarioInput } from 'simulator';
import { castOf, shuffled } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform } from './run.ts';
import { and, code, many, ms, near, seconds } from './words.ts';

const spacingMs = 22_000;
const sessionMs = 10_000;

/** What happens to a group at rest. */
interface Happening {
  readonly told: string;
  readonly events: readonly EventInput[];
  readonly starts?: ConsumerPlan['process'];
}

const happenings = {
  joins: (name: string) => ({ told: `${code(name)} starts and joins`, events: [], starts: name }),
  closes: (name: string, at: number) => ({
    told: `${code(name)} closes, for good`,
    events: [{ at: ms(at), close: name }],
  }),
  killed: (name: string, at: number) => ({
    told: `${code(name)} is killed, for good`,
    events: [{ at: ms(at), crash: name }],
  }),
  frozen: (name: string, at: number) => ({
    told: `the process of ${code(name)} stands still for 4 s`,
    events: [{ at: ms(at), freeze: name, for: '4s' }],
  }),
  returns: (name: string, at: number) => ({
    told: `${code(name)} closes, and is started again 8 s later`,
    events: [
      { at: ms(at), close: name },
      { at: ms(at + 8000), start: name },
    ],
  }),
  moved: (_: string, at: number, group: string, to: number) => ({
    told: 'another broker becomes the coordinator of the group, in an orderly way',
    events: [{ at: ms(at), moveCoordinator: group, to }],
  }),
} as const satisfies Record<string, (name: string, at: number, group: string, to: number) => Happening>;

export const generationAfter: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 7);
  const [topic = ''] = topics;
  const [stays = '', ...others] = consumers;
  const there = others.slice(0, 3);
  const newcomers = others.slice(3);
  const leavers = [...shuffled(random, there)];
  const kinds = Array.from({ length: random.integer(2, 4) }, () =>
    random.pick(['joins', 'closes', 'killed', 'frozen', 'returns', 'moved'] as const),
  );
  const happened = kinds.map((kind, index): { readonly atMs: number } & Happening => {
    const atMs = 15_000 + index * spacingMs;
    const name = (kind === 'joins' ? newcomers.shift() : kind === 'moved' ? '' : leavers.shift()) ?? stays;
    return { atMs, ...happenings[kind](name, atMs, group, random.integer(1, 3)) };
  });
  // One that stays on can only stand still.
  if (happened.some(({ told }) => told.includes(code(stays)) && !told.includes('4 s'))) return undefined;
  const endMs = 15_000 + kinds.length * spacingMs;
  const scenario: ScenarioInput = {
    for: ms(endMs + 1000),
    brokers: kinds.includes('moved') ? 3 : 1,
    topics: { [topic]: 8 },
    groups: { [group]: { topics: [topic], assignor: 'range', config: { 'session.timeout.ms': sessionMs } } },
    consumers: Object.fromEntries([
      ...[stays, ...there].map((consumer) => [consumer, { group }] as const),
      ...happened.flatMap(({ starts, atMs }) =>
        starts === undefined ? [] : [[starts, { group, start: ms(atMs) }] as const],
      ),
    ]),
    events: happened.flatMap(({ events }) => events),
  };
  const run = perform(scenario, { from: 14_000 });
  if (run.count('generation at 14s') !== 1) return undefined;
  const right = run.count(`generation at ${endMs}ms`);
  const causes = run.facts.rebalances.map(({ fromMs, cause }) => `${seconds(fromMs)} (${cause})`).join(', ');
  return {
    question: `${and([stays, ...there])} are the group ${code(group)}, without ${code('group.instance.id')}, with the assignor ${code('range')} and ${code('session.timeout.ms')} at ${sessionMs}. At 14 s the group is Stable in generation 1. Which generation is it in at ${seconds(endMs)}, after what the table says?`,
    given: happened.map(({ atMs, told }) => ({ label: `at ${seconds(atMs)}`, value: told })),
    right: String(right),
    wrong: near(right, [1 + kinds.length, kinds.length, right + 1, right - 1]).map(String),
    because: `Generation ${right}. ${run.facts.rebalances.length === 0 ? 'Nothing of that begins a rebalance' : `${many(run.facts.rebalances.length, 'rebalance')} began, at ${causes}, and each ends in the next generation`}. A silence that is shorter than the session begins none, and neither does another coordinator: it reads the group as it was. Who leaves and comes back counts twice.`,
    scenario,
    show: { from: 12_000, to: endMs + 1000, at: endMs },
  };
};

export const groupState: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 3);
  const [topic = ''] = topics;
  const [first = '', second = '', newcomer = ''] = consumers;
  const kind = random.pick(['busy', 'all closed', 'killed', 'leader killed', 'at rest again'] as const);
  const fromMs = random.integer(13, 17) * 1000;
  const plotted = plotOf(kind, random, { first, second, newcomer }, fromMs);
  const scenarioWith = (events: readonly EventInput[]): ScenarioInput => ({
    for: ms(fromMs + 40_000),
    brokers: 1,
    topics: { [topic]: 6 },
    groups: { [group]: { topics: [topic], assignor: 'range', config: { 'session.timeout.ms': sessionMs } } },
    consumers: {
      [first]: { group },
      [second]: { group },
      ...(plotted.newcomerMs !== undefined && { [newcomer]: { group, start: ms(plotted.newcomerMs) } }),
    },
    events: [...plotted.events, ...events],
  });
  // The worst moment for a leader is known from a run in which it lives.
  const barrier = (kind === 'leader killed' ? perform(scenarioWith([])) : undefined)?.facts.group.find(
    (each) => each.state === 'CompletingRebalance' && each.generationId > 1,
  )?.fromMs;
  const scenario = scenarioWith(barrier === undefined ? [] : [{ at: ms(barrier + 100), crash: first }]);
  const askedMs = (barrier ?? fromMs) + plotted.askedAfterMs;
  const run = perform(scenario);
  const right = run.name(`state at ${askedMs}ms`);
  return {
    question: `${and([first, second])} are the group ${code(group)}, Stable until ${seconds(fromMs)}, without ${code('group.instance.id')}; ${code(first)} leads. ${plotted.story(barrier)} Which state is the group in at ${seconds(askedMs)}?`,
    given: [
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('heartbeat.interval.ms'), value: '3000' },
      { label: code('max.poll.interval.ms'), value: '300000' },
    ],
    right,
    wrong: shuffled(random, ['PreparingRebalance', 'CompletingRebalance', 'Stable', 'Empty']),
    because: `${right}. ${plotted.why}`,
    scenario,
    show: { from: fromMs - 2000, to: askedMs + 12_000, at: askedMs, detail: 'messages' },
  };
};

interface Plot {
  readonly story: (barrierMs: number | undefined) => string;
  readonly events: readonly EventInput[];
  readonly newcomerMs?: number;
  /** After what happens. */
  readonly askedAfterMs: number;
  readonly why: string;
}

function plotOf(
  kind: 'busy' | 'all closed' | 'killed' | 'leader killed' | 'at rest again',
  random: RandomStream,
  { first, second, newcomer }: { readonly first: string; readonly second: string; readonly newcomer: string },
  fromMs: number,
): Plot {
  const from = seconds(fromMs);
  switch (kind) {
    case 'busy':
      return {
        story: () =>
          `From ${from} on ${code(second)} handles a batch for 20 s, without a poll and with heartbeats. ${code(newcomer)} starts one second later.`,
        events: [{ at: ms(fromMs), blockPoll: second, for: '20s' }],
        newcomerMs: fromMs + 1000,
        askedAfterMs: random.integer(7, 15) * 1000,
        why: `The join phase has begun with ${code(newcomer)}, and waits for ${code(second)} to join, which it does in its next poll.`,
      };
    case 'all closed':
      return {
        story: () => `At ${from} both close, as in a deployment that stops everything first.`,
        events: [
          { at: ms(fromMs), close: first },
          { at: ms(fromMs), close: second },
        ],
        askedAfterMs: random.integer(2, 9) * 1000,
        why: 'A group whose last member has left is Empty, at once, and keeps its committed offsets.',
      };
    case 'killed':
      return {
        story: () => `At ${from} the process of ${code(second)} is killed.`,
        events: [{ at: ms(fromMs), crash: second }],
        askedAfterMs: random.integer(3, 5) * 1000,
        why: 'The coordinator has noticed nothing yet: the session goes on for 10 s after the last heartbeat, and a group whose dead member is not missed is Stable.',
      };
    case 'leader killed':
      return {
        story: (barrierMs) =>
          `The network of ${code(first)} is slow, 200 ms each way. ${code(newcomer)} starts at ${from}. All have joined at ${seconds(barrierMs ?? 0)}, JoinGroup is answered, and the leader is killed before the answer reaches it.`,
        events: [{ at: ms(fromMs - 1000), slow: first, latency: '200ms' }],
        newcomerMs: fromMs,
        askedAfterMs: random.integer(2, 6) * 1000,
        why: 'The generation is formed, and everybody waits for the assignment of the leader. The coordinator misses it when its session ends, not earlier.',
      };
    case 'at rest again':
      return {
        story: () => `At ${from} ${code(newcomer)} starts. Everybody polls all the time.`,
        events: [],
        newcomerMs: fromMs,
        askedAfterMs: random.integer(5, 9) * 1000,
        why: 'The others hear of the rebalance with their next heartbeats, within 3 s, join at once, and the leader divides in no time. It is over by then.',
      };
  }
}
