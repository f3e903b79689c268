import { describe, expect, it } from 'vitest';
import { defineScenario } from './parse.ts';
import { problemsOfConsumer, problemsOfHandler, problemsWith } from './parse-fixture.ts';

describe('a consumer', () => {
  it('takes from its group what it does not say itself, configuration key by key', () => {
    const { consumers } = defineScenario({
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
    const { consumers } = defineScenario({
      for: '10s',
      topics: { orders: 6 },
      consumers: { 'c8..c11': { group: 'billing', topics: ['orders'] } },
      events: [{ at: '1s', crash: 'c10' }],
    });
    expect([...consumers.keys()]).toEqual(['c8', 'c9', 'c10', 'c11']);
  });

  it('commits as its configuration says when its handler does not', () => {
    const consumer = (config: Record<string, unknown>, handler = {}) =>
      defineScenario({
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
      'consumers.c1.handler.fail: `do` is missing; write { key: orders-key-3, times: 2, do: retry }',
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
