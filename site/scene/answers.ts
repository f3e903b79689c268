// The questions that can be put to a run: `gap of orders-2`, `owner of orders-0 at 20s`. A lesson's claims, the numbers in its
// prose and its predictions all speak this one small language. Floor 7; knows no Markdown and no simulator.
import { durationText, readDuration } from './durations.ts';
import type { RunFacts } from './run-facts.ts';

export type Answer =
  | { readonly kind: 'count'; readonly value: number }
  /** A length of time; infinite when it did not end before the run did. */
  | { readonly kind: 'duration'; readonly ms: number }
  /** A moment. */
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'name'; readonly value: string; readonly among: readonly string[] | undefined }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** What cannot be answered, and how to ask instead. */
export interface Unanswered {
  readonly problem: string;
}

type Answered = Answer | Unanswered;

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
    answer: (facts, [number]) => inRebalance(facts, number, (rebalance) => duration(lengthOf(rebalance))),
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
    answer: (facts, [number, partition = '']) =>
      inGap(facts, number, partition, (gap) => duration(lengthOf(gap)), duration(0)),
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

const nobody = 'nobody';
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

/** `1.52 s`, `c1`, `orders-0, orders-1`. */
export function answerText(answer: Answer): string {
  switch (answer.kind) {
    case 'count':
      return String(answer.value);
    case 'duration':
    case 'time':
      return durationText(answer.ms);
    case 'name':
      return answer.value;
    case 'list':
      return listText(answer.items);
  }
}

export const listText = (items: readonly string[]): string => (items.length === 0 ? 'nothing' : items.join(', '));

const count = (value: number): Answer => ({ kind: 'count', value });
const duration = (ms: number): Answer => ({ kind: 'duration', ms });

function lengthOf({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number | undefined }): number {
  return toMs === undefined ? Number.POSITIVE_INFINITY : toMs - fromMs;
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

/** Partitions that somebody else got in the time that is shown. A cooperative group takes two rebalances for one move. */
function changedHands({ owned, shown }: RunFacts): ReadonlySet<string> {
  const owners = new Map<string, string>();
  const changed = new Set<string>();
  for (const { partition, consumer, fromMs } of owned) {
    const before = owners.get(partition);
    const isShown = fromMs >= shown.fromMs && fromMs < shown.toMs;
    if (isShown && before !== undefined && before !== consumer) changed.add(partition);
    owners.set(partition, consumer);
  }
  return changed;
}

function inGap(
  facts: RunFacts,
  number: string | undefined,
  partition: string,
  answer: (gap: RunFacts['gaps'][number]) => Answer,
  withoutGap: Answered,
): Answered {
  if (!facts.partitions.includes(partition)) return unknown('partition', partition, facts.partitions);
  const gaps = facts.gaps.filter((gap) => gap.partition === partition);
  const [first, second] = gaps;
  if (number) {
    const gap = gaps[Number(number) - 1];
    return gap === undefined
      ? { problem: `${partition} has ${gaps.length} gaps in the time that is shown` }
      : answer(gap);
  }
  if (second !== undefined) {
    return {
      problem: `${partition} has ${gaps.length} gaps in the time that is shown; write "gap 1 of ${partition}", or show less`,
    };
  }
  return first === undefined ? withoutGap : answer(first);
}

function ownerAt(facts: RunFacts, [partition = '', at = '']: readonly string[]): Answered {
  if (!facts.partitions.includes(partition)) return unknown('partition', partition, facts.partitions);
  const atMs = momentIn(facts, at);
  if (typeof atMs !== 'number') return atMs;
  // Two at once: one of them has not heard yet that it lost the partition.
  const owners = facts.owned.filter((span) => span.partition === partition && isDuring(span, atMs));
  const value = owners.length === 0 ? nobody : owners.map(({ consumer }) => consumer).join(' and ');
  return { kind: 'name', value, among: withNobody(facts.consumers) };
}

function ownedAt(facts: RunFacts, [consumer = '', at = '']: readonly string[]): Answered {
  if (!facts.consumers.includes(consumer)) return unknown('consumer', consumer, facts.consumers);
  const atMs = momentIn(facts, at);
  if (typeof atMs !== 'number') return atMs;
  const owned = new Set(
    facts.owned.filter((span) => span.consumer === consumer && isDuring(span, atMs)).map(({ partition }) => partition),
  );
  return { kind: 'list', items: facts.partitions.filter((partition) => owned.has(partition)) };
}

function isDuring({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number | undefined }, atMs: number) {
  return fromMs <= atMs && (toMs === undefined || atMs < toMs);
}

function pausesOf(facts: RunFacts, consumer: string, isFirstJoin: boolean): Answered {
  if (!facts.consumers.includes(consumer)) return unknown('consumer', consumer, facts.consumers);
  const pauses = facts.pauses.filter((pause) => pause.consumer === consumer && pause.isFirstJoin === isFirstJoin);
  return duration(pauses.reduce((sum, pause) => sum + lengthOf(pause), 0));
}

function callbacksOf(facts: RunFacts, [consumer = '']: readonly string[]): Answered {
  if (!facts.consumers.includes(consumer)) return unknown('consumer', consumer, facts.consumers);
  const calls = facts.callbacks.filter((call) => call.consumer === consumer);
  return { kind: 'list', items: calls.map(({ callback, partitions }) => `${callback}(${partitions.join(' ')})`) };
}

function groupAt(
  facts: RunFacts,
  at: string,
  answer: (group: RunFacts['group'][number] | undefined) => Answer,
): Answered {
  const atMs = momentIn(facts, at);
  return typeof atMs === 'number' ? answer(facts.group.findLast(({ fromMs }) => fromMs <= atMs)) : atMs;
}

function momentIn({ durationMs }: RunFacts, text: string): number | Unanswered {
  const ms = readDuration(text);
  if (ms === undefined) return { problem: `"${text}" is no time; write 20s, 12.5s or 300ms` };
  return ms <= durationMs
    ? ms
    : { problem: `${durationText(ms)} is after the end of the run, ${durationText(durationMs)}` };
}

const withNobody = (consumers: readonly string[]): readonly string[] => [...consumers, nobody];

function unknown(what: string, name: string, known: readonly string[]): Unanswered {
  const shown =
    known.length > 12 ? `${known.slice(0, 12).join(', ')}, and ${known.length - 12} more` : known.join(', ');
  return { problem: `the scene has no ${what} "${name}"; known: ${shown}` };
}
