// Floor 7. The word that was probably meant.
import { editDistance } from '../../edit-distance.ts';

/** `undefined` when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((name) => [editDistance(word, name), name] as const).sort(([a], [b]) => a - b);
  const [distance, name] = ranked[0] ?? [];
  return distance !== undefined && distance <= Math.max(2, word.length / 3) ? name : undefined;
}
