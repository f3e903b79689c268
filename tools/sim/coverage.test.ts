import type { TracedEvent } from 'simulator';
import { describe, expect, it } from 'vitest';
import { addCoverage, addTrace, coverageLines, emptyCoverage } from './coverage.ts';
import { neverReached } from './known.ts';

const trace: readonly TracedEvent[] = [
  { kind: 'process.crashed', process: 'c1', atMs: 1 },
  {
    kind: 'group.state',
    groupId: 'g',
    from: 'Stable',
    to: 'PreparingRebalance',
    generationId: 3,
    cause: 'member left',
    memberId: 'a',
    atMs: 2,
  },
  {
    kind: 'response.sent',
    correlationId: 1,
    clientId: 'c1',
    brokerId: 1,
    api: 'LeaveGroup',
    response: { error: 'NONE', members: [{ memberId: 'a', groupInstanceId: null, error: 'UNKNOWN_MEMBER_ID' }] },
    atMs: 3,
  },
  {
    kind: 'response.sent',
    correlationId: 2,
    clientId: 'c1',
    brokerId: 1,
    api: 'DeleteGroups',
    response: { errors: new Map([['g', 'NON_EMPTY_GROUP' as const]]) },
    atMs: 4,
  },
];

describe('coverage', () => {
  it('counts faults, transitions with their causes, and errors wherever they stand in a response', () => {
    const coverage = emptyCoverage();
    addTrace(coverage, trace);
    expect(coverage).toEqual({
      faults: { 'process.crashed': 1 },
      transitions: { 'Stable → PreparingRebalance (member left)': 1 },
      errors: { 'LeaveGroup UNKNOWN_MEMBER_ID': 1, 'DeleteGroups NON_EMPTY_GROUP': 1 },
      callbacks: {},
    });
  });

  it('adds up, and prints what is most frequent first', () => {
    const [one, both] = [emptyCoverage(), emptyCoverage()];
    addTrace(one, trace);
    addTrace(both, trace.slice(0, 1));
    addCoverage(both, one);
    expect(both.faults).toEqual({ 'process.crashed': 2 });
    expect(coverageLines(both).slice(0, 2)).toEqual(['faults:', '             2  process.crashed']);
  });

  it('tells what was never reached', () => {
    const coverage = emptyCoverage();
    addTrace(coverage, trace);
    const missing = neverReached(coverage);
    expect(missing).toContain('Heartbeat ILLEGAL_GENERATION');
    expect(missing).not.toContain('DeleteGroups NON_EMPTY_GROUP');
  });
});
