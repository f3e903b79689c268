// Computed questions, in a thread of their own: one for the page. Floor 7.
import { simulatorThread } from '../scene/simulator-thread.ts';
import type { ComputedQuestion } from './families/question.ts';
import type { FromQuestionThread, ToQuestionThread } from './question-protocol.ts';

type Answer = Exclude<FromQuestionThread, { readonly problem: string }>;

const ask = simulatorThread<Omit<ToQuestionThread, 'runId'>, Answer>(
  () => new Worker(new URL('./question-thread.ts', import.meta.url), { type: 'module' }),
);

export interface Drawn {
  readonly familyId: string;
  readonly seed: number;
  /** Asks about its run with one thing changed. */
  readonly isTwist?: boolean;
}

/** Rejects with a sentence for the reader. */
export async function questionInThread({ familyId, seed, isTwist = false }: Drawn): Promise<ComputedQuestion> {
  return (await ask({ familyId, seed, isTwist })).question;
}
