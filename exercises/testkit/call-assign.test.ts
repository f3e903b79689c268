import { describe, expect, it } from 'vitest';
import { type Assign, callAssign, callAssignOnce } from './call-assign.ts';
import { groupCase } from './group-case.ts';

const group = groupCase({ topics: { orders: 2 }, members: { c2: ['orders'], c1: ['orders'] } });

function whyOf(assign: Assign): string | undefined {
  const called = callAssign(assign, group);
  return called.kind === 'assignment' ? undefined : called.why;
}

function throwing(thrown: unknown): Assign {
  return () => {
    throw thrown;
  };
}

describe('callAssign', () => {
  it('hands over the cluster and the members in the order of joining', () => {
    let seen: unknown;
    callAssign((metadata, subscriptions) => {
      seen = [metadata.partitionsForTopic('orders').length, [...subscriptions.keys()]];
    }, group);
    expect(seen).toEqual([2, ['c2', 'c1']]);
  });

  it('hands over a map of its own to every call', () => {
    const destroy: Assign = (_, subscriptions) => (subscriptions as Map<string, unknown>).clear();
    callAssign(destroy, group);
    let size = 0;
    callAssign((_, subscriptions) => {
      size = subscriptions.size;
    }, group);
    expect(size).toBe(2);
  });

  it('says what was thrown, and keeps the frames', () => {
    const called = callAssign(throwing(new RangeError('no such member')), group);
    expect(called).toMatchObject({ kind: 'threw', why: 'assign() threw RangeError: no such member.' });
    expect(called.kind === 'threw' && called.frames[0]).toMatch(/^\s+at .*call-assign\.test\.ts:\d+:\d+/);
  });

  it('explains that inputs are frozen where an answer tries to sort them', () => {
    const sortInPlace: Assign = (_, subscriptions) => {
      for (const { topics } of subscriptions.values()) (topics as string[]).push('payments');
    };
    expect(whyOf(sortInPlace)).toMatch(/What assign\(\) is handed is frozen: copy it before you change or sort it\.$/);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'assign() threw undefined, which is not an Error.'],
    ['a string', 'stop', 'assign() threw stop, which is not an Error.'],
    ['an object', { message: 'stop' }, 'assign() threw object, which is not an Error.'],
  ])('puts into words that %s was thrown', (_, thrown, why) => {
    expect(whyOf(throwing(thrown))).toBe(why);
  });

  it('survives errors that lie or throw when they are looked at', () => {
    const hostile = new Error('first');
    Object.defineProperty(hostile, 'message', {
      get() {
        throw new Error('second');
      },
    });
    expect(whyOf(throwing(hostile))).toBe('assign() threw something that cannot be read.');
    const strange = Object.assign(new Error('x'), {
      name: { toString: () => 'AssertionError' },
      message: 7,
      stack: [],
    });
    expect(whyOf(throwing(strange))).toBe('assign() threw Error.');
  });
});

describe('callAssignOnce', () => {
  it('asks once for each group', () => {
    let calls = 0;
    const counting: Assign = () => {
      calls += 1;
      return new Map();
    };
    const other = groupCase({ topics: {}, members: {} });
    const answers = [group, group, other].map((asked) => callAssignOnce(counting, asked));
    expect(calls).toBe(2);
    expect(answers[1]).toBe(answers[0]);
  });

  it('asks each assign for itself', () => {
    const one: Assign = () => new Map();
    const two: Assign = () => undefined;
    expect(callAssignOnce(one, group).kind).toBe('assignment');
    expect(callAssignOnce(two, group).kind).toBe('unusable');
  });
});
