import { describe, expect, it } from 'vitest';
import { readMessage } from './messages.ts';

const outcome = {
  id: 'R1: a',
  name: 'R1: a',
  state: 'fail',
  durationMs: 0.4,
  errors: [{ name: 'AssertionError', message: 'm', diff: undefined, stack: '', inAnswer: { line: 3, column: 1 } }],
  logs: [{ level: 'log', text: 'hello', place: { cluster: 1, process: 'c1', atMs: 3, eventIndex: 2 } }],
  logsDropped: 0,
  evidence: {
    kind: 'assignment',
    title: '1 partition, 1 member',
    topics: [['orders', 1]],
    members: [{ memberId: 'c1', groupInstanceId: undefined, rackId: undefined, topics: ['orders'] }],
    actual: undefined,
    expected: [['c1', [['orders', 0]]]],
  },
  notes: {
    clusters: [{ number: 1, name: 'cluster', eventCount: 40, endMs: 60_000, digest: 7 }],
    clustersDropped: 0,
    moment: { cluster: 1, atMs: 12_040, eventIndex: 30 },
  },
};

describe('readMessage', () => {
  it('reads a result as the worker sends it', () => {
    const message = { kind: 'test-ended', runId: 'r', outcome };
    expect(readMessage(message)).toEqual(message);
  });

  it.each([
    ['nothing', undefined],
    ['text', 'ended'],
    ['an unknown kind', { kind: 'passed' }],
    ['a state that is none', { kind: 'test-ended', runId: 'r', outcome: { ...outcome, state: 'passed' } }],
    [
      'a duration that is no number',
      { kind: 'test-ended', runId: 'r', outcome: { ...outcome, durationMs: Number.NaN } },
    ],
    [
      'evidence of another shape',
      { kind: 'test-ended', runId: 'r', outcome: { ...outcome, evidence: { kind: 'assignment' } } },
    ],
    [
      'evidence with a billion partitions',
      {
        kind: 'test-ended',
        runId: 'r',
        outcome: { ...outcome, evidence: { ...outcome.evidence, topics: [['orders', 1e9]] } },
      },
    ],
    ['an ending that only the page may give', { kind: 'ended', runId: 'r', ending: { kind: 'cancelled' }, logs: [] }],
    ['a text of megabytes', { kind: 'suite-broken', message: 'x'.repeat(100_000) }],
    [
      'a time that is none',
      {
        kind: 'test-ended',
        runId: 'r',
        outcome: {
          ...outcome,
          notes: { ...outcome.notes, moment: { cluster: 1, atMs: Number.POSITIVE_INFINITY, eventIndex: 0 } },
        },
      },
    ],
    [
      'thousands of log lines',
      { kind: 'test-ended', runId: 'r', outcome: { ...outcome, logs: Array(501).fill(outcome.logs[0]) } },
    ],
  ])('refuses %s', (_, data) => {
    expect(readMessage(data)).toBeUndefined();
  });
});
