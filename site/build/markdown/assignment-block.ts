// ```assignment: a scene drawn as a board, with what it must give asserted while the page is made.
import type { MarkdownIt } from 'markdown-it';
import * as v from 'valibot';
import { type Environment, renderLine } from './environment.ts';
import type { LessonScene } from './lesson-scene.ts';
import { listed, ownedBy, type PlayedScene, playScene, sceneEntries } from './scene.ts';
import { readYaml, type YamlContent, type YamlPlace } from './yaml.ts';

export const sceneId = v.pipe(
  v.string('write a name: two-topics'),
  v.regex(/^[a-z][\w-]*$/, 'begin with a small letter; letters, digits and hyphens only'),
);

const schema = v.strictObject({
  ...sceneEntries,
  id: v.optional(sceneId),
  caption: v.pipe(v.string('write one sentence'), v.nonEmpty('write one sentence')),
  expect: v.optional(
    v.record(
      v.string(),
      v.array(v.string('write a partition: orders-0'), 'write a list of partitions: [orders-0, orders-1]'),
    ),
  ),
});

export interface AssignmentBlock {
  readonly scene: PlayedScene;
  /** Left until every scene of the page is known: a caption may speak of another scene. */
  render(): string;
}

/** @returns `undefined` when the block cannot be drawn; why was reported */
export function readAssignment(
  md: MarkdownIt,
  text: string,
  place: YamlPlace,
  environment: Environment,
): AssignmentBlock | undefined {
  const content = readYaml(schema, text, place, environment.problems);
  if (content === undefined) return undefined;
  const { id, caption, expect } = content.value;
  const scene = playScene(content.value, content, place, environment.library.stage, environment.problems);
  if (scene === undefined) return undefined;
  if (expect !== undefined) checkExpectation(scene, expect, content, place, environment);
  if (id !== undefined) keepScene(id, { kind: 'assignment', played: scene }, content, place, environment);
  return {
    scene,
    render: () => sceneFigure(scene, environment, renderLine(md, caption, environment, content.lineOf(['caption']))),
  };
}

export function sceneFigure(scene: PlayedScene, environment: Environment, captionHtml: string): string {
  const caption = captionHtml === '' ? '' : `<figcaption>${captionHtml}</figcaption>`;
  return `<figure class="scene">${environment.library.stage.draw(scene)}${caption}</figure>\n`;
}

export function keepScene(
  id: string,
  scene: LessonScene,
  content: YamlContent<unknown>,
  place: YamlPlace,
  { problems, scenes }: Environment,
  path: readonly PropertyKey[] = ['id'],
): void {
  if (scenes.has(id)) problems.report(place.file, content.lineOf(path), `two scenes have the id "${id}"; rename one`);
  scenes.set(id, scene);
}

function checkExpectation(
  scene: PlayedScene,
  expect: Readonly<Record<string, readonly string[]>>,
  content: YamlContent<unknown>,
  place: YamlPlace,
  { problems }: Environment,
): void {
  for (const memberId of new Set([...scene.members.map((member) => member.memberId), ...Object.keys(expect)])) {
    const expected = expect[memberId];
    const owned = ownedBy(scene, memberId);
    const line = content.lineOf(['expect', memberId]);
    if (owned === undefined)
      problems.report(place.file, line, `\`expect\` names "${memberId}", who is no member; remove the line`);
    else if (expected === undefined) problems.report(place.file, line, `\`expect\` leaves ${memberId} out; add it`);
    else if (listed([...expected].sort(inOrder)) !== listed([...owned].sort(inOrder))) {
      problems.report(
        place.file,
        line,
        `${memberId} was expected to own ${listed(expected)}, but ${scene.assignor} gives it ${listed(owned)}; correct the lesson or the assignor`,
      );
    }
  }
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
