// What is wrong with the course's content: found in one go, told in one go. Knows no Markdown and no YAML.
import { editDistance } from '../../edit-distance.ts';
import { ContentError } from '../content-error.ts';

/** Gathers problems, so that an author sees all of them and not the first. */
export class Problems {
  readonly #found: ContentError[] = [];

  /** @param file from the project's root; @param line 1-based */
  report(file: string, line: number, problem: string): void {
    this.#found.push(new ContentError(file, { line, column: 1 }, problem));
  }

  add(error: ContentError): void {
    this.#found.push(error);
  }

  get list(): readonly ContentError[] {
    return this.#found;
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw new BrokenContent(this.#found);
  }
}

/** Stops a build. Its text is the whole story for an author; frames of the build's own code would bury it. */
export class BrokenContent extends Error {
  // Not a plain property: a console prints those of an error after its text.
  readonly #problems: readonly ContentError[];

  constructor(problems: readonly ContentError[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The course has ${count}.\n\n${problems.map((problem) => problem.message).join('\n')}\n`);
    this.#problems = problems;
    const { file, at } = problems[0] ?? {};
    this.stack = `${this.message}\n    at ${file}:${at?.line ?? 1}:${at?.column ?? 1}`;
  }

  get problems(): readonly ContentError[] {
    return this.#problems;
  }
}

/** The nearest of the known names, when it is near enough to be a typing error. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `; did you mean "x"?`, or the known names, or that there are none. */
export function suggestion(name: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearest(name, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  return names.length === 0 ? 'there are none yet' : `known: ${names.join(', ')}`;
}
