// The page's side of the thread: one for all scenes of the page, started with the first run. Floor 7.
import type { FromThread, SceneRun, ToThread } from './thread-protocol.ts';

let thread: Worker | undefined;
let lastRunId = 0;
const waiting = new Map<number, { resolve(run: SceneRun): void; reject(error: Error): void }>();

/** Rejects with a sentence for the reader. */
export function runInThread(request: Omit<ToThread, 'runId'>): Promise<SceneRun> {
  thread ??= startThread();
  const started = thread;
  lastRunId += 1;
  const runId = lastRunId;
  return new Promise((resolve, reject) => {
    waiting.set(runId, { resolve, reject });
    const message: ToThread = { ...request, runId };
    started.postMessage(message);
  });
}

function startThread(): Worker {
  const started = new Worker(new URL('./scene-thread.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<FromThread>) => {
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
}
