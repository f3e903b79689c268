// The two kinds of scenes that a lesson can speak of, ask about and point at: a plain assign(), and a run of a scenario. Knows
// neither how they are written nor how they are drawn.
import { answerText, listText } from '../../scene/answer.ts';
import { answerTo as answerOfRun, questionExamples } from '../../scene/answers.ts';
import { type Expected, expectationOf } from '../../scene/expectation.ts';
import type { ScenarioText } from '../../scene/vary.ts';
import { answerTo as answerOfAssignment, factOf } from './ask.ts';
import { suggestion } from './problems.ts';
import type { PlayedRun } from './run-stage.ts';
import { listed, type PlayedScene } from './scene.ts';

export type LessonScene =
  | { readonly kind: 'assignment'; readonly played: PlayedScene }
  | {
      readonly kind: 'run';
      readonly played: PlayedRun;
      /** The figure's in the page: `scene-join`. */
      readonly address: string;
      /** As it can be run again. */
      readonly written: ScenarioText;
    };

export interface Answered {
  readonly right: string;
  /** What to offer when the block lists no options; `undefined` when it must list them. */
  readonly defaultOptions: readonly string[] | undefined;
  /** @returns a text: how such an option is written */
  judge(option: Expected): { readonly text: string; readonly isRight: boolean } | string;
}

/** @returns a text: what is wrong with the question */
export function askScene(ask: string, scene: LessonScene): Answered | string {
  if (scene.kind === 'assignment') {
    const answered = answerOfAssignment(ask, scene.played);
    if (typeof answered === 'string') return answered;
    return {
      ...answered,
      judge(option) {
        const text = Array.isArray(option) ? listed(option.map(String)) : String(option);
        return { text, isRight: text === answered.right };
      },
    };
  }
  const answer = answerOfRun(ask, scene.played.facts);
  if ('problem' in answer) return `\`ask\` is "${ask}": ${answer.problem}`;
  return {
    right: answerText(answer),
    defaultOptions: answer.kind === 'name' ? answer.among : undefined,
    judge(option) {
      const expectation = expectationOf(option, answer);
      if (typeof expectation !== 'string') return { text: expectation.text, isRight: expectation.holds };
      return `the option "${Array.isArray(option) ? listText(option.map(String)) : option}" is no answer to it; ${expectation}`;
    },
  };
}

/** What a placeholder stands for: `{{one.count.c1}}`, `{{join.gap of orders-2}}`. @returns a text: what is wrong with it */
export function sceneFact(
  scene: LessonScene,
  path: string,
  scenes: ReadonlyMap<string, LessonScene>,
): { readonly value: string } | string {
  if (scene.kind === 'assignment') {
    const others = [...scenes].flatMap(([id, other]) =>
      other.kind === 'assignment' ? [[id, other.played] as const] : [],
    );
    return factOf(scene.played, path, new Map(others));
  }
  // `gap.orders-2` is short for `gap of orders-2`.
  const asked = path.includes(' ') ? path : path.replace('.', ' of ');
  const answer = answerOfRun(asked, scene.played.facts);
  return 'problem' in answer ? answer.problem : { value: answerText(answer) };
}

/** For the schema of a block: what `ask` can be. */
export const askExamples = `write "owner of orders-4", "count of c1" or "owned by c1" of a board; of a run ${questionExamples
  .map((example) => `"${example}"`)
  .join(', ')}`;

/** @returns a text: that there is none of this id */
export function sceneNamed(id: string, scenes: ReadonlyMap<string, LessonScene>): LessonScene | string {
  return scenes.get(id) ?? `no scene here has the id "${id}"; ${suggestion(id, scenes.keys())}`;
}
