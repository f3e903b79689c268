// Runs of scenes in a thread: one for all scenes of the page. Floor 7.
import { simulatorThread } from './simulator-thread.ts';
import type { FromThread, RunRequest, SceneRun, ToThread } from './thread-protocol.ts';

/** A run, and the way to its trace as JSON lines. */
export interface PlayedScene extends SceneRun {
  traceLines(): Promise<string>;
}

type Answer = Exclude<FromThread, { readonly problem: string }>;

const ask = simulatorThread<Omit<ToThread, 'runId'>, Answer>(
  () => new Worker(new URL('./scene-thread.ts', import.meta.url), { type: 'module' }),
);

/** Rejects with a sentence for the reader. */
export async function runInThread(request: RunRequest): Promise<PlayedScene> {
  const answer = await ask({ ...request, wants: 'timeline' });
  if (!('model' in answer)) throw new Error('The simulator gave something else than a run.');
  const { facts, model } = answer;
  return { facts, model, traceLines: () => traceInThread(request) };
}

async function traceInThread(request: RunRequest): Promise<string> {
  const answer = await ask({ ...request, wants: 'trace' });
  if (!('traceLines' in answer)) throw new Error('The simulator gave something else than a trace.');
  return answer.traceLines;
}
