// Two runs of a scene beside each other in a few figures: the lesson's, and the one with the reader's choice. Floor 7; draws nothing.
import { answerText } from './answer.ts';
import { answerTo } from './answers.ts';
import type { RunFacts } from './run-facts.ts';

export interface ComparedFigure {
  readonly label: string;
  readonly original: string;
  readonly changed: string;
  readonly differs: boolean;
}

/** Questions of `answers.ts`, and what a reader calls them. */
const figures = [
  ['rebalances', 'rebalances'],
  ['stopped', 'partitions stopped by rebalances'],
  ['moved', 'partitions moved'],
  ['longest gap', 'longest time without an owner'],
  ['time without an owner', 'the same, all partitions together'],
  ['longest pause', 'longest pause of a consumer'],
  ['processed more than once', 'records processed more than once'],
] as const;

export function compare(original: RunFacts, changed: RunFacts): readonly ComparedFigure[] {
  return figures.map(([question, label]) => {
    const [before, after] = [figureOf(question, original), figureOf(question, changed)];
    return { label, original: before, changed: after, differs: before !== after };
  });
}

function figureOf(question: string, facts: RunFacts): string {
  const answer = answerTo(question, facts);
  return 'problem' in answer ? '' : answerText(answer);
}
