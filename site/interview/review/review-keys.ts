// What a key does in a review. Knows no session and no view.

export type ReviewKey =
  | { readonly kind: 'show' }
  | { readonly kind: 'next' }
  /** What was chosen, where several are right. */
  | { readonly kind: 'check' }
  /** Of weak, adequate and strong, from 0. */
  | { readonly kind: 'mark'; readonly at: number }
  /** Of the options, from 0. */
  | { readonly kind: 'choose'; readonly at: number };

export interface ReviewMoment {
  readonly isTalk: boolean;
  readonly stage: 'asked' | 'shown' | 'answered';
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & {
  /** Whether what has the focus makes something of the key itself. */
  readonly isTaken: boolean;
};

/** @returns `undefined`: the key means what it means anywhere */
export function reviewKey(pressed: Pressed, { isTalk, stage }: ReviewMoment): ReviewKey | undefined {
  const { key } = pressed;
  if (pressed.isTaken || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  const isPress = key === ' ' || key === 'Enter';
  const digit = /^[1-9]$/.test(key) ? Number(key) : undefined;
  if (isTalk) {
    if (stage === 'asked') return isPress ? { kind: 'show' } : undefined;
    return digit !== undefined && digit <= 3 ? { kind: 'mark', at: digit - 1 } : undefined;
  }
  if (stage === 'answered') return isPress ? { kind: 'next' } : undefined;
  if (isPress) return { kind: 'check' };
  return digit === undefined ? undefined : { kind: 'choose', at: digit - 1 };
}

/** What a key of a question presses in it; `undefined`: there is no such thing, or it cannot be pressed now. */
export function pressedBy(key: ReviewKey, card: ParentNode | null): HTMLButtonElement | undefined {
  if (key.kind === 'choose')
    return [...(card?.querySelectorAll<HTMLButtonElement>('.option:enabled:not([hidden] *)') ?? [])][key.at];
  return card?.querySelector<HTMLButtonElement>('.choice-check:enabled:not([hidden])') ?? undefined;
}

/** Buttons and links are pressed by Space and Enter, fields are typed into, and a live scene has keys of its own. */
export function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  const isPress = key === ' ' || key === 'Enter';
  return target.closest(isPress ? 'button, a, summary, input, select, figure, [role="tab"]' : 'input, select') !== null;
}
