// ```predict and ```ask: a question about a scene. The right answer comes from the assignor, never from the author.
import type { MarkdownIt } from 'markdown-it';
import * as v from 'valibot';
import { answerTo } from './ask.ts';
import { keepScene, sceneFigure, sceneId } from './assignment-block.ts';
import { type ChoiceOption, renderChoice } from './choice.ts';
import { type Environment, nextId, renderLine } from './environment.ts';
import { suggestion } from './problems.ts';
import { listed, type PlayedScene, playScene, sceneEntries } from './scene.ts';
import { readYaml, type YamlContent, type YamlPlace } from './yaml.ts';

const option = v.union(
  [v.string(), v.number(), v.array(v.string())],
  'write a number, a member, or a list of partitions',
);

const askEntries = {
  id: v.optional(sceneId),
  of: v.optional(v.string('write the id of a scene')),
  assignor: v.optional(sceneEntries.assignor),
  topics: v.optional(sceneEntries.topics),
  members: v.optional(sceneEntries.members),
  ask: v.string('write "owner of orders-4", "count of c1" or "owned by c1"'),
  options: v.optional(v.pipe(v.array(option, 'write a list'), v.minLength(2, 'write two options or more'))),
};
const askSchema = v.strictObject(askEntries);
const predictSchema = v.strictObject({
  ...askEntries,
  question: v.pipe(v.string('write the question'), v.nonEmpty('write the question')),
  because: v.pipe(v.string('write why it is so'), v.nonEmpty('write why it is so')),
});
type AskSource = v.InferOutput<typeof askSchema>;

export interface Asked {
  readonly scene: PlayedScene;
  readonly options: readonly ChoiceOption[];
}

/**
 * Reads a prediction. Its scene is played at once, so that others can refer to it.
 *
 * @returns draws it, once every scene of the page is known; `undefined` when it cannot be read
 */
export function readPredict(
  md: MarkdownIt,
  text: string,
  place: YamlPlace,
  environment: Environment,
): (() => string) | undefined {
  const content = readYaml(predictSchema, text, place, environment.problems);
  if (content === undefined) return undefined;
  const { question, because } = content.value;
  const own = playOwnScene(content.value, content, place, environment);
  if (own === 'broken') return undefined;
  return () => {
    const asked = answer(md, content.value, own, content, place, environment);
    if (asked === undefined) return '';
    const labelId = nextId(environment, 'choice');
    const questionHtml = renderLine(md, question, environment, content.lineOf(['question']));
    const why = renderLine(md, because, environment, content.lineOf(['because']));
    return renderChoice({
      kind: 'predict',
      question,
      labelId,
      aboveHtml: `<p class="choice-label">Predict</p><p class="choice-question" id="${labelId}">${questionHtml}</p>`,
      options: asked.options,
      whyHtml: `<p class="why">${why}</p>${watchIt(asked.scene, environment)}`,
    });
  };
}

/**
 * Reads the computed options of a question at a lesson's end. Its scene is played at once, so that its explanation can
 * speak of it.
 *
 * @returns answers it, once every scene of the page is known; `undefined` when it cannot be read
 */
export function readAsk(
  md: MarkdownIt,
  text: string,
  place: YamlPlace,
  environment: Environment,
): (() => Asked | undefined) | undefined {
  const content = readYaml(askSchema, text, place, environment.problems);
  if (content === undefined) return undefined;
  const own = playOwnScene(content.value, content, place, environment);
  return own === 'broken' ? undefined : () => answer(md, content.value, own, content, place, environment);
}

export function watchIt(scene: PlayedScene, environment: Environment): string {
  return `<details class="watch"><summary>Watch it</summary>${sceneFigure(scene, environment, '')}</details>`;
}

/** @returns `undefined` when the block refers to another's scene */
function playOwnScene(
  source: AskSource,
  content: YamlContent<unknown>,
  place: YamlPlace,
  environment: Environment,
): PlayedScene | 'broken' | undefined {
  const { id, of, assignor, topics, members } = source;
  const hasOwn = assignor !== undefined && topics !== undefined && members !== undefined;
  const hasSome = assignor !== undefined || topics !== undefined || members !== undefined || id !== undefined;
  if (of === undefined ? !hasOwn : hasSome) {
    environment.problems.report(
      place.file,
      content.lineOf([]),
      'give either `of` with the id of a scene, or `assignor`, `topics` and `members`',
    );
    return 'broken';
  }
  if (!hasOwn) return undefined;
  const scene = playScene(
    { assignor, topics, members },
    content,
    place,
    environment.library.stage,
    environment.problems,
  );
  if (scene === undefined) return 'broken';
  if (id !== undefined) keepScene(id, scene, content, place, environment);
  return scene;
}

function answer(
  md: MarkdownIt,
  source: AskSource,
  own: PlayedScene | undefined,
  content: YamlContent<unknown>,
  place: YamlPlace,
  { problems, scenes }: Environment,
): Asked | undefined {
  const report = (key: string, problem: string): undefined => {
    problems.report(place.file, content.lineOf([key]), problem);
  };
  const scene = own ?? scenes.get(source.of ?? '');
  if (scene === undefined) {
    return report('of', `no scene here has the id "${source.of}"; ${suggestion(source.of ?? '', scenes.keys())}`);
  }
  const answered = answerTo(source.ask, scene);
  if (typeof answered === 'string') return report('ask', answered);
  const offered =
    source.options?.map((item) => (Array.isArray(item) ? listed(item) : String(item))) ?? answered.defaultOptions;
  if (offered === undefined) return report('ask', 'add `options` to choose from, the right one among them');
  if (!offered.includes(answered.right)) {
    const key = source.options === undefined ? 'ask' : 'options';
    return report(
      key,
      `the right answer, "${answered.right}", is not among the options (${offered.join(' | ')}); add it`,
    );
  }
  if (new Set(offered).size < offered.length) return report('options', 'two options are the same; remove one');
  const options = offered.map((text) => ({ text, html: md.utils.escapeHtml(text), isRight: text === answered.right }));
  return { scene, options };
}
