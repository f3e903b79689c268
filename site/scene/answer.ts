// What an answer to a question about a run can be, in words too, and what those who answer have in common. Floor 7; knows no question.
import { durationText, readDuration } from './durations.ts';
import type { RunFacts } from './run-facts.ts';

export type Answer =
  | { readonly kind: 'count'; readonly value: number }
  /** A length of time; infinite when it did not end before the run did. */
  | { readonly kind: 'duration'; readonly ms: number; readonly span?: AnswerSpan }
  /** A moment. */
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'name'; readonly value: string; readonly among: readonly string[] | undefined }
  /** @property moments when each item came, in ms, where they came one after another */
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly moments?: readonly number[] };

/** Where in the run a duration lies, if it lies in one place. */
export interface AnswerSpan {
  readonly fromMs: number;
  readonly toMs: number | undefined;
}

/** What cannot be answered, and how to ask instead. */
export interface Unanswered {
  readonly problem: string;
}

export type Answered = Answer | Unanswered;

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

export const count = (value: number): Answer => ({ kind: 'count', value });
export const duration = (ms: number): Answer => ({ kind: 'duration', ms });
/** Of one stretch of the run. */
export const durationOf = (span: AnswerSpan): Answer => ({ kind: 'duration', ms: lengthOf(span), span });

export function lengthOf({ fromMs, toMs }: AnswerSpan): number {
  return toMs === undefined ? Number.POSITIVE_INFINITY : toMs - fromMs;
}

export function momentIn({ durationMs }: RunFacts, text: string): number | Unanswered {
  const ms = readDuration(text);
  if (ms === undefined) return { problem: `"${text}" is no time; write 20s, 12.5s or 300ms` };
  return ms <= durationMs
    ? ms
    : { problem: `${durationText(ms)} is after the end of the run, ${durationText(durationMs)}` };
}

export const nobody = 'nobody';
export const withNobody = (consumers: readonly string[]): readonly string[] => [...consumers, nobody];

export function unknown(what: string, name: string, known: readonly string[]): Unanswered {
  const shown =
    known.length > 12 ? `${known.slice(0, 12).join(', ')}, and ${known.length - 12} more` : known.join(', ');
  return { problem: `the scene has no ${what} "${name}"; known: ${shown}` };
}
