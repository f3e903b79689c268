// Floor 4. What is wrong with a scenario: where, what, and how to mend it. Knows nothing of what a scenario holds.
import { nearestName } from '../../protocol/config/nearest-name.ts';

/** Keys and indexes from the top of a scenario down to a value: `['events', 3, 'crash']`. */
export type Path = readonly (string | number)[];

export interface ScenarioProblem {
  readonly path: Path;
  /** Where, what is wrong, and how to mend it: `events[3].crash: no consumer is named "c9"; did you mean "c2"?` */
  readonly text: string;
}

/** `events[3].crash`; keys that are no plain names in quotes: `consumers.c1.config["session.timeout.ms"]`. */
function pathText(path: Path): string {
  if (path.length === 0) return 'scenario';
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text;
}

/** @param problem what is wrong, a semicolon, how to mend it */
export function problemAt(path: Path, problem: string): ScenarioProblem {
  return { path, text: `${pathText(path)}: ${problem}` };
}

/** A scenario that cannot be run, with everything that is wrong with it. Thrown before anything runs. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The scenario has ${count}.\n${problems.map(({ text }) => `  ${text}`).join('\n')}`);
    this.problems = problems;
  }
}

/** `did you mean "c2"?`, or the names to choose from. */
export function suggestion(name: string, known: readonly string[]): string {
  // Longer texts are no names; comparing them letter by letter would only cost time.
  const near = name.length > nameLengthMax ? undefined : nearestName(name, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (known.length === 0) return 'there are none';
  const shown = known.slice(0, namesShownMax).join(', ');
  return `known: ${shown}${known.length > namesShownMax ? `, and ${known.length - namesShownMax} more` : ''}`;
}

const nameLengthMax = 100;
const namesShownMax = 40;
