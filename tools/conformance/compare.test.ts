import type { CalledAssign, OwnedByMember } from 'testkit';
import { describe, expect, it } from 'vitest';
import { readAssignorVector } from './assignor-vector.ts';
import { disagreement } from './compare.ts';

const member = { groupInstanceId: null, rackId: null, ownedPartitions: [], generationId: null };
const base = {
  id: 'some-case',
  topics: { a: 2, b: 1 },
  members: [
    { ...member, memberId: 'm1', topics: ['a', 'b'], ownedPartitions: [['a', 1]] },
    { ...member, memberId: 'm2', topics: ['a', 'b'] },
  ],
  expected: {
    m1: [
      ['b', 0],
      ['a', 0],
    ],
    m2: [['a', 1]],
  },
  determinism: 'exact',
};

function compared(changes: object, called: CalledAssign): string | undefined {
  return disagreement(readAssignorVector(JSON.stringify({ ...base, ...changes })), called);
}

function gave(owned: Readonly<Record<string, OwnedByMember[number][1]>>): CalledAssign {
  return { kind: 'assignment', owned: Object.entries(owned) };
}

const asRecorded = gave({
  m1: [
    ['b', 0],
    ['a', 0],
  ],
  m2: [['a', 1]],
});
const inAnotherOrder = gave({
  m1: [
    ['a', 0],
    ['b', 0],
  ],
  m2: [['a', 1]],
});
const swapped = gave({
  m1: [
    ['b', 0],
    ['a', 1],
  ],
  m2: [['a', 0]],
});
const threw: CalledAssign = { kind: 'threw', why: 'assign() threw Error: no.', frames: [] };

describe('exact', () => {
  it('agrees on the same lists', () => {
    expect(compared({}, asRecorded)).toBeUndefined();
  });

  it('disagrees on another order', () => {
    expect(compared({}, inAnotherOrder)).toBe('The list of m1 is in another order: a-0 b-0 instead of b-0 a-0.');
  });

  it('disagrees on other owners', () => {
    expect(compared({}, swapped)).toBe('a-0 went to m2, not to m1. 1 more went to the wrong member.');
  });

  it('disagrees when ours threw', () => {
    expect(compared({}, threw)).toBe('assign() threw Error: no.');
  });
});

describe('sets', () => {
  const sets = { determinism: 'sets' };

  it('agrees on the same partitions in any order', () => {
    expect(compared(sets, inAnotherOrder)).toBeUndefined();
  });

  it('disagrees on a partition that is missing', () => {
    expect(compared(sets, gave({ m1: [['b', 0]], m2: [['a', 1]] }))).toBe('a-0 went to nobody.');
  });
});

describe('varies', () => {
  const varies = {
    determinism: 'varies',
    alternatives: [
      {
        m1: [
          ['a', 1],
          ['b', 0],
        ],
        m2: [['a', 0]],
      },
    ],
  };
  const unseen = gave({
    m1: [['b', 0]],
    m2: [
      ['a', 0],
      ['a', 1],
    ],
  });

  it('agrees on what was expected and on each alternative', () => {
    expect(compared(varies, inAnotherOrder)).toBeUndefined();
    expect(compared(varies, swapped)).toBeUndefined();
  });

  it('agrees on an outcome that was never seen when all invariants hold', () => {
    expect(compared({ ...varies, invariants: { sizes: [1, 2], kept: 0 } }, unseen)).toBeUndefined();
  });

  it('disagrees on an unseen outcome of other sizes', () => {
    expect(compared({ ...varies, invariants: { sizes: [0, 3] } }, unseen)).toBe(
      'None of the recorded outcomes, and the lists are 1, 2 long instead of 0, 3.',
    );
  });

  it('disagrees on an unseen outcome that keeps other claims', () => {
    expect(compared({ ...varies, invariants: { kept: 1 } }, unseen)).toBe(
      'None of the recorded outcomes, and 0 partitions stay with a member that claimed them instead of 1.',
    );
  });

  it('disagrees on an unseen outcome that gives a partition twice', () => {
    const twice = gave({
      m1: [['a', 0]],
      m2: [
        ['a', 0],
        ['a', 1],
      ],
    });
    expect(compared({ ...varies, invariants: { sizes: [1, 2] } }, twice)).toBe(
      'None of the recorded outcomes, and a partition is given twice.',
    );
  });

  it('disagrees on an unseen outcome when nothing is known of all outcomes', () => {
    expect(compared(varies, unseen)).toBe(
      'None of the recorded outcomes, and nothing is recorded that all outcomes share.',
    );
  });
});

describe('throws', () => {
  const throws = { expected: null, throws: { class: 'java.lang.ArithmeticException', message: '/ by zero' } };

  it('agrees on any error', () => {
    expect(compared(throws, threw)).toBeUndefined();
  });

  it('disagrees on an answer', () => {
    expect(compared(throws, asRecorded)).toBe("It must fail: Kafka's threw java.lang.ArithmeticException: / by zero.");
  });
});
