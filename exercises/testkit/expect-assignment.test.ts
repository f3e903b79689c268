import { topicPartition } from 'kafka';
import { describe, expect, it } from 'vitest';
import type { Assign } from './call-assign.ts';
import { type AssignmentSpec, expectAssignment, expectEveryAssignment } from './expect-assignment.ts';
import { readRecordedCases } from './recorded-notation.ts';

const spec: AssignmentSpec = {
  topics: { orders: 3 },
  members: { c2: ['orders'], c1: ['orders'] },
  because: 'the first member takes one more',
  expected: { c1: { orders: [0, 1] }, c2: { orders: [2] } },
};

function giving(owned: Readonly<Record<string, readonly number[]>>): Assign {
  return () =>
    new Map(
      Object.entries(owned).map(([memberId, numbers]) => [
        memberId,
        { partitions: numbers.map((n) => topicPartition('orders', n)) },
      ]),
    );
}

function failureOf(expectation: () => void): Record<string, unknown> {
  try {
    expectation();
  } catch (error) {
    if (error instanceof Error) {
      const { name, message, stack } = error;
      return { ...error, name, message, stack };
    }
  }
  throw new Error('The expectation held, although it should not.');
}

describe('expectAssignment', () => {
  it('holds when every member has what is expected', () => {
    expectAssignment(giving({ c1: [0, 1], c2: [2] }), spec);
  });

  it('R3: 3 partitions, 2 members', () => {
    const failure = failureOf(() => expectAssignment(giving({ c1: [0], c2: [1] }), spec));
    expect(failure).toMatchObject({
      name: 'AssertionError',
      message:
        'orders-2 went to nobody. Rule 3, 3 partitions, 2 members: the first member takes one more, so c1 owns orders-0 and orders-1, c2 owns orders-2.',
      showDiff: true,
      actual: { c1: ['orders-0'], c2: ['orders-1'] },
      expected: { c1: ['orders-0', 'orders-1'], c2: ['orders-2'] },
    });
  });

  it('leaves evidence beside the result, members in the order of the case', ({ task }) => {
    failureOf(() => expectAssignment(giving({ c9: [], c1: [0], c2: [1] }), spec));
    expect(task.meta.evidence).toEqual({
      kind: 'assignment',
      title: 'leaves evidence beside the result, members in the order of the case',
      topics: [['orders', 3]],
      members: [
        { memberId: 'c2', groupInstanceId: undefined, rackId: undefined, topics: ['orders'] },
        { memberId: 'c1', groupInstanceId: undefined, rackId: undefined, topics: ['orders'] },
      ],
      actual: [
        ['c2', [['orders', 1]]],
        ['c1', [['orders', 0]]],
        ['c9', []],
      ],
      expected: [
        [
          'c1',
          [
            ['orders', 0],
            ['orders', 1],
          ],
        ],
        ['c2', [['orders', 2]]],
      ],
    });
  });

  it('shows no diff where there is nothing usable to compare', ({ task }) => {
    const failure = failureOf(() => expectAssignment(async () => new Map(), spec));
    expect(failure.name).toBe('AssertionError');
    expect(failure.message).toMatch(
      /^assign\(\) must return a Map of assignments by member id\. It returned a promise/,
    );
    expect(failure).toMatchObject({ showDiff: false });
    expect(task.meta.evidence).toMatchObject({ actual: undefined });
  });

  it('says in words alone what is wrong with thousands of partitions', ({ task }) => {
    const thousands = Array.from({ length: 3_000 }, (_, n) => n);
    const failure = failureOf(() => expectAssignment(giving({ c1: thousands, c2: [] }), spec));
    expect(failure.message).toMatch(/^orders-3, given to c1, does not exist\./);
    expect(failure).toMatchObject({ showDiff: false });
    expect(task.meta.evidence).toMatchObject({ actual: undefined });
  });

  it('is no assertion but carries the frames of the answer when that threw', () => {
    const broken: Assign = () => {
      throw new TypeError('x is not a function');
    };
    const failure = failureOf(() => expectAssignment(broken, spec));
    expect(failure.name).toBe('AnswerError');
    expect(failure.message).toMatch(/^assign\(\) threw TypeError: x is not a function\. /);
    expect(String(failure.stack)).toMatch(/^AnswerError: .*\n\s+at broken /);
  });
});

describe('expectEveryAssignment', () => {
  const cases = readRecordedCases(`
    one | orders:1 | c1 orders[0]
    two | orders:2 | c1 orders[0] | c2@i1 orders[1]
  `);

  it('R3: recorded groups', ({ task }) => {
    const failure = failureOf(() => expectEveryAssignment(giving({ c1: [0] }), cases));
    expect(failure.message).toBe(
      'c2 is missing from the answer. Rule 3, recorded groups: the smallest that fails is two, where orders has 2 partitions; c1 reads orders; c2 (instance i1) reads orders.',
    );
    expect(task.meta.evidence).toMatchObject({ title: 'two' });
  });

  it('leaves no evidence of cases that hold', ({ task }) => {
    expectEveryAssignment(giving({ c1: [0] }), cases.slice(0, 1));
    expect(task.meta.evidence).toBeUndefined();
  });

  it('holds an answer to one check alone', () => {
    expectEveryAssignment(giving({}), cases, () => undefined);
    expect(failureOf(() => expectEveryAssignment(giving({}), cases, () => 'Nothing holds.')).message).toMatch(
      /^Nothing holds\. .* one, where/,
    );
  });

  it('refuses to run over no cases', () => {
    expect(() => expectEveryAssignment(giving({}), [])).toThrow(/No cases were given/);
  });
});
