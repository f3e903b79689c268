import { topicPartition } from 'kafka';
import { describe, expect, it } from 'vitest';
import { type ReadAssignment, readAssignment } from './read-assignment.ts';

const orders0 = topicPartition('orders', 0);

function whyOf(read: ReadAssignment): string {
  return read.kind === 'unusable' ? read.why : 'usable';
}

describe('readAssignment', () => {
  it('reads a map of assignments into plain data', () => {
    const returned = new Map([
      ['c1', { partitions: [orders0, topicPartition('orders', 1)] }],
      ['c2', { partitions: [] }],
    ]);
    expect(readAssignment(returned)).toEqual({
      kind: 'assignment',
      owned: [
        [
          'c1',
          [
            ['orders', 0],
            ['orders', 1],
          ],
        ],
        ['c2', []],
      ],
    });
  });

  it('takes partitions that were made by hand', () => {
    const returned = new Map([['c1', { partitions: [{ topic: 'orders', partition: 0 }] }]]);
    expect(readAssignment(returned)).toEqual(readAssignment(new Map([['c1', { partitions: [orders0] }]])));
  });

  it('freezes what it read, through and through', () => {
    const read = readAssignment(new Map([['c1', { partitions: [orders0] }]]));
    const owned = read.kind === 'assignment' ? read.owned : undefined;
    const parts = [owned, owned?.[0], owned?.[0]?.[1], owned?.[0]?.[1][0]];
    expect(parts.every((part) => part !== undefined && Object.isFrozen(part))).toBe(true);
  });

  it('reads a value that changes from look to look once', () => {
    let looks = 0;
    const shifty = {
      topic: 'orders',
      get partition() {
        looks += 1;
        return looks;
      },
    };
    expect(readAssignment(new Map([['c1', { partitions: [shifty] }]]))).toEqual({
      kind: 'assignment',
      owned: [['c1', [['orders', 1]]]],
    });
    expect(looks).toBe(1);
  });

  it('reads the true entries of a map that lies about them', () => {
    class Liar extends Map<string, { partitions: readonly unknown[] }> {
      override get size() {
        return 1;
      }
      override forEach() {}
      override entries() {
        return new Map([['c9', { partitions: [orders0] }]]).entries();
      }
      override [Symbol.iterator]() {
        return this.entries();
      }
      override get() {
        return { partitions: [orders0] };
      }
    }
    expect(readAssignment(new Liar([['c1', { partitions: [] }]]))).toEqual({ kind: 'assignment', owned: [['c1', []]] });
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'It returned undefined.'],
    ['null', null, 'It returned null.'],
    ['a plain object', { c1: { partitions: [] } }, 'It returned an object of another kind.'],
    ['an array', [['c1', { partitions: [] }]], 'It returned an array.'],
    ['a function', () => new Map(), 'It returned a function.'],
    ['a string', 'c1', "It returned the string 'c1'."],
    ['a promise', Promise.resolve(new Map()), 'It returned a promise: take away async and await.'],
    ['a proxy of a map', new Proxy(new Map(), {}), 'It returned an object of another kind.'],
    ['an asymmetric matcher', expect.anything(), 'It returned an object of another kind.'],
    ['an object with the methods of a map', Object.create(Map.prototype), 'It returned an object of another kind.'],
  ])('refuses %s in place of a map', (_, returned, end) => {
    expect(whyOf(readAssignment(returned))).toBe(`assign() must return a Map of assignments by member id. ${end}`);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'The assignment of c1 must be an object, { partitions: [...] }. It is undefined.'],
    [
      'a bare array',
      [orders0],
      'The assignment of c1 must be an object, { partitions: [...] }. It is an array: put it into such an object.',
    ],
    ['no list', {}, 'The assignment of c1 must have an array of partitions. Its partitions are undefined.'],
    [
      'a set',
      { partitions: new Set([orders0]) },
      'The assignment of c1 must have an array of partitions. Its partitions are an object of another kind.',
    ],
    [
      'a matcher that equals everything',
      { partitions: { asymmetricMatch: () => true } },
      'The assignment of c1 must have an array of partitions. Its partitions are an object of another kind.',
    ],
    [
      'a hole',
      { partitions: new Array(1) },
      "The assignment of c1 must hold topic partitions, such as topicPartition('orders', 0). The one at index 0 is undefined.",
    ],
    [
      'names in place of partitions',
      { partitions: ['orders-0'] },
      "The assignment of c1 must hold topic partitions, such as topicPartition('orders', 0). The one at index 0 is the string 'orders-0'.",
    ],
    [
      'a partition number in a string',
      { partitions: [{ topic: 'orders', partition: '0' }] },
      "The assignment of c1 must hold topic partitions, such as topicPartition('orders', 0). The one at index 0 has a partition that is the string '0', not a number.",
    ],
    [
      'a topic that is no string',
      { partitions: [{ topic: { toString: () => 'orders' }, partition: 0 }] },
      "The assignment of c1 must hold topic partitions, such as topicPartition('orders', 0). The one at index 0 has a topic that is an object of another kind, not a string.",
    ],
  ])('refuses an assignment with %s', (_, assignment, why) => {
    expect(whyOf(readAssignment(new Map([['c1', assignment]])))).toBe(why);
  });

  it('refuses a key that is no member id', () => {
    expect(whyOf(readAssignment(new Map([[1, { partitions: [] }]])))).toBe(
      'The keys of the Map must be member ids, which are strings. One key is the number 1.',
    );
  });

  it('does not read a list that claims to be endless', () => {
    const endless = new Proxy([], { get: (target, key) => (key === 'length' ? 2 ** 40 : Reflect.get(target, key)) });
    expect(whyOf(readAssignment(new Map([['c1', { partitions: endless }]])))).toBe(
      'The assignment of c1 makes more than 20000 partitions in all.',
    );
  });

  it('does not read a map with very many members', () => {
    const crowd = new Map(Array.from({ length: 1_001 }, (_, index) => [`c${index}`, { partitions: [] }]));
    expect(whyOf(readAssignment(crowd))).toBe('assign() returned a Map with 1001 entries.');
  });

  it('survives getters and proxies that throw, and thrown proxies that throw when they are looked at', () => {
    const thrower = new Proxy(
      {},
      {
        get() {
          throw new Proxy(
            {},
            {
              getPrototypeOf() {
                throw new Error('looked at');
              },
            },
          );
        },
      },
    );
    const why = 'What assign() returned throws an error when it is read.';
    expect(whyOf(readAssignment(thrower))).toBe(why);
    expect(whyOf(readAssignment(new Map([['c1', thrower]])))).toBe(why);
    expect(whyOf(readAssignment(new Map([['c1', { partitions: [thrower] }]])))).toBe(why);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('says that no partition is numbered %d', (partition) => {
    const returned = new Map([['c1', { partitions: [{ topic: 'orders', partition }] }]]);
    expect(whyOf(readAssignment(returned))).toBe(
      `The assignment of c1 must hold topic partitions, such as topicPartition('orders', 0). The one at index 0 has the partition ${partition}, and partitions are whole numbers from 0 up.`,
    );
  });

  it('does not carry names of megabytes on', () => {
    const name = 'x'.repeat(1_000_000);
    expect(whyOf(readAssignment(new Map([[name, { partitions: [] }]])))).toMatch(
      /^The Map has the member id 'x+\.\.\.'/,
    );
    expect(whyOf(readAssignment(new Map([['c1', { partitions: [{ topic: name, partition: 0 }] }]])))).toMatch(
      /has a topic of 1000000 characters\.$/,
    );
  });
});
