// What the results area shows: the last run, or the one under way, as a verdict by rule. Pure; knows no page.
import type { Rule } from '../exercise.ts';
import type { CollectedTest, RunReport, TestOutcome } from '../runner/outcome.ts';
import { type RuleTest, type Verdict, verdictOf } from '../runner/verdict.ts';

/** A run that came to its end. */
export interface FinishedRun {
  readonly report: RunReport;
  /** The code it was about. */
  readonly source: string;
  /** The same without types, where it ran. */
  readonly code?: string;
  /** The one test it ran, where it was not the whole suite. The other outcomes in the report are then those of before. */
  readonly only: string | undefined;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** A run under way. */
export interface LiveRun {
  readonly only: string | undefined;
  readonly collected: readonly CollectedTest[];
  readonly outcomes: readonly TestOutcome[];
}

/** What the list shows of a run under way; rules are `unknown` until all their tests have ended. */
export function liveVerdict(rules: readonly Pick<Rule, 'id' | 'title'>[], live: LiveRun): Verdict {
  return verdictOf(rules, { ...live, ending: { kind: 'finished' }, logs: [], durationMs: 0 });
}

/** The report of a run of one test, completed with what was known of the others. */
export function withEarlierOutcomes(report: RunReport, earlier: RunReport | undefined): RunReport {
  const fresh = new Set(report.outcomes.map(({ id }) => id));
  const kept = earlier?.outcomes.filter(({ id }) => !fresh.has(id)) ?? [];
  return { ...report, outcomes: [...kept, ...report.outcomes] };
}

/** All tests in the order of the brief's rules. */
export const testsOf = (verdict: Verdict): readonly RuleTest[] => verdict.rules.flatMap(({ tests }) => tests);

export const hasFailed = (test: RuleTest): boolean => test.outcome !== undefined && test.outcome.state !== 'pass';

/** The failure after or before the one selected; from the end to the beginning and back. */
export function neighborFailure(verdict: Verdict, selected: string | undefined, step: 1 | -1): string | undefined {
  const tests = testsOf(verdict);
  const failures = tests.filter(hasFailed);
  if (failures.length === 0) return undefined;
  const here = tests.findIndex(({ id }) => id === selected);
  const isBeyond = (test: RuleTest): boolean => (tests.indexOf(test) - here) * step > 0;
  const beyond = step === 1 ? failures.find(isBeyond) : failures.findLast(isBeyond);
  return (beyond ?? (step === 1 ? failures[0] : failures.at(-1)))?.id;
}

/** What is best shown after a run: the failure that was being looked at, else the first one. */
export function selectionAfter(verdict: Verdict, selected: string | undefined): string | undefined {
  const failures = testsOf(verdict).filter(hasFailed);
  return failures.some(({ id }) => id === selected) ? selected : failures[0]?.id;
}

export interface RunChanges {
  readonly nowPassing: readonly string[];
  readonly newlyFailing: readonly string[];
}

/** Names of the tests whose state is another than in the run before. */
export function changesSince(before: RunReport | undefined, after: RunReport): RunChanges {
  const states = new Map(before?.outcomes.map(({ id, state }) => [id, state]));
  const changed = after.outcomes.filter(({ id, state }) => states.has(id) && states.get(id) !== state);
  return {
    nowPassing: changed.filter(({ state }) => state === 'pass').map(({ name }) => name),
    newlyFailing: changed.filter(({ state }) => state === 'fail').map(({ name }) => name),
  };
}
