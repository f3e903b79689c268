// Floor 7. Changes to an answer that no test can find, each with the reason, and which answer is changed: `solutions/SLUG/survivors.yaml`.
// Nothing but reading that file and finding a mutant in it.
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
const reason = explanation.entries.why;
/** Where the solution does far more than its brief asks for, an alternative is what learners' answers look like. */
const ofAlternative = v.strictObject({
  /** From the file's own folder. */
  measured: v.pipe(v.string(), v.regex(/^alternatives\/[^/]+\.ts$/, 'names an alternative: alternatives/NAME.ts')),
  because: reason,
  survivors: v.array(explanation),
});

export type Explanation = v.InferOutput<typeof explanation>;

export interface Survivors {
  /** The answer that is changed, from the folder of the solution. */
  readonly measured: string;
  readonly explanations: readonly Explanation[];
}

/** Without a file nothing is explained, and the solution is measured. @throws an error that names the file where it cannot be understood */
export function readSurvivors(path: string): Survivors {
  const content: unknown = existsSync(path) ? parse(readFileSync(path, 'utf8')) : [];
  const read = v.safeParse(Array.isArray(content) ? v.array(explanation) : ofAlternative, content);
  if (!read.success) {
    const [issue] = read.issues;
    throw new Error(`${path}: ${v.getDotPath(issue) ?? 'the list'}: ${issue.message}`);
  }
  const { output } = read;
  return 'measured' in output
    ? { measured: output.measured, explanations: output.survivors }
    : { measured: 'answer.ts', explanations: output };
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
