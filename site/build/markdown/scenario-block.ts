// ```scene: a scenario that is run while the page is made. What its author claims is held against the run, the picture is drawn, and
// everything that the page needs to run it again goes with it. How it is run and drawn is the stage's business.
import type { MarkdownIt } from 'markdown-it';
import * as v from 'valibot';
import { readDuration } from '../../scene/durations.ts';
import { sceneDetails, sceneRows } from '../../scene/scene-data.ts';
import { keepScene, sceneId } from './assignment-block.ts';
import { type Environment, nextId, renderLine } from './environment.ts';
import { runFigure } from './run-figure.ts';
import type { PlayedRun } from './run-stage.ts';
import { checkClaims } from './scenario-claims.ts';
import { readSettings } from './scenario-settings.ts';
import { scenarioOf, viewOf } from './scenario-source.ts';
import { readYaml, type YamlPlace } from './yaml.ts';

const moment = v.pipe(
  v.union([v.string(), v.number()], 'write a time with its unit: 9s, 12.5s, 300ms'),
  v.check((text) => readDuration(String(text)) !== undefined, 'write a time with its unit: 9s, 12.5s, 300ms'),
  v.transform((text) => readDuration(String(text)) ?? 0),
);
const value = v.union([v.string(), v.number(), v.boolean()], 'write a value or a list of values');

const schema = v.strictObject({
  id: v.optional(sceneId),
  caption: v.pipe(v.string('write one sentence'), v.nonEmpty('write one sentence')),
  scenario: v.optional(v.record(v.string(), v.unknown(), 'write the scenario: topics, consumers, events, for')),
  file: v.optional(v.string('write the name of a file beside this one: join.yaml')),
  group: v.optional(v.string('write the name of a group')),
  show: v.optional(
    v.strictObject(
      {
        from: v.optional(moment),
        to: v.optional(moment),
        detail: v.optional(v.picklist(sceneDetails, `write one of ${sceneDetails.join(', ')}`)),
        rows: v.optional(v.picklist(sceneRows, `write one of ${sceneRows.join(', ')}`)),
      },
      'write what is drawn: { from: 9s, to: 18s }',
    ),
  ),
  vary: v.optional(
    v.record(
      v.string(),
      v.union([value, v.array(value)], 'write the values to choose from: [6000, 45000], or 2..5'),
      'write what the reader may change: { assignor: [range, cooperative-sticky] }',
    ),
  ),
  expect: v.optional(
    v.record(
      v.string(),
      v.union(
        [v.string(), v.number(), v.array(v.union([v.string(), v.number()]))],
        'write what the run has to give: 2, 3s +-100ms, c1, [orders-0]',
      ),
      'write what the run has to give: { rebalances: 2 }',
    ),
  ),
});

/** Tells a problem of the block at the line of the value at a path. */
type Report = (path: readonly PropertyKey[], problem: string) => undefined;

/** @returns draws it, once every scene of the page is known; `undefined` when it cannot be drawn: why was reported */
export function readScene(
  md: MarkdownIt,
  text: string,
  place: YamlPlace,
  environment: Environment,
): (() => string) | undefined {
  const { problems, library } = environment;
  const { runs } = library.stage;
  const content = readYaml(schema, text, place, problems);
  if (content === undefined) return undefined;
  const report: Report = (path, problem) => {
    problems.report(place.file, content.lineOf(path), problem);
  };
  if (runs === undefined) return report([], 'scenes of a run belong in lessons; say it in words here');
  const { id, group, show, vary, expect, caption } = content.value;
  const scenario = scenarioOf(content, place, environment, runs);
  if (scenario === undefined) return undefined;
  const view = viewOf(scenario.scenario, group, show ?? {}, report);
  if (view === undefined) return undefined;
  const settings = readSettings(vary ?? {}, { written: scenario.written, groupId: view.groupId, runs, report });

  let played: PlayedRun;
  try {
    played = runs.run(scenario.scenario, view);
  } catch (error) {
    return report(['scenario'], `it cannot be run: ${error instanceof Error ? error.message : String(error)}`);
  }
  checkClaims(expect ?? {}, played.facts, report);
  const address = id === undefined ? nextId(environment, 'scene') : `${environment.idPrefix}scene-${id}`;
  if (id !== undefined) keepScene(id, { kind: 'run', played, address }, content, place, environment);
  return () => {
    const captionHtml = renderLine(md, caption, environment, content.lineOf(['caption']));
    return runFigure({
      address,
      pictureHtml: played.draw(address),
      captionHtml,
      data: { scenario: scenario.written, view, settings },
    });
  };
}
