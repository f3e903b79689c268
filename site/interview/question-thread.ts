// The thread in which the page computes questions, so that the page stays smooth. Floor 7; has no page.
import { provideHost } from 'simulator';
import { computeQuestion } from './families/compute.ts';
import { computeTwist } from './families/twist.ts';
import type { FromQuestionThread, ToQuestionThread } from './question-protocol.ts';

// Declared consumers are machinery: the simulator asks for no turn of the event loop.
provideHost({ turn: () => Promise.resolve() });

function answer({ runId, familyId, seed, isTwist }: ToQuestionThread): FromQuestionThread {
  try {
    return { runId, question: (isTwist ? computeTwist : computeQuestion)(familyId, seed) };
  } catch (error) {
    return { runId, problem: error instanceof Error ? error.message : String(error) };
  }
}

addEventListener('message', ({ data }: MessageEvent<ToQuestionThread>) => {
  // The library of pages, not of workers, is what this room is checked with.
  (self as unknown as { postMessage(message: FromQuestionThread): void }).postMessage(answer(data));
});
