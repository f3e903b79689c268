// What goes between a page and the thread in which its scenes run. Both are our own code; the run id tells a late answer from the
// one that is waited for. Floor 7.
import type { TimelineModel } from '../timeline/model/timeline-model.ts';
import type { RunFacts } from './run-facts.ts';
import type { SceneView } from './scene-data.ts';
import type { ScenarioText } from './vary.ts';

export interface ToThread {
  readonly runId: number;
  readonly scenario: ScenarioText;
  readonly view: SceneView;
}

export interface SceneRun {
  readonly facts: RunFacts;
  readonly model: TimelineModel;
}

export type FromThread = { readonly runId: number } & (SceneRun | { readonly problem: string });
