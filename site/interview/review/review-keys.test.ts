import { describe, expect, it } from 'vitest';
import { type ReviewMoment, reviewKey } from './review-keys.ts';

const press = (
  key: string,
  moment: ReviewMoment,
  held: { readonly ctrlKey?: boolean; readonly isTaken?: boolean } = {},
) => reviewKey({ key, ctrlKey: false, metaKey: false, altKey: false, isTaken: false, ...held }, moment);

describe('a key in a review', () => {
  it('shows the answer of a talk card, then marks it', () => {
    const asked = { isTalk: true, stage: 'asked' } as const;
    const shown = { isTalk: true, stage: 'shown' } as const;
    expect(press(' ', asked)).toEqual({ kind: 'show' });
    expect(press('2', asked)).toBeUndefined();
    expect(press('1', shown)).toEqual({ kind: 'mark', at: 0 });
    expect(press('3', shown)).toEqual({ kind: 'mark', at: 2 });
    expect(press('4', shown)).toBeUndefined();
    expect(press(' ', shown)).toBeUndefined();
  });

  it('chooses an option of a question, then goes on', () => {
    const asked = { isTalk: false, stage: 'asked' } as const;
    expect(press('4', asked)).toEqual({ kind: 'choose', at: 3 });
    expect(press('Enter', asked)).toEqual({ kind: 'check' });
    expect(press('Enter', { isTalk: false, stage: 'answered' })).toEqual({ kind: 'next' });
    expect(press('2', { isTalk: false, stage: 'answered' })).toBeUndefined();
  });

  it('is the browser’s own with a modifier, and where something else has the focus', () => {
    expect(press(' ', { isTalk: true, stage: 'asked' }, { isTaken: true })).toBeUndefined();
    expect(press('1', { isTalk: true, stage: 'shown' }, { ctrlKey: true })).toBeUndefined();
  });
});
