import { describe, expect, it } from 'vitest';
import {
  type Check,
  firstDifference,
  membersOfTheGroup,
  partitionsInPlace,
  subscribersOnly,
} from './assignment-differences.ts';
import type { OwnedByMember, PartitionName } from './evidence.ts';
import { groupCase } from './group-case.ts';
import { ownersInLine } from './owners-in-line.ts';

const group = groupCase({
  topics: { orders: 4, payments: 2 },
  members: { c1: ['orders', 'payments'], c2: ['orders'] },
});
const expected = owned({ c1: 'orders-0 orders-1 payments-0 payments-1', c2: 'orders-2 orders-3' });

function owned(names: Readonly<Record<string, string>>): OwnedByMember {
  return Object.entries(names).map(([memberId, list]) => [
    memberId,
    list
      .split(' ')
      .filter((name) => name !== '')
      .map((name): PartitionName => {
        const dash = name.lastIndexOf('-');
        return [name.slice(0, dash), Number(name.slice(dash + 1))];
      }),
  ]);
}

function sentence(names: Readonly<Record<string, string>>, check: Check = firstDifference): string | undefined {
  return check({ group, expected, actual: owned(names) });
}

describe('firstDifference', () => {
  it('finds none, in whatever order members and topics are listed', () => {
    expect(sentence({ c2: 'orders-2 orders-3', c1: 'payments-0 payments-1 orders-0 orders-1' })).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a member that is missing', { c1: 'orders-0' }, 'c2 is missing from the answer.'],
    ['members that are missing', {}, 'c1 and c2 are missing from the answer.'],
    ['a member from elsewhere', { c1: '', c2: '', c9: '' }, 'c9 is in the answer but not in the group.'],
    [
      'a partition beyond the last',
      { c1: 'orders-4', c2: '' },
      'orders-4, given to c1, does not exist. orders has 4 partitions.',
    ],
    [
      'a topic without metadata',
      { c1: 'gone-0', c2: '' },
      'gone-0, given to c1, does not exist. There is no metadata for gone.',
    ],
    [
      'a topic not subscribed to',
      { c1: '', c2: 'payments-0' },
      'payments-0 went to c2, which does not subscribe to payments.',
    ],
    ['two owners', { c1: 'orders-0', c2: 'orders-0' }, 'orders-0 is owned by 2 members: c1 and c2.'],
    ['a partition listed twice', { c1: 'orders-0 orders-0', c2: '' }, 'orders-0 is listed twice for c1.'],
    [
      'what went to nobody',
      { c1: 'orders-0 orders-1 payments-0 payments-1', c2: '' },
      'orders-2 and orders-3 went to nobody.',
    ],
    [
      'what went to the wrong member',
      { c1: 'orders-2 orders-3 payments-0 payments-1', c2: 'orders-0 orders-1' },
      'orders-0 and orders-1 went to c2, not to c1. 2 more went to the wrong member.',
    ],
    [
      'the wrong order within a topic',
      { c1: 'orders-1 orders-0 payments-0 payments-1', c2: 'orders-2 orders-3' },
      'The partitions of orders are out of order for c1: 1 and 0.',
    ],
  ])('names %s', (_, names, words) => {
    expect(sentence(names)).toBe(words);
  });

  it('names what should have gone to nobody', () => {
    const withheld = owned({ c1: 'orders-0 orders-1 payments-0 payments-1', c2: 'orders-3' });
    expect(firstDifference({ group, expected: withheld, actual: expected })).toBe(
      'orders-2 should have gone to nobody.',
    );
  });

  it('counts what is too much to list', () => {
    expect(sentence({ c1: '', c2: '' })).toBe(
      'orders-0, orders-1, orders-2, orders-3, payments-0 and payments-1 went to nobody.',
    );
    const wide = groupCase({ topics: { orders: 9 }, members: { c1: ['orders'] } });
    const all = owned({ c1: Array.from({ length: 9 }, (_, n) => `orders-${n}`).join(' ') });
    expect(firstDifference({ group: wide, expected: all, actual: owned({ c1: '' }) })).toBe(
      'orders-0, orders-1, orders-2, orders-3, orders-4 and 4 more went to nobody.',
    );
  });

  it('cuts names that an answer made up too long', () => {
    const words = sentence({ c1: '', c2: '', [`c${'x'.repeat(10_000)}`]: '' });
    expect(words?.length).toBeLessThan(120);
  });
});

describe('a check of one matter', () => {
  const remainderDropped = { c1: 'orders-0 payments-0', c2: 'orders-2' };

  it('overlooks what other checks are for', () => {
    expect(sentence(remainderDropped, subscribersOnly)).toBeUndefined();
    expect(sentence(remainderDropped, membersOfTheGroup)).toBeUndefined();
    expect(sentence(remainderDropped, ownersInLine)).toBeUndefined();
    expect(sentence(remainderDropped)).toBe('orders-1, orders-3 and payments-1 went to nobody.');
  });
});

describe('ownersInLine', () => {
  it('names two members that stand the wrong way round', () => {
    expect(sentence({ c1: 'orders-2 orders-3', c2: 'orders-0 orders-1' }, ownersInLine)).toBe(
      'orders-0 went to c2 and orders-3 to c1, but c1 stands before c2.',
    );
  });

  it('puts static members first, by instance id', () => {
    const statics = groupCase({
      topics: { orders: 3 },
      members: {
        a: ['orders'],
        y: { topics: ['orders'], groupInstanceId: 'i2' },
        z: { topics: ['orders'], groupInstanceId: 'i1' },
      },
    });
    const check = (names: Readonly<Record<string, string>>) =>
      ownersInLine({ group: statics, expected: [], actual: owned(names) });
    expect(check({ z: 'orders-0', y: 'orders-1', a: 'orders-2' })).toBeUndefined();
    expect(check({ a: 'orders-0', z: 'orders-1', y: 'orders-2' })).toBe(
      'orders-0 went to a and orders-2 to y, but y stands before a.',
    );
  });
});

describe('partitionsInPlace', () => {
  it('takes a member that is missing from the answer for one that owns nothing', () => {
    const idle = groupCase({ topics: { orders: 1 }, members: { c1: ['orders'], c2: ['orders'] } });
    const due = owned({ c1: 'orders-0', c2: '' });
    expect(partitionsInPlace({ group: idle, expected: due, actual: owned({ c1: 'orders-0' }) })).toBeUndefined();
    expect(partitionsInPlace({ group: idle, expected: due, actual: owned({ c2: 'orders-0' }) })).toBe(
      'orders-0 went to c2, not to c1.',
    );
  });

  it('sees partitions that are not where they should be', () => {
    expect(sentence({ c1: 'orders-0 orders-1 payments-0 payments-1' }, partitionsInPlace)).toBe(
      'orders-2 and orders-3 went to nobody.',
    );
  });
});
