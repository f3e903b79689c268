import { type Assignment, type Subscription, topicPartition } from 'kafka';
import { describe, expect, it } from 'vitest';
import type { Assign } from './call-assign.ts';
import { groupCase } from './group-case.ts';
import { answersLike, expectEarlierAnswerKept } from './memory.ts';

const two = { topics: { orders: 1 }, members: { c1: ['orders'], c2: ['orders'] } };
const one = { topics: { orders: 1 }, members: { c2: ['orders'] } };

/** Gives orders-0 to the first member. */
function divide(
  subscriptions: ReadonlyMap<string, Subscription>,
  into: Map<string, Assignment>,
): Map<string, Assignment> {
  [...subscriptions.keys()].forEach((memberId, place) => {
    into.set(memberId, { partitions: place === 0 ? [topicPartition('orders', 0)] : [] });
  });
  return into;
}

describe('expectEarlierAnswerKept', () => {
  it('holds for an answer that makes a map in every call', () => {
    expectEarlierAnswerKept((_, subscriptions) => divide(subscriptions, new Map()), two, one);
  });

  it('names what a later call did to an earlier answer', () => {
    const kept = new Map<string, Assignment>();
    expect(() => expectEarlierAnswerKept((_, subscriptions) => divide(subscriptions, kept), two, one)).toThrow(
      /^The answer to the first call was changed by the second: orders-0 is owned by 2 members: c1 and c2\./,
    );
  });

  it('says so when there was no usable answer', () => {
    expect(() => expectEarlierAnswerKept(() => undefined, two, one)).toThrow(/It returned undefined\./);
  });
});

describe('answersLike', () => {
  const fresh: Assign = (_, subscriptions) => divide(subscriptions, new Map());
  const group = groupCase(two);

  it('holds whatever is right, as long as a new assignor says the same', () => {
    expect(
      answersLike(fresh)({
        group,
        expected: [],
        actual: [
          ['c1', [['orders', 0]]],
          ['c2', []],
        ],
      }),
    ).toBeUndefined();
  });

  it('names what differs from a new assignor', () => {
    expect(
      answersLike(fresh)({
        group,
        expected: [],
        actual: [
          ['c1', []],
          ['c2', [['orders', 0]]],
        ],
      }),
    ).toBe('An assignor that was asked before answers differently from a new one: orders-0 went to c2, not to c1.');
  });
});
