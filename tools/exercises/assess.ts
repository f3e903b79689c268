// Floor 7. Whether an implementation did in its suite what its role asks of it. Works on reports alone; runs nothing.
import type { Rule } from '../../site/exercise.ts';
import type { RunReport } from '../../site/runner/outcome.ts';
import { ruleIdOf, verdictOf } from '../../site/runner/verdict.ts';
import type { CatalogFile } from './catalog.ts';

export interface Assessment {
  readonly file: CatalogFile;
  readonly passed: number;
  readonly total: number;
  /** Ids of the rules that a test showed to be broken. */
  readonly broken: readonly string[];
  /** Whole sentences; none when all is well. */
  readonly problems: readonly string[];
}

/** Alternatives beside the solution, so that a suite is not written around one way of thinking. */
const ALTERNATIVES_MIN = 2;
const MISTAKES_MIN = 8;

export function assess(rules: readonly Rule[], file: CatalogFile, report: RunReport): Assessment {
  const verdict = verdictOf(rules, report);
  return {
    file,
    passed: report.outcomes.filter(({ state }) => state === 'pass').length,
    total: report.collected.length,
    broken: verdict.rules.filter(({ state }) => state === 'broken').map(({ rule }) => rule.id),
    problems: report.ending.kind === 'finished' ? problemsIn(rules, file, report) : [endingInWords(report.ending)],
  };
}

function problemsIn(rules: readonly Rule[], file: CatalogFile, report: RunReport): readonly string[] {
  const failed = report.outcomes.filter(({ state }) => state !== 'pass');
  switch (file.role) {
    case 'solution':
    case 'alternative':
      return failed.map(({ name, errors }) => `It must pass, but '${name}' says: ${errors[0]?.message ?? 'skipped'}`);
    case 'starter': {
      if (failed.length === 0) return ['It passes: a learner would have nothing to do.'];
      return failed.flatMap(({ name, errors }) =>
        errors
          .filter((error) => error.name !== 'AssertionError')
          .map((error) => `It must fail by an assertion, but '${name}' ended in ${error.name}: ${error.message}`),
      );
    }
    case 'mistake':
      return problemsOfMistake(
        rules,
        file,
        report,
        failed.map(({ name }) => name),
      );
  }
}

function problemsOfMistake(
  rules: readonly Rule[],
  { firstLine }: CatalogFile,
  report: RunReport,
  failedNames: readonly string[],
): readonly string[] {
  const named = /^\/\/ (R\d+): \S/.exec(firstLine)?.[1];
  if (named === undefined || !rules.some(({ id }) => id === named)) {
    return [`Its first line names no rule of the brief: write '// R1: What it gets wrong.' (it is '${firstLine}')`];
  }
  const problems: string[] = [];
  if (!failedNames.some((name) => ruleIdOf(name) === named)) {
    problems.push(`No test of ${named} rejects it: add one, or name the rule that it breaks.`);
  }
  const passed = report.collected.length - failedNames.length;
  if (passed < report.collected.length / 2) {
    problems.push(
      `It passes only ${passed} of ${report.collected.length} tests; a mistake passes at least half of them.`,
    );
  }
  return problems;
}

function endingInWords(ending: RunReport['ending']): string {
  const detail = 'error' in ending ? `: ${ending.error.message}` : '';
  return `Its run did not finish (${ending.kind})${detail}`;
}

/** What is wrong with the exercise itself, whoever answers it. */
export function problemsOfSuite(rules: readonly Rule[], report: RunReport): readonly string[] {
  const ids = new Set(rules.map(({ id }) => id));
  const tested = new Set(report.collected.map(({ name }) => ruleIdOf(name)));
  const seen = new Set<string>();
  return [
    ...report.collected
      .filter(({ name }) => !ids.has(ruleIdOf(name) ?? ''))
      .map(({ name }) => `The test '${name}' names no rule of the brief: begin its name with 'R1: ' or another.`),
    ...rules.filter(({ id }) => !tested.has(id)).map(({ id, title }) => `Rule ${id} (${title}) has no test.`),
    ...report.collected
      .filter(({ id }) => seen.has(id) || !seen.add(id))
      .map(({ name }) => `Two tests are named '${name}': give each a name of its own.`),
  ];
}

export function problemsOfCatalog(files: readonly CatalogFile[]): readonly string[] {
  const count = (role: CatalogFile['role']) => files.filter((file) => file.role === role).length;
  return [
    ...(count('alternative') < ALTERNATIVES_MIN
      ? [`It has ${count('alternative')} alternatives; at least ${ALTERNATIVES_MIN} other right answers are needed.`]
      : []),
    ...(count('mistake') < MISTAKES_MIN
      ? [`It has ${count('mistake')} mistakes; at least ${MISTAKES_MIN} are needed.`]
      : []),
  ];
}

/** What is wrong with the rule that a mock interview brings late: an answer that did not know of it must be able to pass all others. */
export function problemsOfLateRule(rule: string | undefined, assessments: readonly Assessment[]): readonly string[] {
  const isTold = assessments.some(({ file, broken }) => file.role === 'mistake' && broken.join() === rule);
  return rule === undefined || isTold
    ? []
    : [
        `Interviews bring ${rule} late, but no mistake breaks it alone: add one, or choose another rule in site/interview/mock/coding.ts.`,
      ];
}
