import { describe, expect, it } from 'vitest';
import { problemsOfEvents, problemsWith } from './parse-fixture.ts';

describe('an event', () => {
  it.each([
    ['that says not what', { at: '1s' }, /^events\[0\]: does not say what happens; write one of start, close/],
    [
      'that is two',
      { at: '1s', crash: 'c1', freeze: 'c1', for: '1s' },
      'events[0]: is 2 events in one (crash, freeze); write each in an item of its own',
    ],
    [
      'with values that are no text',
      { at: '1s', produce: 'orders', records: 1, value: 42 },
      'events[0].value: is 42; write the value of these records: "hello"',
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
