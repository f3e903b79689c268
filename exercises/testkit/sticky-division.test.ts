import { describe, expect, it } from 'vitest';
import {
  type DividedMember,
  divisionInWords,
  hasNoSwap,
  isBalanced,
  isComplete,
  isLeftAlone,
  isMostKept,
  isSticky,
  type StickyDivision,
} from './sticky-division.ts';

function division(
  topics: Readonly<Record<string, number>>,
  members: Readonly<Record<string, Partial<Omit<DividedMember, 'topics'>> & { readonly topics?: readonly string[] }>>,
): StickyDivision {
  return {
    topics: new Map(Object.entries(topics)),
    members: Object.entries(members).map(([memberId, { topics: subscribed = ['t'], ...member }]) => ({
      memberId,
      had: [],
      generation: 1,
      given: [],
      ...member,
      topics: new Set(subscribed),
    })),
    strangers: [],
    missing: [],
  };
}

describe('isComplete', () => {
  it('finds what went to nobody, to two, to somebody who does not read it, and what does not exist', () => {
    expect(isComplete(division({ t: 2 }, { a: { given: ['t-0'] } }))).toBe('t-1 went to nobody.');
    expect(isComplete(division({ t: 1 }, { a: { given: ['t-0'] }, b: { given: ['t-0'] } }))).toMatch('to a and to b');
    expect(isComplete(division({ t: 1, u: 1 }, { a: { given: ['t-0', 'u-0'] } }))).toMatch('does not subscribe to u');
    expect(isComplete(division({ t: 1 }, { a: { given: ['t-0', 't-1'] } }))).toMatch('t-1, which does not exist');
    expect(isComplete(division({ t: 1, u: 1 }, { a: { given: ['t-0'] } }))).toBeUndefined();
  });
});

describe('isBalanced', () => {
  it('minds a difference of two only where something could move', () => {
    expect(isBalanced(division({ t: 2 }, { a: { given: ['t-0', 't-1'] }, b: {} }))).toMatch('a has 2 partitions');
    expect(isBalanced(division({ t: 2 }, { a: { given: ['t-0', 't-1'] }, b: { topics: ['u'] } }))).toBeUndefined();
  });
});

describe('isMostKept', () => {
  const had = ['t-0', 't-1', 't-2'];

  it('asks for what the formula allows', () => {
    const less = division({ t: 4 }, { a: { had, given: ['t-0', 't-3'] }, b: { given: ['t-1', 't-2'] } });
    expect(isMostKept(less)).toMatch('1 of 3 partitions stayed where they were, and 2 could have.');
    const most = division({ t: 4 }, { a: { had, given: ['t-0', 't-1'] }, b: { given: ['t-2', 't-3'] } });
    expect(isMostKept(most)).toBeUndefined();
  });

  it('goes by the highest generation, and asks nothing for what two claim in one', () => {
    const stale = division(
      { t: 2 },
      { a: { had: ['t-0'], generation: 1, given: ['t-0'] }, b: { had: ['t-0'], generation: 2, given: ['t-1'] } },
    );
    expect(isMostKept(stale)).toMatch('0 of 1 partition stayed');
    const double = division({ t: 2 }, { a: { had: ['t-0'], given: ['t-1'] }, b: { had: ['t-0'], given: ['t-0'] } });
    expect(isMostKept(double)).toBeUndefined();
  });
});

describe('hasNoSwap and isLeftAlone', () => {
  const swapped = division({ t: 2 }, { a: { had: ['t-0'], given: ['t-1'] }, b: { had: ['t-1'], given: ['t-0'] } });

  it('find an exchange', () => {
    expect(hasNoSwap(swapped)).toMatch('Both could have stayed');
    expect(isLeftAlone(swapped)).toMatch('though everything had an owner');
    expect(isSticky(swapped)).toMatch('0 of 2 partitions stayed');
  });

  it('let a move pass that mends something', () => {
    const mended = division({ t: 2 }, { a: { had: ['t-0', 't-1'], given: ['t-0'] }, b: { given: ['t-1'] } });
    expect(hasNoSwap(mended) ?? isLeftAlone(mended) ?? isSticky(mended)).toBeUndefined();
  });
});

describe('divisionInWords', () => {
  it('says who had and was given what', () => {
    expect(divisionInWords(division({ t: 1 }, { a: { had: ['t-0'], generation: 4 }, b: { given: ['t-0'] } }))).toBe(
      '\n  a had t-0 in generation 4: given nothing\n  b had nothing: given t-0',
    );
  });
});
