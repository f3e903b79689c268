// Floor 7. What a run says of an answer, short enough to be handed in: the same for the attendee's claim and for the run in the room.
import type { RunReport } from '../../runner/outcome.ts';
import { verdictOf } from '../../runner/verdict.ts';
import { endingWords } from '../../workbench/words.ts';
import type { ExerciseFacts } from '../exercise-facts.ts';
import type { ShortResult } from './hand-in.ts';

const messageLengthMax = 400;

export function resultOf({ rules }: Pick<ExerciseFacts, 'rules'>, report: RunReport): ShortResult {
  const verdict = verdictOf(rules, report);
  const ending = endingWords(report.ending)?.title;
  return {
    passed: verdict.passed,
    rules: rules.length,
    passedRules: verdict.rules.filter(({ state }) => state === 'holds').map(({ rule }) => rule.id),
    failedRules: verdict.rules
      .filter(({ state }) => state === 'broken')
      .map(({ rule, tests }) => {
        const failed = tests.find(({ outcome }) => outcome !== undefined && outcome.state !== 'pass');
        return { rule: rule.id, message: shortened(failed?.outcome?.errors[0]?.message ?? '') };
      }),
    ...(ending !== undefined && { ending }),
  };
}

/** The first line, without characters that steer a terminal or the text around them. */
function shortened(message: string): string {
  const [line = ''] = message.split('\n');
  const plain = line.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ');
  return plain.length > messageLengthMax ? `${plain.slice(0, messageLengthMax - 1)}…` : plain;
}
