// The page's side of the thread that computes questions: one for the page, started with the first question. Floor 7.
import type { ComputedQuestion } from './families/question.ts';
import type { FromQuestionThread, ToQuestionThread } from './question-protocol.ts';

let thread: Worker | undefined;
let lastRequestId = 0;
const waiting = new Map<number, { resolve(question: ComputedQuestion): void; reject(error: Error): void }>();

/** Rejects with a sentence for the reader. */
export function questionInThread(familyId: string, seed: number): Promise<ComputedQuestion> {
  thread ??= startThread();
  const started = thread;
  lastRequestId += 1;
  const requestId = lastRequestId;
  return new Promise((resolve, reject) => {
    waiting.set(requestId, { resolve, reject });
    const message: ToQuestionThread = { requestId, familyId, seed };
    started.postMessage(message);
  });
}

function startThread(): Worker {
  const started = new Worker(new URL('./question-thread.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<FromQuestionThread>) => {
    const waiter = waiting.get(data.requestId);
    waiting.delete(data.requestId);
    if ('problem' in data) waiter?.reject(new Error(data.problem));
    else waiter?.resolve(data.question);
  });
  started.addEventListener('error', () => {
    started.terminate();
    thread = undefined;
    for (const { reject } of waiting.values())
      reject(new Error('The simulator could not be loaded. Check the connection.'));
    waiting.clear();
  });
  return started;
}
