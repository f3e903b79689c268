import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssignorsByName } from './config-check.ts';
import { parseScenario, scenario } from './parse.ts';
import { problemAt, ScenarioError } from './problem.ts';

class TestAssignor {
  name(): string {
    return 'range';
  }
  assign = () => new Map();
  configure(config: Readonly<Record<string, unknown>>): void {
    void config['test.weight'];
  }
}
class OtherAssignor extends TestAssignor {
  override name(): string {
    return 'cooperative-sticky';
  }
}
const assignors: AssignorsByName = new Map([
  ['range', TestAssignor],
  ['cooperative-sticky', OtherAssignor],
]);

/** A valid scenario of JSON in which everything occurs. */
const whole = {
  seed: 7,
  for: '2m',
  brokers: { racks: ['a', 'b', 'c'], config: { 'group.initial.rebalance.delay.ms': 0 } },
  network: { latency: '1ms..5ms', loss: '0.5%' },
  topics: { orders: 6, payments: { partitions: 3, replicas: 2, config: { 'retention.ms': 60000 } } },
  stores: { rows: 'append', totals: 'upsert' },
  groups: { billing: { assignor: 'cooperative-sticky', config: { 'session.timeout.ms': 10000 } } },
  consumers: {
    c1: { group: 'billing', topics: ['orders'] },
    c2: {
      group: 'billing',
      topics: ['orders'],
      start: '2s',
      poll: '1s',
      config: { 'group.instance.id': 'a', 'session.timeout.ms': 20000 },
      handler: {
        perRecord: '10ms..20ms',
        perKey: { 'orders-3': '5s' },
        fail: { key: 'orders-4', times: 3, do: 'retry' },
        store: ['rows', 'totals'],
        commit: 'batch',
        commitOnRevoke: true,
      },
    },
    'd1..d3': { group: 'billing', pattern: '^pay.*', assignor: ['range', 'cooperative-sticky'] },
  },
  load: {
    orders: { rate: '50/s', keys: 20, skew: 1, arrivals: 'poisson' },
    payments: [
      { rate: '6/m', until: '30s' },
      { rate: '1/s', arrivals: 'bursts', every: '10s', from: '1m' },
    ],
  },
  events: [
    { at: '30s', crash: 'c2' },
    { at: '45s', start: 'c2' },
    { at: '46s', restart: 'd1', down: '5s' },
    { at: '50s', freeze: 'c1', for: '15s' },
    { at: '50s', blockPoll: 'c2', for: '6s' },
    { at: '51s', clockStep: 'c1', by: '-5s' },
    { at: '52s', subscribe: 'c1', topics: ['orders', 'payments'] },
    { at: '52s', pause: 'c1', partitions: ['orders-0'] },
    { at: '53s', resume: 'c1', partitions: ['orders-0'] },
    { at: '53s', commit: 'c1' },
    { at: '54s', cut: ['c1', 2], lost: 'answers', for: '5s' },
    { at: '54s', slow: 'c2', latency: '500ms' },
    { at: '55s', heal: 'all' },
    { at: '56s', crashBroker: 1 },
    { at: '58s', restartBroker: 1 },
    { at: '59s', stopBroker: 2 },
    { at: '60s', moveCoordinator: 'billing', to: 3 },
    { at: '60s', moveLeader: 'orders-1', to: 1 },
    { at: '61s', createTopic: 'returns', partitions: 3 },
    { at: '62s', createPartitions: 'returns', to: 5 },
    { at: '63s', produce: 'returns', records: 10, key: 'k' },
    { at: '64s', deleteTopic: 'returns' },
    { at: '65s', note: 'All is quiet.' },
    { at: '66s', close: 'c1' },
  ],
};

function problemsOf(value: unknown): readonly string[] {
  const parsed = parseScenario(value, { assignors });
  return 'problems' in parsed ? parsed.problems.map(({ text }) => text) : [];
}

/** What is wrong when one part of the valid scenario is replaced. */
const problemsWith = (part: Record<string, unknown>): readonly string[] => problemsOf({ ...whole, ...part });
const problemsOfEvents = (...events: readonly unknown[]): readonly string[] => problemsWith({ events });
const problemsOfConsumer = (consumer: unknown): readonly string[] =>
  problemsWith({ consumers: { c1: consumer }, events: [] });
const problemsOfHandler = (handler: unknown): readonly string[] =>
  problemsOfConsumer({ group: 'billing', topics: ['orders'], handler });

describe('a scenario', () => {
  it('is read with everything that can be said', () => {
    const parsed = parseScenario(whole, { assignors });
    expect('problems' in parsed ? parsed.problems.map(({ text }) => text) : []).toEqual([]);
  });

  it('of few words has defaults for all the rest', () => {
    const { brokers, network, topics, consumers, ...rest } = scenario({
      for: '10s',
      topics: { orders: 6 },
      consumers: { c1: { group: 'billing', topics: ['orders'] } },
    });
    expect(rest).toEqual({ seed: 1, durationMs: 10_000, stores: new Map(), load: [], events: [] });
    expect(brokers).toEqual({ ids: [1, 2, 3], racks: undefined, config: {} });
    expect(network).toEqual({ latency: { leastMs: 1, mostMs: 1 }, loss: 0 });
    expect(topics.get('orders')).toEqual({ partitions: 6, replicas: 3, config: {} });
    expect(consumers.get('c1')).toMatchObject({ process: 'c1', startMs: 0, pollTimeoutMs: 100, assignors: undefined });
    expect(consumers.get('c1')?.handler.commit).toBe('auto');
  });

  it('has its events in order of time, those of one instant as written', () => {
    const { events } = scenario({
      for: '10s',
      topics: { orders: 6 },
      events: [
        { at: '2s', note: 'b' },
        { at: '1s', note: 'a' },
        { at: '2s', note: 'c' },
      ],
    });
    expect(events.map((event) => (event.kind === 'note' ? event.text : ''))).toEqual(['a', 'b', 'c']);
  });

  it('tells all that is wrong with it at once', () => {
    expect(
      problemsOf({
        for: 20,
        topics: { orders: 0 },
        consumers: { c1: { group: 'billing', topics: ['order'], start: '-1s' } },
        events: [
          { at: '1s', crush: 'c1' },
          { at: '1s', crash: 'c7' },
        ],
        colour: 'red',
      }),
    ).toEqual([
      'colour: is not known here; known: seed, for, brokers, network, topics, stores, groups, consumers, load, events',
      'for: is 20 without a unit; write it with ms, s, m, h or d: 20ms, 2.5s, 10m',
      'topics.orders: is 0, less than 1; write how many partitions it has: 6',
      'consumers.c1.topics[0]: no topic is named "order"; did you mean "orders"?',
      'consumers.c1.start: is "-1s", a negative time; write 0 or more: 20ms, 2.5s, 10m',
      'events[0].crush: is no event; did you mean "crash"?',
      'events[1].crash: no consumer is named "c7"; did you mean "c1"?',
    ]);
  });

  it('in code is refused with all of it', () => {
    expect(() => scenario({ for: '10s', topics: { orders: 0 }, events: [{ at: '1s', crash: 'c1' }] })).toThrow(
      new ScenarioError([
        problemAt(['topics', 'orders'], 'is 0, less than 1; write how many partitions it has: 6'),
        problemAt(['events', 0, 'crash'], 'no consumer is named "c1"; there are none'),
      ]),
    );
  });

  it.each([
    ['without a length', { for: undefined }, 'scenario: `for` is missing; write how long it runs, for: 2m'],
    ['without length', { for: '0s', events: [] }, 'for: is no time at all; write more than 0: 20ms, 2.5s, 10m'],
    [
      'with racks for some brokers',
      { brokers: { count: 3, racks: ['a'] } },
      'brokers.racks: names 1 racks for 3 brokers; write one for each',
    ],
    [
      'with latency that ends before it begins',
      { network: { latency: '5ms..1ms' } },
      'network.latency: is "5ms..1ms", which ends before it begins; write the least time first',
    ],
    [
      'with more replicas than brokers',
      { topics: { ...whole.topics, x: { partitions: 1, replicas: 4 } } },
      'topics.x.replicas: is 4, but there are 3 brokers; write at most 3, or add brokers',
    ],
    [
      'with an unknown key of a topic',
      { topics: { ...whole.topics, x: { partitions: 1, config: { 'retention.m': 1 } } } },
      'topics.x.config["retention.m"]: Unknown configuration retention.m of a topic. Did you mean retention.ms?',
    ],
    [
      'with a kind of store that is none',
      { stores: { ...whole.stores, x: 'upset' } },
      'stores.x: "upset" is no kind of store; did you mean "upsert"?',
    ],
    [
      'with load for a topic that is none',
      { load: { order: { rate: '1/s' } } },
      'load.order: no topic is named "order"; did you mean "orders"?',
    ],
    [
      'with a load without a unit',
      { load: { orders: { rate: 50 } } },
      'load.orders.rate: is 50; write how many a second, a minute or an hour: 50/s, 6/m',
    ],
    [
      'with bursts at no interval',
      { load: { orders: { rate: '1/s', arrivals: 'bursts' } } },
      'load.orders: bursts come at intervals; write how far apart they are: every: 10s',
    ],
    [
      'with two consumers of one name',
      { consumers: { ...whole.consumers, 'c2..c3': { group: 'billing', topics: ['orders'] } } },
      'consumers["c2..c3"]: there are two consumers named "c2"; rename one',
    ],
  ])('%s is refused', (_, part, problem) => {
    expect(problemsWith(part)).toEqual([problem]);
  });
});

describe('a consumer', () => {
  it('takes from its group what it does not say itself, configuration key by key', () => {
    const { consumers } = scenario({
      for: '10s',
      topics: { orders: 6, payments: 1 },
      groups: {
        billing: {
          topics: ['orders'],
          assignor: 'range',
          poll: '1s',
          config: { 'session.timeout.ms': 10000, 'max.poll.records': 5 },
        },
      },
      consumers: {
        c1: { group: 'billing' },
        c2: { group: 'billing', assign: ['payments-0'], assignor: 'sticky', config: { 'session.timeout.ms': 20000 } },
      },
    });
    expect(consumers.get('c1')).toMatchObject({
      subscription: { kind: 'topics', topics: ['orders'] },
      assignors: ['range'],
      pollTimeoutMs: 1000,
      config: { 'session.timeout.ms': 10000, 'max.poll.records': 5 },
    });
    expect(consumers.get('c2')).toMatchObject({
      subscription: { kind: 'assign', partitions: [{ topic: 'payments', partition: 0 }] },
      assignors: ['sticky'],
      config: { 'session.timeout.ms': 20000, 'max.poll.records': 5 },
    });
  });

  it('written as a range of names is as many consumers', () => {
    const { consumers } = scenario({
      for: '10s',
      topics: { orders: 6 },
      consumers: { 'c8..c11': { group: 'billing', topics: ['orders'] } },
      events: [{ at: '1s', crash: 'c10' }],
    });
    expect([...consumers.keys()]).toEqual(['c8', 'c9', 'c10', 'c11']);
  });

  it('commits as its configuration says when its handler does not', () => {
    const consumer = (config: Record<string, unknown>, handler = {}) =>
      scenario({
        for: '1s',
        topics: { t: 1 },
        consumers: { c: { group: 'g', topics: ['t'], config, handler } },
      }).consumers.get('c');
    expect(consumer({})?.handler.commit).toBe('auto');
    expect(consumer({ 'enable.auto.commit': false })?.handler.commit).toBe('none');
    expect(consumer({ 'enable.auto.commit': false }, { commit: 'batch' })?.handler.commit).toBe('batch');
  });

  it.each([
    [
      'without a group',
      { topics: ['orders'] },
      'consumers.c1: `group` is missing; write { group: billing, topics: [orders] }',
    ],
    [
      'of a group that is not listed',
      { group: 'biling', topics: ['orders'] },
      'consumers.c1.group: no group is named "biling"; did you mean "billing"?',
    ],
    [
      'that reads nothing',
      { group: 'billing' },
      'consumers.c1: does not say what it reads; write `topics: [orders]`, in it or in its group',
    ],
    [
      'that reads in two ways',
      { group: 'billing', topics: ['orders'], pattern: 'o.*' },
      'consumers.c1: says in 2 ways what it reads (topics, pattern); keep one',
    ],
    [
      'with a pattern that is none',
      { group: 'billing', pattern: '(' },
      /^consumers\.c1\.pattern: is no regular expression: .*; correct it$/,
    ],
    [
      'with a partition that its topic never has',
      { group: 'billing', assign: ['orders-6'] },
      'consumers.c1.assign[0]: orders has partitions 0 to 5 at most; write one of them, or give it more',
    ],
    [
      'with an assignor that is none',
      { group: 'billing', topics: ['orders'], assignor: 'rage' },
      'consumers.c1.assignor: no assignor is named "rage"; did you mean "range"?',
    ],
    [
      'with an unknown key',
      { group: 'billing', topics: ['orders'], config: { 'sesion.timeout.ms': 1 } },
      'consumers.c1.config["sesion.timeout.ms"]: Unknown configuration sesion.timeout.ms of a consumer. Did you mean session.timeout.ms?',
    ],
    [
      'with a value of the wrong type',
      { group: 'billing', topics: ['orders'], config: { 'max.poll.records': '5' } },
      /^consumers\.c1\.config\["max\.poll\.records"\]: Invalid value "5" for configuration max\.poll\.records/,
    ],
    [
      'with its group among the keys',
      { group: 'billing', topics: ['orders'], config: { 'group.id': 'x' } },
      'consumers.c1.config["group.id"]: has a word of its own in a scenario; write it as `group`',
    ],
  ])('%s is refused', (_, consumer, problem) => {
    expect(problemsOfConsumer(consumer)).toEqual([
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    ]);
  });

  it('may have a key that its assignor reads', () => {
    expect(problemsOfConsumer({ group: 'billing', topics: ['orders'], config: { 'test.weight': 3 } })).toEqual([]);
  });

  it('is told of every wrong key, and of a wrong key of its group where that stands', () => {
    expect(
      problemsWith({
        groups: { billing: { topics: ['orders'], config: { 'fetch.mim.bytes': 1 } } },
        consumers: {
          c1: { group: 'billing', config: { a: 1, 'heartbeat.interval.ms': 50000 } },
          c2: { group: 'billing' },
        },
        events: [],
      }),
    ).toEqual([
      expect.stringMatching(/^consumers\.c1\.config\["heartbeat\.interval\.ms"\]: Heartbeat must be set lower/),
      expect.stringMatching(/^groups\.billing\.config\["fetch\.mim\.bytes"\]: .*Did you mean fetch\.min\.bytes\?$/),
      expect.stringMatching(/^consumers\.c1\.config\.a: Unknown configuration a of a consumer/),
    ]);
  });
});

describe('a handler', () => {
  it.each([
    [
      'with a time without unit',
      { perRecord: 20 },
      'consumers.c1.handler.perRecord: is 20 without a unit; write it with ms, s, m, h or d: 20ms, 2.5s, 10m',
    ],
    [
      'with a store that is none',
      { store: 'row' },
      'consumers.c1.handler.store: no store is named "row"; did you mean "rows"?',
    ],
    [
      'that does not say what follows a failure',
      { fail: { key: 'k' } },
      'consumers.c1.handler.fail: `do` is missing; write { key: orders-3, times: 2, do: retry }',
    ],
    [
      'that fails no times',
      { fail: { key: 'k', times: 0, do: 'skip' } },
      'consumers.c1.handler.fail.times: is 0, less than 1; write how often it fails: 3, or always',
    ],
    [
      'with a policy that is none',
      { commit: 'bach' },
      'consumers.c1.handler.commit: "bach" is no commit policy; did you mean "batch"?',
    ],
  ])('%s is refused', (_, handler, problem) => {
    expect(problemsOfHandler(handler)).toEqual([problem]);
  });

  it('does not commit in two ways', () => {
    expect(
      problemsOfConsumer({
        group: 'billing',
        topics: ['orders'],
        config: { 'enable.auto.commit': true },
        handler: { commit: 'batch' },
      }),
    ).toEqual(['consumers.c1: its handler commits by "batch", but enable.auto.commit is true; leave the key out']);
  });
});

describe('an event', () => {
  it.each([
    ['that says not what', { at: '1s' }, /^events\[0\]: does not say what happens; write one of start, close/],
    [
      'that is two',
      { at: '1s', crash: 'c1', freeze: 'c1', for: '1s' },
      'events[0]: is 2 events in one (crash, freeze); write each in an item of its own',
    ],
    ['without a time', { crash: 'c1' }, 'events[0]: `at` is missing; write { at: 30s, crash: c2 }'],
    [
      'at a negative time',
      { at: '-1s', crash: 'c1' },
      'events[0].at: is "-1s", a negative time; write 0 or more: 20ms, 2.5s, 10m',
    ],
    [
      'after the end',
      { at: '3m', crash: 'c1' },
      'events[0].crash: happens at 3m, after the end at 2m; make `for` longer',
    ],
    [
      'for a broker that is none',
      { at: '1s', crashBroker: 4 },
      'events[0].crashBroker: there is no broker 4; known: 1, 2, 3',
    ],
    ['of a word too many', { at: '1s', crash: 'c1', for: '3s' }, 'events[0].for: is not known here; known: at, crash'],
    [
      'on a link with one kind of end',
      { at: '1s', cut: ['c1', 'c2'] },
      'events[0].cut[1]: is "c2"; write the number of a broker: 1',
    ],
    [
      'before its process starts',
      { at: '1s', crash: 'c2' },
      'events[0].crash: c2 starts at 2s only, and this is at 1s; move one of them',
    ],
    [
      'that starts what runs',
      { at: '1s', start: 'c1' },
      'events[0].start: c1 runs already since 0ms; close or crash it first, or write `restart`',
    ],
    [
      'that restarts a broker that runs',
      { at: '1s', restartBroker: 1 },
      'events[0].restartBroker: broker 1 runs; crash or stop it first',
    ],
    [
      'that takes partitions away',
      { at: '1s', createPartitions: 'orders', to: 6 },
      'events[0].createPartitions: orders has 6 partitions already; a topic can only grow: write more than 6',
    ],
    [
      'that creates what there is',
      { at: '1s', createTopic: 'orders', partitions: 1 },
      'events[0].createTopic: there is a topic "orders" already at 1s; use another name',
    ],
    [
      'that creates what Kafka would not',
      { at: '1s', createTopic: 'a b', partitions: 1 },
      /^events\[0\]\.createTopic: "a b" is no name for a topic/,
    ],
  ])('%s is refused', (_, event, problem) => {
    expect(problemsOfEvents(event)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });

  it('for a process that was crashed is refused until it is started again', () => {
    expect(
      problemsOfEvents(
        { at: '10s', crash: 'c1' },
        { at: '11s', freeze: 'c1', for: '1s' },
        { at: '12s', start: 'c1' },
        { at: '13s', close: 'c1' },
        { at: '14s', commit: 'c1' },
        { at: '15s', restart: 'c1' },
      ),
    ).toEqual([
      'events[1].freeze: c1 was crashed at 10s; start it again first, or move this event',
      'events[4].commit: c1 was closed at 13s; start it again first, or move this event',
    ]);
  });

  it('may start a consumer whose handler can bring it down', () => {
    const consumers = {
      c1: { group: 'billing', topics: ['orders'], handler: { fail: { key: 'k', do: 'crash' } } },
    };
    expect(problemsWith({ consumers, events: [{ at: '1s', start: 'c1' }] })).toEqual([]);
  });

  it('for a topic that is not there yet, or no longer, is refused', () => {
    expect(
      problemsOfEvents(
        { at: '1s', produce: 'returns', records: 1 },
        { at: '2s', createTopic: 'returns', partitions: 1 },
        { at: '3s', deleteTopic: 'returns' },
        { at: '4s', createPartitions: 'returns', to: 2 },
      ),
    ).toEqual([
      'events[0].produce: there is no topic "returns" at 1s; create it before, or move this event',
      'events[3].createPartitions: there is no topic "returns" at 4s; create it before, or move this event',
    ]);
  });

  it('that hands over to a broker that is down is refused', () => {
    expect(
      problemsOfEvents(
        { at: '1s', crashBroker: 2 },
        { at: '2s', moveCoordinator: 'billing', to: 2 },
        { at: '3s', stopBroker: 2 },
        { at: '4s', restartBroker: 2 },
        { at: '5s', moveLeader: 'orders-0', to: 2 },
      ),
    ).toEqual([
      'events[1].moveCoordinator: broker 2 is down since 1s; move it to another',
      'events[2].stopBroker: broker 2 is down since 1s; restart it first, or move this event',
    ]);
  });
});

describe('whatever is handed in', () => {
  const isAnswered = (value: unknown): void => {
    const parsed = parseScenario(value, { assignors });
    if ('problems' in parsed) {
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { text } of parsed.problems) expect(text).toMatch(/^\S[^\n]*: \S/);
    } else expect(parsed.scenario.durationMs).toBeGreaterThan(0);
  };

  it('is parsed or refused, and nothing is thrown', () => {
    fc.assert(fc.property(fc.jsonValue(), isAnswered), { numRuns: 500 });
    fc.assert(fc.property(fc.anything(), isAnswered), { numRuns: 500 });
  });

  it('is parsed or refused also when it is nearly a scenario', () => {
    const paths = pathsOf(whole);
    const replaced = fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.anything(), likely));
    fc.assert(
      fc.property(fc.array(replaced, { minLength: 1, maxLength: 3 }), (changes) => {
        isAnswered(changes.reduce<unknown>((value, [path, by]) => replacedAt(value, path, by), whole));
      }),
      { numRuns: 1500 },
    );
  });
});

const likely = fc.constantFrom<unknown>(
  'c1',
  'c9',
  'orders',
  'orders-0',
  '5s',
  '-5s',
  '1ms..2ms',
  0,
  1,
  -1,
  1.5,
  '1%',
  '9/s',
  [],
  {},
  null,
  undefined,
  '__proto__',
  'all',
  1e300,
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf(Reflect.get(value, key), [...path, key]))];
}

function replacedAt(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replacedAt(item, rest, by) : item));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [first]: replacedAt(Reflect.get(value, first), rest, by) };
}
