// What a prediction with `answer: drag`, `order` or `duration` asks and what is right, out of the scene it speaks of. Draws nothing.
import { type Answer, nobody } from '../../scene/answer.ts';
import { answerTo, questionExamples } from '../../scene/answers.ts';
import { durationText, readDuration } from '../../scene/durations.ts';
import type { Pick, PlayTo } from '../../scene/pick.ts';
import type { RunFacts } from '../../scene/run-facts.ts';
import type { LessonScene } from './lesson-scene.ts';
import { ownerOf, partitionLabel } from './scene.ts';

export const pickKinds = ['drag', 'order', 'duration'] as const;

export interface PickSource {
  readonly answer: (typeof pickKinds)[number];
  readonly ask: string;
  /** `0s..5s` */
  readonly axis?: string | undefined;
  /** `300ms` */
  readonly tolerance?: string | undefined;
}

export interface PickProblem {
  /** Of the block. */
  readonly key: string;
  readonly problem: string;
}

/** More would be work, and no more of a prediction. */
const partitionsMax = 16;
const itemsMax = 9;
/** An axis has about so many steps. */
const axisSteps = 100;
const niceSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000];

export function pickOf(source: PickSource, scene: LessonScene): Pick | PickProblem {
  const answer = scene.kind === 'run' ? answerTo(source.ask, scene.played.facts) : undefined;
  if (answer !== undefined && 'problem' in answer) {
    return { key: 'ask', problem: `\`ask\` is "${source.ask}": ${answer.problem}` };
  }
  if (source.answer !== 'duration' && (source.axis !== undefined || source.tolerance !== undefined)) {
    const key = source.axis === undefined ? 'tolerance' : 'axis';
    return { key, problem: `\`${key}\` belongs to \`answer: duration\`; remove it` };
  }
  switch (source.answer) {
    case 'drag':
      return dragOf(source.ask, scene);
    case 'order':
      return orderOf(answer);
    case 'duration':
      return durationOf(source, answer);
  }
}

function dragOf(ask: string, scene: LessonScene): Pick | PickProblem {
  const wanted = scene.kind === 'run' ? /^owners at (\S+)$/ : /^owners$/;
  if (!wanted.test(ask)) {
    const example = scene.kind === 'run' ? 'owners at 20s' : 'owners';
    return { key: 'ask', problem: `\`answer: drag\` asks for the owners of all partitions; write \`ask: ${example}\`` };
  }
  const { partitions, places, owners } =
    scene.kind === 'run' ? ownersOfRun(ask, scene.played.facts) : ownersOfBoard(scene.played);
  if (partitions.length < 2 || partitions.length > partitionsMax) {
    return { key: 'ask', problem: `there are ${partitions.length} partitions to place; 2 to ${partitionsMax} can be` };
  }
  const torn = owners.findIndex((owner) => !places.includes(owner));
  if (torn >= 0) {
    return { key: 'ask', problem: `${partitions[torn]} is owned by ${owners[torn]} then; ask for another time` };
  }
  return { kind: 'drag', partitions, places, owners };
}

interface Owners {
  readonly partitions: readonly string[];
  readonly places: readonly string[];
  readonly owners: readonly string[];
}

function ownersOfRun(ask: string, facts: RunFacts): Owners {
  const answer = answerTo(ask, facts);
  const items = 'kind' in answer && answer.kind === 'list' ? answer.items : [];
  return {
    partitions: facts.partitions,
    places: [...facts.consumers, nobody],
    owners: items.map((item) => item.slice(item.indexOf('=') + 1)),
  };
}

function ownersOfBoard(board: Extract<LessonScene, { kind: 'assignment' }>['played']): Owners {
  const partitions = board.topics.flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition) => partitionLabel([topic, partition])),
  );
  return {
    partitions,
    places: [...board.members.map(({ memberId }) => memberId), nobody],
    owners: partitions.map((partition) => ownerOf(board, partition) ?? nobody),
  };
}

function orderOf(answer: Answer | undefined): Pick | PickProblem {
  if (answer?.kind !== 'list' || answer.moments === undefined) {
    return {
      key: 'ask',
      problem: '`answer: order` asks for what came one after another; write callbacks of c1, requests of c1 or states',
    };
  }
  const { items: right, moments } = answer;
  if (right.length < 2 || right.length > itemsMax) {
    return {
      key: 'ask',
      problem: `there are ${right.length} things to order; 2 to ${itemsMax} can be. Show less of the run, or more`,
    };
  }
  const mixed = [...right].sort((a, b) => scramble(a) - scramble(b) || (a < b ? -1 : 1));
  const isGivenAway = mixed.every((item, at) => item === right[at]);
  const offered = isGivenAway ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
  if (offered.every((item) => item === right[0]))
    return { key: 'ask', problem: 'all of them are the same; there is nothing to order' };
  return { kind: 'order', offered, right, moments };
}

/** A number that has nothing to do with the order in which things happen, and is the same in each build. */
const scramble = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

function durationOf({ axis = '', tolerance = '' }: PickSource, answer: Answer | undefined): Pick | PickProblem {
  if (answer?.kind !== 'duration' && answer?.kind !== 'time') {
    const examples = questionExamples.filter((example) => /gap|start|duration|pause|wait/.test(example)).join(', ');
    return { key: 'ask', problem: `\`answer: duration\` asks for a time; write one of: ${examples}` };
  }
  const [, from, to] = /^(.+?)\.\.(.+)$/.exec(axis) ?? [];
  const [fromMs, toMs, toleranceMs] = [readDuration(from ?? ''), readDuration(to ?? ''), readDuration(tolerance)];
  if (fromMs === undefined || toMs === undefined || fromMs >= toMs) {
    return { key: 'axis', problem: `\`axis\` is "${axis}"; write from where to where it goes: 0s..5s` };
  }
  const rightMs = answer.ms;
  if (rightMs < fromMs || rightMs > toMs) {
    return { key: 'axis', problem: `the right answer, ${durationText(rightMs)}, is not on the axis, ${axis}` };
  }
  const least = (toMs - fromMs) / axisSteps;
  const stepMs = niceSteps.find((step) => step >= least) ?? Math.ceil(least);
  if (toleranceMs === undefined || toleranceMs < stepMs || toleranceMs > (toMs - fromMs) / 4) {
    const [low, high] = [durationText(stepMs), durationText((toMs - fromMs) / 4)];
    return {
      key: 'tolerance',
      problem: `\`tolerance\` is "${tolerance}"; write how far off still counts as right, from ${low} to ${high}`,
    };
  }
  const span =
    answer.kind === 'time'
      ? { fromMs: rightMs, toMs: rightMs }
      : answer.span?.toMs === undefined
        ? undefined
        : { fromMs: answer.span.fromMs, toMs: answer.span.toMs };
  return { kind: 'duration', fromMs, toMs, stepMs, toleranceMs, rightMs, span };
}

/** The part of the run that shows the answer, with a little before and after it. */
export function playOf(ask: string, { shown, durationMs }: RunFacts, answer: Answer): PlayTo {
  const marginMs = (shown.toMs - shown.fromMs) / 20;
  const inside = (fromMs: number, toMs: number): PlayTo => ({
    fromMs: Math.round(Math.max(shown.fromMs, fromMs - marginMs)),
    toMs: Math.round(Math.min(shown.toMs, toMs + marginMs)),
  });
  const [, at = ''] = / at (\S+)$/.exec(ask) ?? [];
  const atMs = readDuration(at);
  if (atMs !== undefined)
    return { fromMs: shown.fromMs, toMs: Math.round(Math.min(Math.max(atMs, shown.fromMs), shown.toMs)) };
  if (answer.kind === 'duration' && answer.span !== undefined) {
    return inside(answer.span.fromMs, answer.span.toMs ?? durationMs);
  }
  if (answer.kind === 'time') return inside(shown.fromMs, answer.ms);
  if (answer.kind === 'list' && answer.moments !== undefined && answer.moments.length > 0) {
    return inside(Math.min(...answer.moments), Math.max(...answer.moments));
  }
  return { fromMs: shown.fromMs, toMs: shown.toMs };
}
