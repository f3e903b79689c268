// Runs a scene's scenario to its end. The same at build time and in the page: same scenario, same run. Floor 7; draws nothing.
import { type AssignorsByName, type Scenario, type ScenarioRun, startScenario } from 'simulator';
import { type RunFacts, runFacts } from './run-facts.ts';
import type { SceneView } from './scene-data.ts';

export interface PlayedScenario {
  readonly run: ScenarioRun;
  readonly facts: RunFacts;
}

/** @throws Error when the run cannot go on, with the reason */
export function playScenario(scenario: Scenario, view: SceneView, assignors: AssignorsByName): PlayedScenario {
  const run = startScenario(scenario, { assignors });
  run.runMachinery();
  return playedScenario(run, scenario, view);
}

/** @param run at its end */
export function playedScenario(run: ScenarioRun, scenario: Scenario, view: SceneView): PlayedScenario {
  const { groupId, fromMs, toMs } = view;
  const facts = runFacts(run.cluster, {
    groupId,
    consumers: [...scenario.consumers.values()].filter(({ group }) => group === groupId).map(({ process }) => process),
    durationMs: scenario.durationMs,
    shown: { fromMs, toMs },
  });
  return { run, facts };
}
