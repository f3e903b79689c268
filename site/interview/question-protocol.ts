// What goes between a page and the thread that computes its questions. Both are our own code. Floor 7.
import type { ComputedQuestion } from './families/question.ts';

export interface ToQuestionThread {
  readonly runId: number;
  readonly familyId: string;
  readonly seed: number;
  /** The question's run with one thing changed, and what that gives. */
  readonly isTwist: boolean;
}

export type FromQuestionThread = { readonly runId: number } & (
  | { readonly question: ComputedQuestion }
  | { readonly problem: string }
);
