// The page's side of the thread: one for all scenes of the page, started with the first run. Floor 7.
import type { FromThread, RunRequest, SceneRun, ToThread } from './thread-protocol.ts';

/** A run, and the way to its trace as JSON lines. */
export interface PlayedScene extends SceneRun {
  traceLines(): Promise<string>;
}

type Answer = Exclude<FromThread, { readonly problem: string }>;

let thread: Worker | undefined;
let lastRunId = 0;
const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();

/** Rejects with a sentence for the reader. */
export async function runInThread(request: RunRequest): Promise<PlayedScene> {
  const answer = await ask(request, 'timeline');
  if (!('model' in answer)) throw new Error('The simulator gave something else than a run.');
  const { facts, model } = answer;
  return { facts, model, traceLines: () => traceInThread(request) };
}

async function traceInThread(request: RunRequest): Promise<string> {
  const answer = await ask(request, 'trace');
  if (!('traceLines' in answer)) throw new Error('The simulator gave something else than a trace.');
  return answer.traceLines;
}

function ask(request: RunRequest, wants: ToThread['wants']): Promise<Answer> {
  thread ??= startThread();
  const started = thread;
  lastRunId += 1;
  const runId = lastRunId;
  return new Promise((resolve, reject) => {
    waiting.set(runId, { resolve, reject });
    const message: ToThread = { ...request, runId, wants };
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
