// The questions that can be put to a run: `gap of orders-2`, `owner of orders-0 at 20s`. A lesson's claims, the numbers in its
// prose and its predictions all speak this one small language. Floor 7; knows no Markdown and no simulator.
import {
  type Answer,
  type Answered,
  count,
  duration,
  durationOf,
  lengthOf,
  momentIn,
  nobody,
  withNobody,
} from './answer.ts';
import { callbacksOf, pausesOf, requestsOf, statesOf } from './consumer-answers.ts';
import { changedHands, inGap, ownedAt, ownerAt, ownersAt } from './owner-answers.ts';
import { lagAt, offsetAt, processedOfKey, recordsOfKey } from './record-answers.ts';
import type { RunFacts } from './run-facts.ts';

interface Question {
  /** As it is written, with names that stand for any. */
  readonly example: string;
  readonly pattern: RegExp;
  readonly answer: (facts: RunFacts, parts: readonly string[]) => Answered;
}

const questions: readonly Question[] = [
  {
    example: 'rebalances',
    pattern: /^rebalances$/,
    answer: ({ rebalances }) => count(rebalances.length),
  },
  {
    example: 'cause of rebalance 1',
    pattern: /^cause of rebalance (\d+)$/,
    answer: (facts, [number]) =>
      inRebalance(facts, number, ({ cause }) => ({ kind: 'name', value: cause, among: undefined })),
  },
  {
    example: 'start of rebalance 1',
    pattern: /^start of rebalance (\d+)$/,
    answer: (facts, [number]) => inRebalance(facts, number, ({ fromMs }) => ({ kind: 'time', ms: fromMs })),
  },
  {
    example: 'duration of rebalance 1',
    pattern: /^duration of rebalance (\d+)$/,
    answer: (facts, [number]) => inRebalance(facts, number, durationOf),
  },
  {
    example: 'moved',
    pattern: /^moved$/,
    answer: (facts) => count(changedHands(facts).size),
  },
  {
    example: 'stopped',
    pattern: /^stopped$/,
    answer: ({ rebalances }) => count(new Set(rebalances.flatMap(({ stopped }) => stopped)).size),
  },
  {
    example: 'moved in rebalance 1',
    pattern: /^moved in rebalance (\d+)$/,
    answer: (facts, [number]) => inRebalance(facts, number, ({ moved }) => count(moved.length)),
  },
  {
    example: 'stopped in rebalance 1',
    pattern: /^stopped in rebalance (\d+)$/,
    answer: (facts, [number]) => inRebalance(facts, number, ({ stopped }) => count(stopped.length)),
  },
  {
    example: 'gap of orders-2',
    pattern: /^gap(?: (\d+))? of (\S+)$/,
    answer: (facts, [number, partition = '']) => inGap(facts, number, partition, durationOf, duration(0)),
  },
  {
    example: 'start of gap of orders-2',
    pattern: /^start of gap(?: (\d+))? of (\S+)$/,
    answer: (facts, [number, partition = '']) =>
      inGap(facts, number, partition, ({ fromMs }) => ({ kind: 'time', ms: fromMs }), {
        problem: `${partition} has an owner all the time that is shown`,
      }),
  },
  {
    example: 'longest gap',
    pattern: /^longest gap$/,
    answer: ({ gaps }) => duration(Math.max(0, ...gaps.map(lengthOf))),
  },
  {
    example: 'time without an owner',
    pattern: /^time without an owner$/,
    answer: ({ gaps }) => duration(gaps.reduce((sum, gap) => sum + lengthOf(gap), 0)),
  },
  {
    example: 'owner of orders-0 at 20s',
    pattern: /^owner of (\S+) at (\S+)$/,
    answer: ownerAt,
  },
  {
    example: 'owners at 20s',
    pattern: /^owners at (\S+)$/,
    answer: ownersAt,
  },
  {
    example: 'owned by c1 at 20s',
    pattern: /^owned by (\S+) at (\S+)$/,
    answer: ownedAt,
  },
  {
    example: 'pause of c1',
    pattern: /^pause of (\S+)$/,
    answer: (facts, [consumer = '']) => pausesOf(facts, consumer, false),
  },
  {
    example: 'longest pause',
    pattern: /^longest pause$/,
    answer: ({ pauses }) => duration(Math.max(0, ...pauses.filter(({ isFirstJoin }) => !isFirstJoin).map(lengthOf))),
  },
  {
    example: 'wait of c3',
    pattern: /^wait of (\S+)$/,
    answer: (facts, [consumer = '']) => pausesOf(facts, consumer, true),
  },
  {
    example: 'callbacks of c1',
    pattern: /^callbacks of (\S+)$/,
    answer: callbacksOf,
  },
  {
    example: 'requests of c1',
    pattern: /^requests of (\S+)$/,
    answer: requestsOf,
  },
  {
    example: 'states',
    pattern: /^states$/,
    answer: statesOf,
  },
  {
    example: 'state at 20s',
    pattern: /^state at (\S+)$/,
    answer: (facts, [at = '']) =>
      groupAt(facts, at, (group) => ({ kind: 'name', value: group?.state ?? 'Empty', among: groupStates })),
  },
  {
    example: 'generation at 20s',
    pattern: /^generation at (\S+)$/,
    answer: (facts, [at = '']) => groupAt(facts, at, (group) => count(group?.generationId ?? 0)),
  },
  {
    example: 'leader at 20s',
    pattern: /^leader at (\S+)$/,
    answer: (facts, [at = '']) =>
      groupAt(facts, at, (group) => ({
        kind: 'name',
        value: group?.leader ?? nobody,
        among: withNobody(facts.consumers),
      })),
  },
  {
    example: 'coordinator at 20s',
    pattern: /^coordinator at (\S+)$/,
    answer: coordinatorAt,
  },
  {
    example: 'committed offset of orders-0 at 20s',
    pattern: /^(committed offset|log end offset|position) of (\S+) at (\S+)$/,
    answer: offsetAt,
  },
  {
    example: 'lag at 20s',
    pattern: /^lag(?: of (\S+))? at (\S+)$/,
    answer: lagAt,
  },
  {
    example: 'records of key a',
    pattern: /^records of key (\S+)$/,
    answer: recordsOfKey,
  },
  {
    example: 'processed of key a',
    pattern: /^processed of key (\S+)$/,
    answer: processedOfKey,
  },
  {
    example: 'processed never',
    pattern: /^processed never$/,
    answer: ({ records }) => count(records.never),
  },
  {
    example: 'processed once',
    pattern: /^processed once$/,
    answer: ({ records }) => count(records.once),
  },
  {
    example: 'processed more than once',
    pattern: /^processed more than once$/,
    answer: ({ records }) => count(records.moreThanOnce),
  },
];

/** One of each question, for those who ask something else. */
export const questionExamples: readonly string[] = questions.map(({ example }) => example);

const groupStates = ['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead'] as const;

export function answerTo(asked: string, facts: RunFacts): Answered {
  for (const { pattern, answer } of questions) {
    const match = pattern.exec(asked.trim());
    // A group of the pattern that took no part is no part.
    if (match !== null)
      return answer(
        facts,
        match.slice(1).map((part) => part ?? ''),
      );
  }
  return { problem: `nothing is known as "${asked}"; write one of: ${questionExamples.join(', ')}` };
}

function inRebalance(
  { rebalances }: RunFacts,
  number: string | undefined,
  answer: (rebalance: RunFacts['rebalances'][number]) => Answer,
): Answered {
  const rebalance = rebalances[Number(number) - 1];
  if (rebalance !== undefined) return answer(rebalance);
  return { problem: `there is no rebalance ${number} in the time that is shown; it has ${rebalances.length}` };
}

function groupAt(
  facts: RunFacts,
  at: string,
  answer: (group: RunFacts['group'][number] | undefined) => Answer,
): Answered {
  const atMs = momentIn(facts, at);
  return typeof atMs === 'number' ? answer(facts.group.findLast(({ fromMs }) => fromMs <= atMs)) : atMs;
}

/** The broker that the group's members turn to then, or turned to last. */
function coordinatorAt(facts: RunFacts, [at = '']: readonly string[]): Answered {
  const atMs = momentIn(facts, at);
  if (typeof atMs !== 'number') return atMs;
  const brokerId = facts.coordinators.findLast(({ fromMs }) => fromMs <= atMs)?.brokerId;
  return { kind: 'name', value: brokerId === undefined ? nobody : `broker ${brokerId}`, among: undefined };
}
