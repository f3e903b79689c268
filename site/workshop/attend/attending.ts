// Floor 7. An attendee's workshop: joining it, what a code word releases, and what of an exercise is held back until then. Pure.
import { RECORD_VERSION } from '../../storage/records.ts';
import type { Attending } from '../../storage/workshop-records.ts';
import type { Agenda } from '../agenda/agenda.ts';
import { openedBy } from '../agenda/code-word.ts';

export type HeldBack = Agenda['heldBack'];

const nothingHeldBack: HeldBack = { solutions: false, hints: false };

/**
 * @param before the workshop that the attendee is in: what was released there by the same word stays so in an agenda that was changed
 * @param now in ms since the epoch
 */
export function joined(agenda: Agenda, before: Attending | undefined, now: number): Attending {
  const hashIn = (of: Agenda | undefined, slug: string): string | undefined =>
    of?.items.flatMap((item) => (item.kind === 'exercise' && item.slug === slug ? [item.codeWordHash] : []))[0];
  const isSame = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one === other;
  const released = before?.released ?? { all: false, exercises: [] };
  return {
    version: RECORD_VERSION,
    joinedAt: now,
    agenda,
    released: {
      all: released.all && isSame(agenda.codeWordHash, before?.agenda.codeWordHash),
      exercises: released.exercises.filter((slug) => isSame(hashIn(agenda, slug), hashIn(before?.agenda, slug))),
    },
  };
}

/** @returns the workshop with what the word opens; `undefined`: it opens nothing */
export function releasedBy(attending: Attending, word: string): Attending | undefined {
  const { all, exercises } = openedBy(attending.agenda, word);
  if (!all && exercises.length === 0) return undefined;
  const { released } = attending;
  return {
    ...attending,
    released: { all: released.all || all, exercises: [...new Set([...released.exercises, ...exercises])] },
  };
}

/** What is held back of an exercise; of those that are not in the agenda, nothing. */
export function heldBackOf(attending: Attending | undefined, slug: string): HeldBack {
  if (attending === undefined) return nothingHeldBack;
  const { agenda, released } = attending;
  const isIn = agenda.items.some((item) => item.kind === 'exercise' && item.slug === slug);
  return !isIn || released.all || released.exercises.includes(slug) ? nothingHeldBack : agenda.heldBack;
}

/** Exercises of which something is held back. */
export const heldBackIn = (attending: Attending): readonly string[] => [
  ...new Set(
    attending.agenda.items.flatMap((item) => {
      if (item.kind !== 'exercise') return [];
      const { solutions, hints } = heldBackOf(attending, item.slug);
      return solutions || hints ? [item.slug] : [];
    }),
  ),
];

/** `solutions and hints`, `solutions`, `hints`; nothing where nothing is held back. */
export const heldBackText = ({ solutions, hints }: HeldBack): string =>
  [solutions ? 'solutions' : '', hints ? 'hints' : ''].filter(Boolean).join(' and ');
