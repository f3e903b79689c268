import { describe, expect, it } from 'vitest';
import type { ProcessReport } from './process.ts';
import { describeWaiting } from './waiting-report.ts';

const report = (more: Partial<ProcessReport>): ProcessReport => ({
  name: 'c1',
  state: 'running',
  waits: [],
  openCalls: [],
  isStuck: false,
  lastReturn: undefined,
  failure: undefined,
  ...more,
});

const told = (more: Partial<ProcessReport>): string => describeWaiting([report(more)]);

const waiting = (...frames: readonly string[]) =>
  told({
    waits: [{ what: 'KafkaConsumer.poll(100)', sinceMs: 5, stack: ['Error: poll(100)', ...frames].join('\n    ') }],
  });

describe('the report of what processes wait for', () => {
  it('names the place of the call outside of the simulator', () => {
    expect(
      waiting(
        'at Incarnation.promise (file:///lab/simulator/cluster/incarnation.ts:150:18)',
        'at KafkaConsumer.poll (file:///lab/simulator/client/kafka-consumer.ts:140:17)',
        'at async run (file:///lab/exercises/poll-loop/answer.ts:12:38)',
      ),
    ).toContain('KafkaConsumer.poll(100), since 5 ms (run, answer.ts:12:38)');
  });

  it('finds it also when all of the simulator was put into one file', () => {
    const bundle = 'blob:null/6f0f3a5c-1f2e';
    expect(
      waiting(`at a.promise (${bundle}:1:100)`, `at ${bundle}:7:1`, 'at run (file:///poll-loop/answer.ts:12:38)'),
    ).toContain('(run, answer.ts:12:38)');
    expect(waiting('promise@blob:x:1:100', 'poll@blob:x:7:1', 'run@file:///answer.ts:12:38')).toContain(
      '(run, answer.ts:12:38)',
    );
  });

  it('does without where there is none', () => {
    expect(waiting('at a.promise (blob:null/1:1:100)')).toBe(
      'c1 is running and waits for\n  KafkaConsumer.poll(100), since 5 ms',
    );
  });

  it('names the place that threw, which may be the first of its stack', () => {
    const error = Object.assign(new TypeError('records is not iterable'), {
      stack: 'TypeError: records is not iterable\n    at run (file:///answer.ts:3:1)\n    at file:///answer.ts:9:1',
    });
    expect(told({ state: 'crashed', failure: { error, atMs: 7, waits: [] } })).toContain(
      'At 7 ms an error left its function: TypeError: records is not iterable (run, answer.ts:3:1)',
    );
  });
});
