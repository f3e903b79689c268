// What goes between a page and the thread that computes its questions. Both are our own code. Floor 7.
import type { ComputedQuestion } from './families/question.ts';

export interface ToQuestionThread {
  readonly runId: number;
  readonly familyId: string;
  readonly seed: number;
}

export type FromQuestionThread = { readonly runId: number } & (
  | { readonly question: ComputedQuestion }
  | { readonly problem: string }
);
