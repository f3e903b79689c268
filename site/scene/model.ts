// The timeline of a scene's run, for whoever draws it. Floor 7; draws nothing.
import type { ScenarioRun } from 'simulator';
import { timelineModel } from '../timeline/model/build.ts';
import type { TimelineModel } from '../timeline/model/timeline-model.ts';
import type { SceneView } from './scene-data.ts';

export function sceneModel({ cluster }: ScenarioRun, { groupId, fromMs, toMs }: SceneView): TimelineModel {
  return timelineModel(cluster, { groupId, fromMs, toMs });
}
