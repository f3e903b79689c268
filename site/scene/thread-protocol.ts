// What goes between a page and the thread in which its scenes run. Both are our own code; the run id tells a late answer from the
// one that is waited for. Floor 7.
import type { TimelineModel } from '../timeline/model/timeline-model.ts';
import type { RunFacts } from './run-facts.ts';
import type { SceneView } from './scene-data.ts';
import type { ScenarioText } from './vary.ts';

export interface RunRequest {
  readonly scenario: ScenarioText;
  readonly view: SceneView;
  readonly ownCode?: string | undefined;
}

export interface ToThread extends RunRequest {
  readonly runId: number;
  /** A trace is large and seldom wanted: the scenario is run again for it. */
  readonly wants: 'timeline' | 'trace';
}

export interface SceneRun {
  readonly facts: RunFacts;
  readonly model: TimelineModel;
}

/** The trace as JSON lines. */
export type FromThread = { readonly runId: number } & (
  | SceneRun
  | { readonly traceLines: string }
  | { readonly problem: string }
);
