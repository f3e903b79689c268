// From what a run showed to a verdict by rule. The one judge: page, tests, commands.
import type { Rule } from '../exercise.ts';
import type { CollectedTest, Ending, RunReport, TestOutcome } from './outcome.ts';

export interface RuleVerdict {
  readonly rule: Pick<Rule, 'id' | 'title'>;
  /** `unknown`: at least one of its tests did not come to an end, and none failed. */
  readonly state: 'holds' | 'broken' | 'unknown';
  readonly passed: number;
  readonly total: number;
  readonly tests: readonly RuleTest[];
}

export interface RuleTest extends CollectedTest {
  /** The test's name without the rule's id. */
  readonly title: string;
  /** `undefined` when the run ended before it. */
  readonly outcome: TestOutcome | undefined;
}

export interface Verdict {
  /** Every rule holds and the run finished. Nothing less is a pass. */
  readonly passed: boolean;
  readonly rules: readonly RuleVerdict[];
  readonly ending: Ending;
}

/** The rule id that begins a test's name: `R3: 5 partitions, 3 members` belongs to `R3`. */
export function ruleIdOf(testName: string): string | undefined {
  return /^(R\d+): /.exec(testName)?.[1];
}

/** Tests without a rule, and rules without a test, are defects of an exercise and are refused when it is built. */
export function verdictOf(rules: readonly Pick<Rule, 'id' | 'title'>[], report: RunReport): Verdict {
  const outcomes = new Map(report.outcomes.map((outcome) => [outcome.id, outcome]));
  const verdicts = rules.map((rule): RuleVerdict => {
    const tests = report.collected
      .filter((test) => ruleIdOf(test.name) === rule.id)
      .map((test) => ({ ...test, title: test.name.slice(rule.id.length + 2), outcome: outcomes.get(test.id) }));
    const passed = tests.filter((test) => test.outcome?.state === 'pass').length;
    const isBroken = tests.some((test) => test.outcome !== undefined && test.outcome.state !== 'pass');
    const state = isBroken ? 'broken' : passed === tests.length && tests.length > 0 ? 'holds' : 'unknown';
    return { rule: { id: rule.id, title: rule.title }, state, passed, total: tests.length, tests };
  });
  return {
    passed:
      report.ending.kind === 'finished' && verdicts.length > 0 && verdicts.every((rule) => rule.state === 'holds'),
    rules: verdicts,
    ending: report.ending,
  };
}
