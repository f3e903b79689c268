// ```predict and ```ask: a question about a scene. The right answer comes from the assignor or the run, never from the author.
import type { MarkdownIt } from 'markdown-it';
import * as v from 'valibot';
import { answerTo } from '../../scene/answers.ts';
import type { Pick } from '../../scene/pick.ts';
import { keepScene, sceneFigure, sceneId } from './assignment-block.ts';
import { type AskedScene, type ChoiceOption, renderChoice } from './choice.ts';
import { type Environment, nextId, renderLine } from './environment.ts';
import { askExamples, askScene, type LessonScene, sceneNamed } from './lesson-scene.ts';
import { renderPick } from './pick.ts';
import { type PickSource, pickKinds, pickOf, playOf } from './pick-question.ts';
import { playScene, sceneEntries } from './scene.ts';
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
  ask: v.string(askExamples),
  options: v.optional(v.pipe(v.array(option, 'write a list'), v.minLength(2, 'write two options or more'))),
};
const askSchema = v.strictObject(askEntries);
const predictSchema = v.strictObject({
  ...askEntries,
  answer: v.optional(
    v.picklist(pickKinds, `write one of ${pickKinds.join(', ')}; without it, one of the options is chosen`),
  ),
  axis: v.optional(v.string('write from where to where the axis goes: 0s..5s')),
  tolerance: v.optional(v.string('write how far off still counts as right: 300ms')),
  question: v.pipe(v.string('write the question'), v.nonEmpty('write the question')),
  because: v.pipe(v.string('write why it is so'), v.nonEmpty('write why it is so')),
});
type AskSource = v.InferOutput<typeof askSchema>;

export interface Asked {
  readonly scene: LessonScene;
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
  if (content.value.of !== undefined) environment.predicted.add(content.value.of);
  return () => {
    const asked =
      content.value.answer === undefined
        ? answer(md, content.value, own, content, place, environment)
        : picked({ ...content.value, answer: content.value.answer }, own, content, place, environment);
    if (asked === undefined) return '';
    const labelId = nextId(environment, 'choice');
    const questionHtml = renderLine(md, question, environment, content.lineOf(['question']));
    const why = renderLine(md, because, environment, content.lineOf(['because']));
    const shared = {
      question,
      labelId,
      aboveHtml: `<p class="choice-label">Predict</p><p class="choice-question" id="${labelId}">${questionHtml}</p>`,
      whyHtml: `<p class="why">${why}</p>${watchIt(asked.scene, environment)}`,
      about: aboutRun(content.value.ask, asked.scene),
    };
    return 'pick' in asked
      ? renderPick({ ...shared, pick: asked.pick })
      : renderChoice({ ...shared, kind: 'predict', options: asked.options });
  };
}

/** Answered by something else than a choice. */
function picked(
  source: AskSource & PickSource,
  own: LessonScene | undefined,
  content: YamlContent<unknown>,
  place: YamlPlace,
  { problems, scenes }: Environment,
): { readonly scene: LessonScene; readonly pick: Pick } | undefined {
  const report = (key: string, problem: string): undefined => {
    problems.report(place.file, content.lineOf([key]), problem);
  };
  const scene = own ?? sceneNamed(source.of ?? '', scenes);
  if (typeof scene === 'string') return report('of', scene);
  if (source.options !== undefined)
    return report('options', `\`answer: ${source.answer}\` has no options; remove them`);
  const pick = pickOf(source, scene);
  return 'problem' in pick ? report(pick.key, pick.problem) : { scene, pick };
}

/** What was asked could be answered: nothing else comes here. */
function aboutRun(ask: string, scene: LessonScene): AskedScene | undefined {
  if (scene.kind !== 'run') return undefined;
  const answered = answerTo(ask, scene.played.facts);
  return 'problem' in answered
    ? undefined
    : { address: scene.address, play: playOf(ask, scene.played.facts, answered) };
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

export function watchIt(scene: LessonScene, environment: Environment): string {
  // A timeline is large, and stands in the page already.
  if (scene.kind === 'run') return `<p class="watch"><a href="#${scene.address}">Watch it</a></p>`;
  return `<details class="watch"><summary>Watch it</summary>${sceneFigure(scene.played, environment, '')}</details>`;
}

/** @returns `undefined` when the block refers to another's scene */
function playOwnScene(
  source: AskSource,
  content: YamlContent<unknown>,
  place: YamlPlace,
  environment: Environment,
): LessonScene | 'broken' | undefined {
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
  const played = playScene(
    { assignor, topics, members },
    content,
    place,
    environment.library.stage,
    environment.problems,
  );
  if (played === undefined) return 'broken';
  const scene = { kind: 'assignment', played } as const;
  if (id !== undefined) keepScene(id, scene, content, place, environment);
  return scene;
}

function answer(
  md: MarkdownIt,
  source: AskSource,
  own: LessonScene | undefined,
  content: YamlContent<unknown>,
  place: YamlPlace,
  { problems, scenes }: Environment,
): Asked | undefined {
  const report = (key: string, problem: string): undefined => {
    problems.report(place.file, content.lineOf([key]), problem);
  };
  const scene = own ?? sceneNamed(source.of ?? '', scenes);
  if (typeof scene === 'string') return report('of', scene);
  const answered = askScene(source.ask, scene);
  if (typeof answered === 'string') return report('ask', answered);
  const offered = source.options ?? answered.defaultOptions;
  if (offered === undefined) return report('ask', 'add `options` to choose from, the right one among them');
  const options: ChoiceOption[] = [];
  for (const option of offered) {
    const judged = answered.judge(option);
    if (typeof judged === 'string') return report('options', judged);
    options.push({ ...judged, html: md.utils.escapeHtml(judged.text) });
  }
  const shown = options.map(({ text }) => text).join(' | ');
  const right = options.filter(({ isRight }) => isRight);
  if (new Set(options.map(({ text }) => text)).size < options.length) {
    return report('options', 'two options are the same; remove one');
  }
  if (right.length === 0) {
    const key = source.options === undefined ? 'ask' : 'options';
    return report(key, `the right answer, "${answered.right}", is not among the options (${shown}); add it`);
  }
  if (right.length > 1) {
    const both = right.map(({ text }) => `"${text}"`).join(' and ');
    return report('options', `the answer is "${answered.right}", so ${both} are both right; make them apart`);
  }
  return { scene, options };
}
