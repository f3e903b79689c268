// Floor 6. The test that is running: what rule and case its name tells, and where evidence is left for the site to draw.
import { TestRunner } from 'vitest';
import type { Evidence } from './evidence.ts';

declare module 'vitest' {
  interface TaskMeta {
    evidence?: Evidence;
  }
}

/** `R3: 5 partitions, 3 members` is case `5 partitions, 3 members` of rule 3. */
export interface RuleAndCase {
  /** `Rule 3`; `undefined` outside a suite. */
  readonly rule: string | undefined;
  readonly title: string;
}

export function currentRuleAndCase(): RuleAndCase {
  const name = TestRunner.getCurrentTest()?.name ?? '';
  const [, number, title] = /^R(\d+): (.*)$/.exec(name) ?? [];
  return { rule: number === undefined ? undefined : `Rule ${number}`, title: title ?? name };
}

/** Stands beside the result, also when the test goes on to fail. A later call replaces an earlier one. */
export function leaveEvidence(evidence: Evidence): void {
  const test = TestRunner.getCurrentTest();
  if (test !== undefined) test.meta.evidence = evidence;
}
