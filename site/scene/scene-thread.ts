// The thread in which the page runs its scenes, so that the page stays smooth. Runs scenarios of the lesson, never a learner's code.
// Floor 7; has no page.
import { parseScenario, provideHost } from 'simulator';
import { assignorsByName } from 'testkit';
import { traceLines } from '../timeline/take-away/trace-lines.ts';
import { sceneModel } from './model.ts';
import { playScenario } from './play.ts';
import type { FromThread, ToThread } from './thread-protocol.ts';

// Declared consumers are machinery: the simulator asks for no turn of the event loop.
provideHost({ turn: () => Promise.resolve() });

function answer({ runId, scenario, view, wants }: ToThread): FromThread {
  const parsed = parseScenario(scenario, { assignors: assignorsByName });
  if ('problems' in parsed) return { runId, problem: parsed.problems.map(({ text }) => text).join('; ') };
  try {
    const { run, facts } = playScenario(parsed.scenario, view, assignorsByName);
    if (wants === 'trace') return { runId, traceLines: traceLines(run.cluster.trace) };
    return { runId, facts, model: sceneModel(run, view) };
  } catch (error) {
    return { runId, problem: error instanceof Error ? error.message : String(error) };
  }
}

addEventListener('message', ({ data }: MessageEvent<ToThread>) => {
  // The library of pages, not of workers, is what this room is checked with.
  (self as unknown as { postMessage(message: FromThread): void }).postMessage(answer(data));
});
