// The page's side of a thread in which the simulator runs: started with the first question, asked any number of them at once, started anew after
// it could not be loaded. What is asked and answered is for those who use it. Floor 7.

/** The run id tells a late answer from the one that is waited for. */
type Answered<Answer> = { readonly runId: number } & (Answer | { readonly problem: string });

/** @returns asks; rejects with a sentence for the reader @param start of a thread that answers each message with its run id */
export function simulatorThread<Question extends object, Answer extends object>(
  start: () => Worker,
): (question: Question) => Promise<Answer> {
  let thread: Worker | undefined;
  let lastRunId = 0;
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();

  const startThread = (): Worker => {
    const started = start();
    started.addEventListener('message', ({ data }: MessageEvent<Answered<Answer>>) => {
      const waiter = waiting.get(data.runId);
      waiting.delete(data.runId);
      if ('problem' in data) waiter?.reject(new Error(data.problem));
      else waiter?.resolve(data);
    });
    started.addEventListener('error', () => {
      started.terminate();
      thread = undefined;
      for (const { reject } of waiting.values())
        reject(new Error('The simulator could not be loaded. Check the connection.'));
      waiting.clear();
    });
    return started;
  };

  return (question) => {
    thread ??= startThread();
    const asked = thread;
    lastRunId += 1;
    const runId = lastRunId;
    return new Promise((resolve, reject) => {
      waiting.set(runId, { resolve, reject });
      asked.postMessage({ ...question, runId });
    });
  };
}
