// The run of a bug: its own code in the consumers of a scenario, played while the page is made. What its author claims is held against it.
// Floor 7; draws nothing.
import * as v from 'valibot';
import type { SceneData } from '../../scene/scene-data.ts';
import type { Problems } from '../markdown/problems.ts';
import type { PlayedRun, RunStage } from '../markdown/run-stage.ts';
import { claims, shown } from '../markdown/scenario-block.ts';
import { checkClaims } from '../markdown/scenario-claims.ts';
import { viewOf } from '../markdown/scenario-source.ts';
import { readYaml } from '../markdown/yaml.ts';
import { checkScenario } from '../scenario.ts';
import type { Bug } from './bug-text.ts';

export interface BugRun {
  readonly played: PlayedRun;
  readonly data: SceneData;
  readonly caption: string;
  readonly captionLine: number;
}

const schema = v.strictObject({
  caption: v.pipe(v.string('write what is to be seen'), v.nonEmpty('write what is to be seen')),
  scenario: v.record(
    v.string(),
    v.unknown(),
    'write the scenario; consumers run the code with `application: own` or `assignor: own`',
  ),
  show: v.optional(shown),
  expect: claims,
});

/** @returns `undefined` when something was reported */
export async function playBug(bug: Bug, stage: RunStage, problems: Problems): Promise<BugRun | undefined> {
  const place = { file: bug.file, firstLine: bug.run.firstLine };
  const content = readYaml(schema, bug.run.text, place, problems);
  if (content === undefined) return undefined;
  const { value, lineOf } = content;
  const report = (path: readonly PropertyKey[], problem: string): undefined =>
    problems.report(bug.file, lineOf(path), problem) as undefined;
  try {
    const parsed = stage.parseWithOwnCode(bug.ownCode, value.scenario);
    const inside = { value: value.scenario, lineOf: (path: readonly PropertyKey[]) => lineOf(['scenario', ...path]) };
    const scenario = checkScenario(inside, place, problems, () => parsed)?.value;
    const view = scenario && viewOf(scenario, undefined, value.show ?? {}, report);
    if (scenario === undefined || view === undefined) return undefined;
    const played = await stage.runOwnCode(bug.ownCode, scenario, view);
    checkClaims(value.expect, played.facts, report);
    return {
      played,
      data: { scenario: value.scenario, view, settings: [], ownCode: bug.ownCode },
      caption: value.caption,
      captionLine: lineOf(['caption']),
    };
  } catch (error) {
    return report(['scenario'], `it cannot be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}
