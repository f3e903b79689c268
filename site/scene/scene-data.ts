// What a page carries of a scene so that it can be run again there. Floor 7; made by site/build, read by the page.
import type { ScenarioText, Setting } from './vary.ts';

/** Which part of a run is drawn, and how. */
export interface SceneView {
  readonly groupId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Where the playhead stands at first. Default: at the beginning. */
  readonly atMs?: number;
  /** How much of what is said between members and coordinator is drawn. */
  readonly detail: SceneDetail;
  /** A lane for each process, or a row for each partition; `auto`: by the number of partitions. */
  readonly rows: SceneRows;
}

export const sceneDetails = ['groups', 'callbacks', 'messages'] as const;
export type SceneDetail = (typeof sceneDetails)[number];
export const sceneRows = ['auto', 'processes', 'partitions'] as const;
export type SceneRows = (typeof sceneRows)[number];

export interface SceneData {
  readonly scenario: ScenarioText;
  readonly view: SceneView;
  readonly settings: readonly Setting[];
  /** From the project's root: the code that runs in the consumers. Default: what the scenario declares. */
  readonly ownCode?: string;
}
