// Floor 7. What the playground begins with: one situation for each way in which a group comes to a rebalance, or suffers from one. Data
// alone; each is a scenario as anybody would write it.
import type { Written } from './protocol.ts';

export interface Preset {
  readonly key: string;
  readonly title: string;
  /** What happens, and what to look at. */
  readonly about: string;
  /** `fromMs` of the run is where the page begins: what comes before is played at once. */
  readonly fromMs: number;
  readonly scenario: Written;
  /** A second one that is seen under it on the same axis. */
  readonly beside?: Written;
}

const brokers = { count: 3, config: { 'group.initial.rebalance.delay.ms': 0 } };
const load = { orders: { rate: '20/s', keys: 12 } };
const three = { 'c1..c3': { group: 'billing' } };

interface More {
  readonly assignor?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly handler?: Readonly<Record<string, unknown>>;
  readonly others?: Written;
}

function billing(consumers: Written, events: readonly Written[], more: More = {}): Written {
  const { assignor = 'cooperative-sticky', config = {}, handler, others = {} } = more;
  return {
    seed: 7,
    for: '30m',
    brokers,
    network: { latency: '1ms..5ms' },
    topics: { orders: 6 },
    groups: {
      billing: {
        topics: ['orders'],
        assignor,
        config: { 'session.timeout.ms': 10_000, 'auto.offset.reset': 'earliest', ...config },
        ...(handler === undefined ? {} : { handler }),
      },
    },
    consumers,
    load,
    events,
    ...others,
  };
}

const joining = { 'c1..c2': { group: 'billing' }, c3: { group: 'billing', start: '12s' } };

export const presets: readonly Preset[] = [
  {
    key: 'quiet',
    title: 'A quiet group',
    about: 'Three consumers share six partitions, and nothing happens until you make it happen.',
    fromMs: 10_000,
    scenario: billing(three, []),
  },
  {
    key: 'join',
    title: 'A consumer joins',
    about: 'c3 starts at 12 s. Look at who gives up what, and how long nobody reads it.',
    fromMs: 8000,
    scenario: billing(joining, []),
  },
  {
    key: 'leave',
    title: 'A consumer leaves',
    about: 'c2 is closed at 12 s and says so: the group does not wait for a timeout.',
    fromMs: 8000,
    scenario: billing(three, [{ at: '12s', close: 'c2' }]),
  },
  {
    key: 'session-timeout',
    title: 'A session runs out',
    about: 'c2 crashes at 12 s and tells nobody. Its partitions wait until session.timeout.ms has passed.',
    fromMs: 8000,
    scenario: billing(three, [{ at: '12s', crash: 'c2' }]),
  },
  {
    key: 'poll-interval',
    title: 'A poll comes too late',
    about:
      'The application of c2 stands still for 30 s at 12 s, longer than max.poll.interval.ms. Heartbeats go on, and then c2 leaves by itself.',
    fromMs: 8000,
    scenario: billing(three, [{ at: '12s', blockPoll: 'c2', for: '30s' }], {
      config: { 'max.poll.interval.ms': 15_000 },
    }),
  },
  {
    key: 'partitions',
    title: 'A topic grows',
    about: 'orders has eight partitions instead of six at 12 s. Members find out when they refresh their metadata.',
    fromMs: 8000,
    scenario: billing(three, [{ at: '12s', createPartitions: 'orders', to: 8 }], {
      config: { 'metadata.max.age.ms': 10_000 },
    }),
  },
  {
    key: 'subscription',
    title: 'A subscription changes',
    about: 'c1 also reads payments from 12 s on, and the group divides all topics anew.',
    fromMs: 8000,
    scenario: billing(three, [{ at: '12s', subscribe: 'c1', topics: ['orders', 'payments'] }], {
      others: {
        topics: { orders: 6, payments: 3 },
        load: { ...load, payments: { rate: '5/s' } },
      },
    }),
  },
  {
    key: 'eager-cooperative',
    title: 'Eager against cooperative',
    about:
      'c3 joins at 12 s: above with range, where all give up everything first, below with cooperative-sticky, where only what moves stands still.',
    fromMs: 14_000,
    scenario: billing(joining, [], { assignor: 'range' }),
    beside: billing(joining, []),
  },
  {
    key: 'static',
    title: 'Static membership',
    about: 'Each has a group.instance.id. c2 restarts at 12 s and is back after 5 s: no rebalance.',
    fromMs: 8000,
    scenario: billing(
      Object.fromEntries(
        ['c1', 'c2', 'c3'].map((name) => [name, { group: 'billing', config: { 'group.instance.id': `i-${name}` } }]),
      ),
      [{ at: '12s', restart: 'c2', down: '5s' }],
    ),
  },
  {
    key: 'storm',
    title: 'Rebalance storm',
    about: 'Handling a batch takes longer than max.poll.interval.ms. Members fall out, come back, and fall out again.',
    fromMs: 5000,
    scenario: billing(three, [], {
      config: { 'max.poll.interval.ms': 6000, 'max.poll.records': 100 },
      handler: { perRecord: '90ms..130ms' },
      others: { load: { orders: { rate: '60/s', keys: 12 } } },
    }),
  },
  {
    key: 'slow',
    title: 'A slow consumer',
    about: 'c2 needs 400 ms for each record and falls behind. Its lag grows, and no rebalance helps.',
    fromMs: 8000,
    scenario: billing(
      { c1: { group: 'billing' }, c2: { group: 'billing', handler: { perRecord: '400ms' } }, c3: { group: 'billing' } },
      [],
      { config: { 'max.poll.records': 20 } },
    ),
  },
  {
    key: 'crash-in-rebalance',
    title: 'A crash during a rebalance',
    about:
      'c4 joins at 12 s while c2 is busy, and c2 crashes at 14 s without having rejoined. All others wait until its session runs out.',
    fromMs: 8000,
    scenario: billing(
      { ...three, c4: { group: 'billing', start: '12s' } },
      [
        { at: '11500ms', blockPoll: 'c2', for: '10s' },
        { at: '14s', crash: 'c2' },
      ],
      { assignor: 'range', config: { 'max.poll.interval.ms': 60_000 } },
    ),
  },
  {
    key: 'fail-over',
    title: 'The coordinator fails',
    about: 'Another broker takes the group over at 12 s. Members find it, and keep what they have.',
    fromMs: 8000,
    scenario: billing(three, [
      { at: '12s', moveCoordinator: 'billing', to: 2 },
      { at: '25s', moveCoordinator: 'billing', to: 3 },
    ]),
  },
];
