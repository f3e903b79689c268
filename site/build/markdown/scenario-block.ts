// ```scene: a scenario that is run while the page is made. What its author claims is held against the run, the picture is drawn, and
// everything that the page needs to run it again goes with it. How it is run and drawn is the stage's business.
import type { MarkdownIt } from 'markdown-it';
import type { Scenario } from 'simulator';
import * as v from 'valibot';
import { sceneDetails, sceneRows } from '../../scene/scene-data.ts';
import { withChoice } from '../../scene/vary.ts';
import { keepScene, sceneId } from './assignment-block.ts';
import { type Environment, nextId, renderLine } from './environment.ts';
import { moment } from './moment.ts';
import { runFigure } from './run-figure.ts';
import type { PlayedRun } from './run-stage.ts';
import { checkClaims } from './scenario-claims.ts';
import { choiceOf, readSettings } from './scenario-settings.ts';
import { scenarioOf, viewOf } from './scenario-source.ts';
import { readYaml, type YamlPlace } from './yaml.ts';

const value = v.union([v.string(), v.number(), v.boolean()], 'write a value');

export const claims = v.record(
  v.string(),
  v.union(
    [v.string(), v.number(), v.array(v.union([v.string(), v.number()]))],
    'write what the run has to give: 2, 3s +-100ms, c1, [orders-0]',
  ),
  'write what the run has to give: { rebalances: 2 }',
);

export const shown = v.strictObject(
  {
    from: v.optional(moment),
    to: v.optional(moment),
    at: v.optional(moment),
    detail: v.optional(v.picklist(sceneDetails, `write one of ${sceneDetails.join(', ')}`)),
    rows: v.optional(v.picklist(sceneRows, `write one of ${sceneRows.join(', ')}`)),
  },
  'write what is drawn: { from: 9s, to: 18s }',
);

const schema = v.strictObject({
  id: v.optional(sceneId),
  caption: v.pipe(v.string('write one sentence'), v.nonEmpty('write one sentence')),
  scenario: v.optional(v.record(v.string(), v.unknown(), 'write the scenario: topics, consumers, events, for')),
  file: v.optional(v.string('write the name of a file beside this one: join.yaml')),
  group: v.optional(v.string('write the name of a group')),
  show: v.optional(shown),
  vary: v.optional(
    v.record(
      v.string(),
      v.union([value, v.array(value)], 'write the values to choose from: [6000, 45000], or 2..5'),
      'write what the reader may change: { assignor: [range, cooperative-sticky] }',
    ),
  ),
  expect: v.optional(claims),
  variants: v.optional(
    v.record(
      sceneId,
      v.strictObject(
        {
          with: v.record(v.string(), value, 'write what is chosen in it: { assignor: sticky }'),
          expect: v.optional(claims),
        },
        'write what is chosen, and what is expected then: { with: { assignor: sticky }, expect: { moved: 3 } }',
      ),
      'write other runs of this scene by their ids: { join-sticky: { with: { assignor: sticky } } }',
    ),
  ),
});

type Claims = v.InferOutput<typeof claims>;

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
  const { id, group, show, vary, expect, variants, caption } = content.value;
  const scenario = scenarioOf(content, place, environment, runs);
  if (scenario === undefined) return undefined;
  const view = viewOf(scenario.scenario, group, show ?? {}, report);
  if (view === undefined) return undefined;
  const settings = readSettings(vary ?? {}, { written: scenario.written, groupId: view.groupId, runs, report });

  const address = id === undefined ? nextId(environment, 'scene') : `${environment.idPrefix}scene-${id}`;
  /** @returns `undefined` when it cannot go on: why was reported */
  const play = (
    scenario: Scenario,
    claimed: Claims | undefined,
    path: readonly PropertyKey[],
  ): PlayedRun | undefined => {
    try {
      const played = runs.run(scenario, view);
      checkClaims(claimed ?? {}, played.facts, (inside, problem) => report([...path, ...inside], problem));
      return played;
    } catch (error) {
      return report(path, `it cannot be run: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const played = play(scenario.scenario, expect, []);
  if (played === undefined) return undefined;
  if (id !== undefined)
    keepScene(id, { kind: 'run', played, address, written: scenario.written }, content, place, environment);
  for (const [name, variant] of Object.entries(variants ?? {})) {
    const path = ['variants', name];
    const choice = choiceOf(variant.with, settings, (inside, problem) => report([...path, 'with', ...inside], problem));
    const written = choice && withChoice(scenario.written, view.groupId, settings, choice);
    const parsed = written && runs.parse(written);
    // What is wrong with a choice was told where the choices are offered.
    const other = parsed && 'scenario' in parsed ? play(parsed.scenario, variant.expect, path) : undefined;
    if (other !== undefined && written !== undefined)
      keepScene(name, { kind: 'run', played: other, address, written }, content, place, environment, path);
  }
  return () => {
    const captionHtml = renderLine(md, caption, environment, content.lineOf(['caption']));
    return runFigure({
      address,
      pictureHtml: played.draw(address),
      captionHtml,
      data: { scenario: scenario.written, view, settings },
      isCovered: [id, ...Object.keys(variants ?? {})].some(
        (name) => name !== undefined && environment.predicted.has(name),
      ),
    });
  };
}
