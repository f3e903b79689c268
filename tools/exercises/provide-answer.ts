// Floor 7. Runs beside a suite in Node: gives the testkit the answer as a function that can be called any number of times.
import { runInThisContext } from 'node:vm';
import { provideAnswer } from 'testkit';

export interface AnswerOfSuite {
  /** The suite, as vitest names it. */
  readonly suite: string;
  readonly file: string;
  readonly code: string;
  readonly columnsBefore: number;
}

type Evaluate = (modules: Readonly<Record<string, object>>) => Promise<Readonly<Record<string, unknown>>>;

/**
 * @param modules what the answer imports, by name
 * @returns what it exports, evaluated once
 */
export function provideAnswerOf(
  { suite, file, code, columnsBefore }: AnswerOfSuite,
  modules: Readonly<Record<string, object>>,
): Promise<Readonly<Record<string, unknown>>> {
  const evaluate: Evaluate = runInThisContext(code, { filename: file, columnOffset: -columnsBefore });
  provideAnswer(suite, () => evaluate(modules));
  return evaluate(modules);
}
