// A mock interview as it is kept: what is asked, what was answered, how much time went by. Begun once, changed until it is ended, kept as a
// report. Floor 7; knows no page.
import * as v from 'valibot';
import { RECORD_VERSION, type RecordKind, readRecord, unreadablePrefix } from './records.ts';
import type { Store } from './store.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const span = v.pipe(v.number(), v.finite(), v.minValue(0));
const time = v.pipe(v.number(), v.finite());

const stepSchema = v.variant('kind', [
  v.object({ kind: v.literal('talk'), card: v.string() }),
  /** `isTwist`: the run of the question before it, with something changed. */
  v.object({ kind: v.literal('computed'), family: v.string(), seed: whole, isTwist: v.boolean() }),
  /** `chance`: where the suite's chance begins, so that its cases are not those of the course. `twist`: the rule that is brought late. */
  v.object({ kind: v.literal('coding'), slug: v.string(), chance: v.string(), twist: v.string() }),
]);

const answerSchema = v.object({
  at: time,
  tookMs: span,
  /** What was typed to a talk question; it may have been said aloud. */
  text: v.optional(v.string(), ''),
  /** The model answer was shown: from then on the text stands. */
  isShown: v.optional(v.boolean()),
  mark: v.optional(v.picklist(['weak', 'adequate', 'strong'])),
  /** The option that was chosen, in its words. */
  chosen: v.optional(v.string()),
  isRight: v.optional(v.boolean()),
  /** Of the coding exercise: the rules that were asked for by then, and those that held in the last run. */
  rules: v.optional(v.array(v.string())),
  held: v.optional(v.array(v.string())),
});

const mockSchema = v.object({
  version: v.literal(RECORD_VERSION),
  id: v.string(),
  minutes: v.picklist([30, 45, 60]),
  startedAt: time,
  steps: v.array(stepSchema),
  /** Which step is on the screen; after the last one the interview is over. */
  at: whole,
  /** The interviewer has brought the late rule. */
  isTwisted: v.boolean(),
  /** Time that went by while the clock ran. */
  elapsedMs: span,
  /** By the number of the step. */
  answers: v.record(v.pipe(v.string(), v.regex(/^\d+$/)), answerSchema),
  endedAt: v.optional(time),
});

export type MockStep = Readonly<v.InferOutput<typeof stepSchema>>;
export type MockAnswer = Readonly<v.InferOutput<typeof answerSchema>>;
export type MockInterview = Readonly<v.InferOutput<typeof mockSchema>>;

const prefix = 'mock/';
export const MOCK: RecordKind<MockInterview> = { key: (id) => `${prefix}${id}`, schema: mockSchema };

/** Begins the keys under which the workbench of an interview keeps its draft and its results, apart from those of the course. */
export const mockBenchPrefix = 'mock-bench/';

/** Rejects when the store does. What cannot be read is left where it is, and told. */
export async function loadMocks(store: Store): Promise<{
  readonly mocks: readonly MockInterview[];
  readonly unreadable: readonly { readonly key: string; readonly why: string }[];
}> {
  const mocks: MockInterview[] = [];
  const unreadable: { key: string; why: string }[] = [];
  for (const key of await store.keys(prefix)) {
    const reading = readRecord(mockSchema, await store.get(key));
    if (reading.kind === 'read') mocks.push(reading.record);
    if (reading.kind === 'unreadable') unreadable.push({ key, why: reading.why });
  }
  return { mocks: mocks.sort((a, b) => b.startedAt - a.startedAt), unreadable };
}

/** United with what another tab has kept of it. Rejects when the store does. */
export function saveMock(store: Store, mock: MockInterview): Promise<MockInterview> {
  const key = MOCK.key(mock.id);
  return store.change(key, (stored) => {
    const reading = readRecord(mockSchema, stored);
    const united = reading.kind === 'read' ? mergeMocks(mock, reading.record) : mock;
    const aside =
      reading.kind === 'unreadable' ? [[`${unreadablePrefix(key)}${mock.startedAt}`, reading.raw] as const] : [];
    return { writes: [[key, united] as const, ...aside], result: united };
  });
}

/** Of one interview in two states: an interview only goes on. Of two answers to one question the later stands. */
export function mergeMocks(mine: MockInterview, theirs: MockInterview): MockInterview {
  const answers = { ...theirs.answers };
  for (const [step, answer] of Object.entries(mine.answers)) {
    const other = answers[step];
    if (other === undefined || isLater(answer, other)) answers[step] = answer;
  }
  const ends = [mine.endedAt, theirs.endedAt].filter((each) => each !== undefined);
  return {
    ...mine,
    at: Math.max(mine.at, theirs.at),
    isTwisted: mine.isTwisted || theirs.isTwisted,
    elapsedMs: Math.max(mine.elapsedMs, theirs.elapsedMs),
    answers,
    ...(ends.length === 0 ? {} : { endedAt: Math.min(...ends) }),
  };
}

function isLater(answer: MockAnswer, other: MockAnswer): boolean {
  if (answer.at === other.at) return JSON.stringify(answer) <= JSON.stringify(other);
  return answer.at > other.at;
}
