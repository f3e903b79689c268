// Where a scene's scenario stands, in the fence or in a file beside it, and which part of its run is shown. Knows no claims.
import { dirname, join } from 'node:path/posix';
import type { Scenario } from 'simulator';
import { durationText } from '../../scene/durations.ts';
import type { SceneDetail, SceneRows, SceneView } from '../../scene/scene-data.ts';
import type { ScenarioText } from '../../scene/vary.ts';
import { checkScenario, readScenario } from '../scenario.ts';
import type { Environment } from './environment.ts';
import { suggestion } from './problems.ts';
import type { RunStage } from './run-stage.ts';
import type { YamlContent, YamlPlace } from './yaml.ts';

interface SceneScenario {
  readonly scenario: Scenario;
  /** As its author wrote it: what the page runs again. */
  readonly written: ScenarioText;
}

/** @returns `undefined` when something was reported */
export function scenarioOf(
  { value, lineOf }: YamlContent<{ readonly scenario?: ScenarioText | undefined; readonly file?: string | undefined }>,
  place: YamlPlace,
  { library, problems }: Environment,
  { parse }: RunStage,
): SceneScenario | undefined {
  const { scenario, file } = value;
  const report = (key: string, problem: string): undefined => {
    problems.report(place.file, lineOf([key]), problem);
  };
  if ((scenario === undefined) === (file === undefined)) {
    return report('scenario', 'give either `scenario`, or `file` with the name of a file beside this one');
  }
  if (scenario !== undefined) {
    const inside = { value: scenario, lineOf: (path: readonly PropertyKey[]) => lineOf(['scenario', ...path]) };
    const checked = checkScenario(inside, place, problems, parse);
    return checked && { scenario: checked.value, written: scenario };
  }
  const folder = dirname(place.file);
  const path = join(folder, file ?? '');
  const text = library.scenarioFile(path);
  if (text === undefined) {
    const files = library.scenarioFiles(folder).map((known) => known.slice(folder.length + 1));
    return report('file', `there is no file ${path}; ${suggestion(file ?? '', files)}`);
  }
  const read = readScenario(text, { file: path, firstLine: 1 }, problems, parse);
  return read && { scenario: read.value, written: read.written as ScenarioText };
}

export interface Show {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly at?: number | undefined;
  readonly detail?: SceneDetail | undefined;
  readonly rows?: SceneRows | undefined;
}

/** @returns `undefined` when something was reported */
export function viewOf(
  { consumers, durationMs }: Scenario,
  group: string | undefined,
  show: Show,
  report: (path: readonly PropertyKey[], problem: string) => undefined,
): SceneView | undefined {
  const groups = [...new Set([...consumers.values()].map((consumer) => consumer.group))];
  const [first] = groups;
  if (first === undefined) return report(['scenario'], 'nobody consumes in this scenario; add `consumers`');
  if (group === undefined && groups.length > 1) {
    return report([], `the scenario has the groups ${groups.join(' and ')}; say with \`group\` which one is shown`);
  }
  if (group !== undefined && !groups.includes(group)) {
    return report(['group'], `no consumer is in the group "${group}"; ${suggestion(group, groups)}`);
  }
  const { from: fromMs = 0, to: toMs = durationMs, at: atMs, detail = 'callbacks', rows = 'auto' } = show;
  if (toMs > durationMs) {
    return report(['show', 'to'], `${durationText(toMs)} is after the end of the run, ${durationText(durationMs)}`);
  }
  if (fromMs >= toMs) {
    return report(
      ['show', 'from'],
      `what is shown ends at ${durationText(toMs)}, before it begins; write an earlier \`from\``,
    );
  }
  if (atMs !== undefined && (atMs < fromMs || atMs > toMs)) {
    return report(
      ['show', 'at'],
      `${durationText(atMs)} is not shown; write a time from ${durationText(fromMs)} to ${durationText(toMs)}`,
    );
  }
  return { groupId: group ?? first, fromMs, toMs, ...(atMs === undefined ? {} : { atMs }), detail, rows };
}
