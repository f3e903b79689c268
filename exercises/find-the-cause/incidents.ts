// Floor 6. Incidents: five minutes of a group, as a scenario for each cause and seed, and the same with a change. Knows no answer and no log.
import { RandomStream, type ScenarioInput } from 'simulator';

export const causes = [
  'slow-poll',
  'long-pause',
  'crash-loop',
  'poison-record',
  'deploy',
  'autoscaler',
  'clock-step',
] as const;
export type Cause = (typeof causes)[number];

export const codeChanges = [
  'dead-letter',
  'static-members',
  'take-out-the-member',
  'scale-slowly',
  'slew-the-clock',
] as const;
export type CodeChange = (typeof codeChanges)[number];

export interface Change {
  readonly settings: Readonly<Record<string, number>>;
  readonly code: CodeChange | undefined;
}

export interface Incident {
  readonly cause: Cause;
  /** Who is to blame; `undefined` where nobody in particular is. */
  readonly member: string | undefined;
  /** @param change what is otherwise than it was */
  scenario(change?: Change): ScenarioInput;
}

type EventInput = NonNullable<ScenarioInput['events']>[number];
type Consumer = NonNullable<ScenarioInput['consumers']>[string];

export const groupId = 'shop';
/** What is to blame happens after that. */
export const quietMs = 60_000;
const lengthS = 310;

const seconds = (s: number): `${number}ms` => `${Math.round(s * 1000)}ms`;

/** What the scenario of a cause consists of, before the group is put around it. */
interface Trouble {
  readonly member?: string;
  readonly config?: Readonly<Record<string, number>>;
  /** Of the member that is to blame. */
  readonly handler?: Consumer['handler'];
  readonly load?: object;
  /** Of everybody. */
  readonly poison?: string;
  readonly events: readonly EventInput[];
  /** A time for something that is not to blame, where it cannot be any. */
  readonly asideS?: () => number;
  /** Whether nothing may happen whose traces last: no record between bursts, and no restart, after which a group waits a session for a ghost. */
  readonly isQuiet?: boolean;
  /** Besides the four that are always there, by name: when each starts. */
  readonly pods?: ReadonlyMap<string, number>;
  /** How many of these are left by the code change of this cause. */
  readonly podsMended?: number;
  /** What the code change of this cause makes of the events; others leave them as they are. */
  readonly mended?: readonly EventInput[];
}

export function incidentOf(cause: Cause, seed: number): Incident {
  const chance = new RandomStream(`incident ${cause} ${seed}`);
  const pods = Array.from({ length: 4 }, (_, at) => `pod-${at}`);
  const guilty = pods[chance.integer(0, 3)] ?? 'pod-0';
  const others = pods.filter((pod) => pod !== guilty);
  const trouble = troubles[cause](chance, guilty, pods);
  const noise = noiseFrom(chance, others, { ...trouble, isBusy: seed % 2 === 0 });
  return {
    cause,
    member: trouble.member,
    scenario: (change) => scenarioOf(seed, pods, trouble, noise, cause, change),
  };
}

const mendedBy: Readonly<Record<Cause, CodeChange | undefined>> = {
  'slow-poll': undefined,
  'long-pause': undefined,
  'crash-loop': 'take-out-the-member',
  'poison-record': 'dead-letter',
  deploy: 'static-members',
  autoscaler: 'scale-slowly',
  'clock-step': 'slew-the-clock',
};

function scenarioOf(
  seed: number,
  pods: readonly string[],
  trouble: Trouble,
  noise: readonly EventInput[],
  cause: Cause,
  change: Change = { settings: {}, code: undefined },
): ScenarioInput {
  const isMended = change.code !== undefined && change.code === mendedBy[cause];
  const events = isMended && trouble.mended !== undefined ? trouble.mended : trouble.events;
  const more = [...(trouble.pods ?? [])].slice(0, isMended ? trouble.podsMended : undefined);
  const starts = new Map([...pods.map((pod) => [pod, 0] as const), ...more]);
  const fails = trouble.poison === undefined ? [] : [{ key: trouble.poison, do: isMended ? 'skip' : 'crash' } as const];
  return {
    seed,
    for: `${lengthS}s`,
    brokers: { count: 1, config: { 'group.initial.rebalance.delay.ms': 3000 } },
    topics: { orders: { partitions: 8, replicas: 1 } },
    groups: {
      [groupId]: {
        assignor: 'range',
        topics: ['orders'],
        poll: '3s',
        config: {
          'auto.offset.reset': 'earliest',
          'session.timeout.ms': 10_000,
          'max.poll.interval.ms': 120_000,
          'max.poll.records': 500,
          'fetch.max.wait.ms': 10_000,
          ...trouble.config,
          ...change.settings,
        },
      },
    },
    consumers: Object.fromEntries(
      [...starts].map(([pod, startS]) => {
        const own = pod === trouble.member ? trouble.handler : {};
        // Once an odd record fails at its first attempt, wherever it is: nothing comes of it.
        const handler = {
          perRecord: '20ms',
          commit: 'batch',
          fail: [...fails, { key: 'odd', times: 1, do: 'retry' }],
          ...own,
        };
        const isStatic = change.code === 'static-members';
        return [
          pod,
          {
            group: groupId,
            handler,
            start: seconds(startS),
            ...(isStatic ? { config: { 'group.instance.id': pod } } : {}),
          },
        ];
      }),
    ) as ScenarioInput['consumers'],
    load: {
      orders: {
        rate: '4/s',
        keys: 80,
        arrivals: 'bursts',
        every: '10s',
        until: seconds(lengthS - 60),
        ...trouble.load,
      },
    },
    events: [...events, ...noise, ...(cause === 'poison-record' && !isMended ? supervisor(pods) : [])],
  } as ScenarioInput;
}

/** Times from the end of the quiet, so many seconds apart and a little more or less. */
function times(chance: RandomStream, count: number, apartS: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => 65 + at * apartS + chance.integer(0, Math.floor(apartS / 8)));
}

const troubles: Readonly<Record<Cause, (chance: RandomStream, guilty: string, pods: readonly string[]) => Trouble>> = {
  'slow-poll': (chance, member) => ({
    member,
    config: { 'max.poll.interval.ms': 15_000 },
    handler: { perRecord: `${chance.integer(500, 560)}ms` },
    load: { every: '75s' },
    events: [],
  }),
  'long-pause': (chance, member) => ({
    member,
    events: times(chance, 4, 48).map((at) => ({
      at: seconds(at),
      freeze: member,
      for: seconds(chance.integer(14, 22)),
    })),
  }),
  'crash-loop': (chance, member) => {
    const events = times(chance, 4, 48).map((at) => ({
      at: seconds(at),
      restart: member,
      down: seconds(chance.integer(14, 20)),
    }));
    const [first] = events;
    return { member, events, mended: first === undefined ? [] : [{ at: first.at, crash: member }] };
  },
  'poison-record': (chance) => ({
    poison: 'poison',
    events: [{ at: seconds(chance.integer(65, 90)), produce: 'orders', records: 1, key: 'poison' }],
  }),
  deploy: (chance, _, pods) => ({
    // Between two of them all are there.
    asideS: () => 66 + 46 * chance.integer(0, 3) + chance.integer(27, 33),
    events: pods.flatMap((pod, at): readonly EventInput[] => {
      const from = 66 + at * 46 + chance.integer(0, 5);
      return [
        { at: seconds(from), close: pod },
        { at: seconds(from + chance.integer(14, 20)), start: pod },
      ];
    }),
  }),
  autoscaler: (chance) => {
    const pods = times(chance, 4, 48).map((from, at) => [`pod-${at + 4}`, from] as const);
    const events = pods.map(([pod, from]) => ({ at: seconds(from + chance.integer(20, 30)), close: pod }));
    return { pods: new Map(pods), podsMended: 1, events, mended: [] };
  },
  'clock-step': (chance, member) => ({
    member,
    // An accepted commit restarts a session as a heartbeat does. So the topic is quiet for longer than any session that rule 4 lets pass. The clock is
    // set back after each burst, when the group has come to rest, and by so much that it is not where it was when the next one comes.
    asideS: () => burstS * chance.integer(1, 3) + chance.integer(20, 50),
    isQuiet: true,
    load: { every: seconds(burstS), until: seconds(4 * burstS + 1) },
    events: Array.from({ length: 4 }, (_, at) => ({
      at: seconds((at + 1) * burstS + chance.integer(7, 8)),
      clockStep: member,
      by: `-${chance.integer(burstS + 5, 200)}s` as const,
    })),
    mended: [],
  }),
};

/** How far apart bursts are where a clock is set back. */
const burstS = 72;

/** Starts again what has crashed. */
function supervisor(pods: readonly string[]): readonly EventInput[] {
  return Array.from({ length: 14 }, (_, at) => at).flatMap((at) =>
    pods.map((pod) => ({ at: seconds(70 + at * 15), start: pod })),
  );
}

/**
 * What happens to any group, and is not what is wrong with this one.
 *
 * @param isBusy whether all of it happens, and neither the first nor the last one to go is to blame; otherwise a part is left out
 */
function noiseFrom(
  chance: RandomStream,
  others: readonly string[],
  { asideS = () => chance.integer(70, 240), isQuiet = false, isBusy }: Trouble & { readonly isBusy: boolean },
): readonly EventInput[] {
  const one = (): string => others[chance.integer(0, others.length - 1)] ?? 'pod-0';
  const at = (): `${number}ms` => seconds(asideS());
  const all: readonly EventInput[] = [
    { at: at(), freeze: one(), for: seconds(chance.integer(2, 5)) },
    { at: at(), clockStep: one(), by: chance.chance(0.5) ? '-400ms' : '300ms' },
    { at: at(), produce: 'orders', records: isBusy ? 4 : 1, key: 'odd' },
    { at: at(), blockPoll: one(), for: seconds(chance.integer(6, 12)) },
    { at: isBusy ? seconds(chance.integer(255, 265)) : at(), restart: one(), down: seconds(chance.integer(1, 3)) },
    ...(isBusy ? [{ at: seconds(chance.integer(50, 53)), restart: one(), down: seconds(1) }] : []),
  ];
  return all.filter(
    (event) => (isBusy || chance.chance(0.7)) && !(isQuiet && ('restart' in event || 'produce' in event)),
  );
}
