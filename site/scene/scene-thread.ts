// The thread in which the page runs its scenes, so that the page stays smooth. Runs scenarios of the lesson, and the course's own code,
// never a learner's. Floor 7; has no page.
import { type ParsedScenario, parseScenario, provideHost, type Scenario } from 'simulator';
import { assignorsByName } from 'testkit';
import { traceLines } from '../timeline/take-away/trace-lines.ts';
import { sceneModel } from './model.ts';
import { type PlayedScenario, playScenario } from './play.ts';
import type { SceneView } from './scene-data.ts';
import type { FromThread, ToThread } from './thread-protocol.ts';

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

// Declared consumers are machinery, and ask for no turn; code of its own does, and a timer would take four milliseconds for each.
provideHost({
  turn: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    }),
});

async function answer({ runId, scenario, view, ownCode, wants }: ToThread): Promise<FromThread> {
  try {
    const parsed = await parse(scenario, ownCode);
    if ('problems' in parsed) return { runId, problem: parsed.problems.map(({ text }) => text).join('; ') };
    const { run, facts } = await play(parsed.scenario, view, ownCode);
    if (wants === 'trace') return { runId, traceLines: traceLines(run.cluster.trace) };
    return { runId, facts, model: sceneModel(run, view) };
  } catch (error) {
    return { runId, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function parse(scenario: ToThread['scenario'], ownCode: string | undefined): Promise<ParsedScenario> {
  if (ownCode === undefined) return parseScenario(scenario, { assignors: assignorsByName });
  const { parseWithOwnCode } = await import('./own-code.ts');
  return parseWithOwnCode(ownCode, scenario);
}

async function play(scenario: Scenario, view: SceneView, ownCode: string | undefined): Promise<PlayedScenario> {
  if (ownCode === undefined) return playScenario(scenario, view, assignorsByName);
  const { playWithOwnCode } = await import('./own-code.ts');
  return playWithOwnCode(ownCode, scenario, view);
}

addEventListener('message', async ({ data }: MessageEvent<ToThread>) => {
  // The library of pages, not of workers, is what this room is checked with.
  (self as unknown as { postMessage(message: FromThread): void }).postMessage(await answer(data));
});
