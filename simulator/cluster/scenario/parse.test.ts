import { describe, expect, it } from 'vitest';
import { defineScenario, parseScenario } from './parse.ts';
import { assignors, problemsOf, problemsWith, whole } from './parse-fixture.ts';
import { problemAt, ScenarioError } from './problem.ts';

describe('a scenario', () => {
  it('is read with everything that can be said', () => {
    const parsed = parseScenario(whole, { assignors });
    expect('problems' in parsed ? parsed.problems.map(({ text }) => text) : []).toEqual([]);
  });

  it('of few words has defaults for all the rest', () => {
    const { brokers, network, topics, consumers, ...rest } = defineScenario({
      for: '10s',
      topics: { orders: 6 },
      consumers: { c1: { group: 'billing', topics: ['orders'] } },
    });
    expect(rest).toEqual({ seed: 1, durationMs: 10_000, stores: new Map(), load: [], events: [] });
    expect(brokers).toEqual({ ids: [1, 2, 3], racks: undefined, config: {}, sessionTimeoutMs: 9000, loadingMs: 20 });
    expect(network).toEqual({ latency: { kind: 'constant', ms: 1 }, loss: { probability: 0, effect: 'stall' } });
    expect(topics.get('orders')).toEqual({ partitions: 6, replicas: 3, config: {} });
    expect(consumers.get('c1')).toMatchObject({ process: 'c1', startMs: 0, pollTimeoutMs: 100, assignors: undefined });
    expect(consumers.get('c1')?.handler.commit).toBe('auto');
  });

  it('has its events in order of time, those of one instant as written', () => {
    const { events } = defineScenario({
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
    expect(() => defineScenario({ for: '10s', topics: { orders: 0 }, events: [{ at: '1s', crash: 'c1' }] })).toThrow(
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
