import type { MemberCase, OwnedByMember } from 'testkit';
import { describe, expect, it } from 'vitest';
import type { BoardRow } from './board-model.ts';
import { boardModel } from './board-model.ts';

const member = (memberId: string, more: Partial<MemberCase> = {}): MemberCase => ({
  memberId,
  groupInstanceId: undefined,
  rackId: undefined,
  topics: ['orders'],
  ...more,
});

const orders = (memberId: string, ...partitions: number[]): OwnedByMember[number] => [
  memberId,
  partitions.map((partition) => ['orders', partition] as const),
];

const three = [member('c1'), member('c2'), member('c3')];

/** The board of a failing test: what the answer gave beside what Kafka gives. */
function compared(actual: OwnedByMember, expected: OwnedByMember, partitionCount: number, members = three) {
  return boardModel({
    topics: [['orders', partitionCount]],
    members,
    columns: [
      { title: 'yours', owned: actual, comparedTo: expected },
      { title: 'Kafka', owned: expected },
    ],
  });
}

const row = (rows: readonly BoardRow[], label: string): BoardRow | undefined => rows.find((one) => one.label === label);
const states = (one: BoardRow | undefined, column: number): string[] =>
  (one?.cells[column]?.groups ?? []).flatMap(({ chips }) => chips.map(({ first, state }) => `${first} ${state}`));

describe('assignment board', () => {
  const kafka: OwnedByMember = [orders('c1', 0, 1), orders('c2', 2, 3), orders('c3', 4)];

  it('marks what a member should not have, and beside it what it lacks', () => {
    const { rows } = compared([orders('c1', 0), orders('c2', 1), orders('c3', 2)], kafka, 5);
    expect(states(row(rows, 'c2'), 0)).toEqual(['1 wrong']);
    expect(states(row(rows, 'c2'), 1)).toEqual(['2 missing', '3 missing']);
    expect(row(rows, 'c2')?.agrees).toBe(false);
  });

  it('has a row for what went to nobody', () => {
    const { rows } = compared([orders('c1', 0), orders('c2', 1), orders('c3', 2)], kafka, 5);
    expect(states(row(rows, 'nobody'), 0)).toEqual(['3 wrong', '4 wrong']);
    expect(states(row(rows, 'nobody'), 1)).toEqual([]);
  });

  it('has no such row when everything has an owner', () => {
    expect(row(compared(kafka, kafka, 5).rows, 'nobody')).toBeUndefined();
  });

  it('does not blame the answer for a topic that nobody can be given', () => {
    const { rows } = compared([], [], 2, []);
    expect(row(rows, 'nobody')?.agrees).toBe(true);
  });

  it('marks a partition with two owners in both, and says who the other is', () => {
    const { rows } = compared([orders('c1', 0, 1), orders('c2', 1, 2, 3), orders('c3', 4)], kafka, 5);
    expect(states(row(rows, 'c1'), 0)).toEqual(['0 plain', '1 shared']);
    expect(states(row(rows, 'c2'), 0)[0]).toBe('1 shared');
    expect(row(rows, 'c1')?.cells[0]?.remarks).toEqual(["orders-1 is also c2's"]);
  });

  it('says that only the order within a topic differs', () => {
    const { rows } = compared([orders('c1', 1, 0), orders('c2', 2, 3), orders('c3', 4)], kafka, 5);
    expect(row(rows, 'c1')?.cells[0]?.remarks).toEqual(['in another order']);
    expect(row(rows, 'c1')?.agrees).toBe(false);
    expect(row(rows, 'c2')?.agrees).toBe(true);
  });

  it('names a member that has no entry, and one that does not belong to the group', () => {
    const { rows } = compared([orders('c1', 0, 1), orders('c2', 2, 3), orders('ghost', 4)], kafka, 5);
    expect(row(rows, 'c3')?.cells[0]?.text).toBe('no entry');
    expect(row(rows, 'ghost')).toMatchObject({ kind: 'stranger', detail: 'not in the group', agrees: false });
  });

  it('gives every cell in words', () => {
    const { rows } = compared([orders('c1', 0), orders('c2', 1), orders('c3', 2)], kafka, 5);
    expect(row(rows, 'c1')?.cells.map((cell) => cell?.text)).toEqual(['orders-0', 'orders-0, orders-1 (missing)']);
    expect(row(rows, 'nobody')?.cells[0]?.text).toBe('orders-3 (wrong), orders-4 (wrong)');
  });

  it('names topics as soon as there are two', () => {
    const one = boardModel({
      topics: [['orders', 2]],
      members: three,
      columns: [{ title: 'range', owned: [orders('c1', 0, 1)] }],
    });
    const two = boardModel({
      topics: [
        ['orders', 2],
        ['payments', 2],
      ],
      members: three,
      columns: [{ title: 'range', owned: [orders('c1', 0, 1)] }],
    });
    expect([one.namesTopics, two.namesTopics]).toEqual([false, true]);
    expect(two.topicsText).toBe('orders, 2 partitions; payments, 2 partitions');
  });

  it('shows instance ids and racks', () => {
    const { rows } = compared([], [], 0, [member('c1', { groupInstanceId: 'a', rackId: 'r1' })]);
    expect(row(rows, 'c1')?.detail).toBe('instance a, rack r1');
  });

  it('folds long runs of neighbors, but keeps a wrong one apart', () => {
    const many = Array.from({ length: 30 }, (_, partition) => partition);
    const actual = [orders('c1', ...many), orders('c2'), orders('c3')];
    const expected = [orders('c1', ...many.filter((partition) => partition !== 12)), orders('c2', 12), orders('c3')];
    const chips = row(compared(actual, expected, 30).rows, 'c1')?.cells[0]?.groups[0]?.chips;
    expect(chips).toEqual([
      { first: 0, last: 11, state: 'plain' },
      { first: 12, last: 12, state: 'wrong' },
      { first: 13, last: 29, state: 'plain' },
    ]);
  });

  it('shows what differs first in a large group and counts the members that agree', () => {
    const members = Array.from({ length: 60 }, (_, index) => member(`c${index}`));
    const expected = members.map(({ memberId }, index) => orders(memberId, index));
    const actual = expected.map((entry, index) => (index === 59 ? orders('c59') : entry));
    const model = compared(actual, expected, 60, members);
    expect(model.rows[0]?.label).toBe('c59');
    expect(model.agreeingLeftOut).toBe(36);
    expect(model.othersLeftOut).toBe(0);
  });
});
