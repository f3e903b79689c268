// Holds what a lesson claims of a run against the run. A claim that does not hold stops the build at its line. Knows no YAML.
import { type Answer, answerText } from '../../scene/answer.ts';
import { answerTo } from '../../scene/answers.ts';
import { type Expected, expectationOf } from '../../scene/expectation.ts';
import type { RunFacts } from '../../scene/run-facts.ts';

export function checkClaims(
  claims: Readonly<Record<string, Expected>>,
  facts: RunFacts,
  report: (path: readonly PropertyKey[], problem: string) => undefined,
): void {
  for (const [asked, expected] of Object.entries(claims)) {
    const path = ['expect', asked];
    const answer = answerTo(asked, facts);
    if ('problem' in answer) {
      report(path, `\`${asked}\`: ${answer.problem}`);
      continue;
    }
    const expectation = expectationOf(expected, answer);
    if (typeof expectation === 'string') report(path, `\`${asked}\` is ${exact(answer)}; ${expectation}`);
    else if (!expectation.holds) {
      report(
        path,
        `\`${asked}\` was expected to be ${expectation.text}, but the run gives ${exact(answer)}; correct the lesson or the scenario`,
      );
    }
  }
}

/** As it can be written behind the claim: to the millisecond. */
function exact(answer: Answer): string {
  const isTime = answer.kind === 'duration' || answer.kind === 'time';
  return isTime && Number.isFinite(answer.ms) ? `${answer.ms}ms` : answerText(answer);
}
