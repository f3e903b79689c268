// Floor 7. Changes to an answer that no test can find, each with the reason: `solutions/SLUG/survivors.yaml`. Nothing but reading that file
// and finding a mutant in it.
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { Mutant } from './mutants.ts';

const explanation = v.strictObject({
  /** What stands in the answer, and what Stryker puts there, as the tool prints them. */
  original: v.string(),
  replacement: v.string(),
  /** Which of several alike, counted from 1 in the order of the source. Left out: all of them. */
  number: v.optional(v.number()),
  why: v.pipe(v.string(), v.minLength(20, 'is too short to explain anything')),
});
const file = v.array(explanation);

export type Explanation = v.InferOutput<typeof explanation>;

/** @throws an error that names the file where it cannot be understood */
export function readExplanations(path: string): readonly Explanation[] {
  if (!existsSync(path)) return [];
  const read = v.safeParse(file, parse(readFileSync(path, 'utf8')));
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new Error(`${path}: ${v.getDotPath(issue) ?? 'the list'}: ${issue.message}`);
}

export function explains(
  { original, replacement, number }: Explanation,
  mutant: Mutant,
  all: readonly Mutant[],
): boolean {
  if (oneLine(mutant.original) !== oneLine(original) || oneLine(mutant.replacement) !== oneLine(replacement))
    return false;
  if (number === undefined) return true;
  const alike = all.filter((other) => other.original === mutant.original && other.replacement === mutant.replacement);
  return alike.indexOf(mutant) === number - 1;
}

export function oneLine(code: string): string {
  return code.replace(/\s+/g, ' ').trim();
}
