// Which question a link to the practice page names: its family and its seed, in the hash. Floor 7; knows no page.
import { families } from './families/families.ts';

export interface PracticeLink {
  readonly familyId: string;
  readonly seed: number;
}

/** Seeds of links that are drawn here: short enough to be read out. */
export const SEEDS = 1_000_000;

export const hashOf = ({ familyId, seed }: PracticeLink): string => `#family=${familyId}&seed=${seed}`;

/** @returns `undefined` without anything in the hash; a text: what is wrong with it, in a sentence */
export function readHash(hash: string): PracticeLink | string | undefined {
  if (hash === '' || hash === '#') return undefined;
  const fields = new URLSearchParams(hash.slice(1));
  const familyId = fields.get('family') ?? '';
  const seed = fields.get('seed') ?? '';
  if (!families.some(({ id }) => id === familyId)) {
    return 'The link names no kind of question that is here. It may be damaged, or of another version of this site.';
  }
  if (!/^\d{1,9}$/.test(seed)) {
    return 'The link has no seed, a whole number of up to nine digits, so that its question is not known.';
  }
  return { familyId, seed: Number(seed) };
}
