// Floor 7. What an attendee hands in, and how it is read where it arrives: files, pasted text and requests are a stranger's. Runs on
// pages and in Node.js; knows neither.
import * as v from 'valibot';

export const handInFormat = 'rebalance-lab-hand-in';
export const handInVersion = 1;
/** Of one hand-in as JSON, in characters. Twenty answers with their failures are below 200,000. */
export const handInSizeMax = 1_000_000;
export const nameLengthMax = 60;

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15));
const rule = v.pipe(v.string(), v.regex(/^R\d{1,2}$/, 'is no rule, such as R3'));
const rulesMax = 40;

/** What a run said of an answer. */
const shortResult = {
  /** Every rule held and the run came to its end. */
  passed: v.boolean(),
  /** How many rules the exercise has. */
  rules: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(rulesMax)),
  passedRules: v.pipe(v.array(rule), v.maxLength(rulesMax)),
  /** In the order of the brief. The message is the first failure's; empty where it was not sent along. */
  failedRules: v.pipe(v.array(v.object({ rule, message: text(2000) })), v.maxLength(rulesMax)),
  /** What ended the run, where it did not finish. */
  ending: v.exactOptional(text(300)),
};

export const shortResultSchema = v.object(shortResult);

const resultSchema = v.object({
  ...shortResult,
  /** The answer that is handed in is the one that was run. */
  isCurrent: v.boolean(),
  at: time,
});

const exerciseSchema = v.object({
  slug: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/, 'is no name of an exercise')),
  /** `Exercise.version`, or the beginning of it. */
  exerciseVersion: v.pipe(v.string(), v.regex(/^[0-9a-f]{6,40}$/, 'is no version of an exercise')),
  /** Left out: only progress was handed in. */
  source: v.exactOptional(text(200_000)),
  /** What the attendee's browser says of its last whole run. Left out: there was none. */
  result: v.exactOptional(resultSchema),
});

export const handInSchema = v.object({
  format: v.literal(handInFormat),
  version: v.literal(handInVersion),
  /** Drawn once in the attendee's browser, to tell two people of one name apart. */
  attendeeId: v.pipe(v.string(), v.regex(/^[a-z0-9]{6,32}$/, 'is not what this site draws')),
  attendee: v.pipe(v.string(), v.transform(cleanName), v.minLength(1, 'the name is empty')),
  at: time,
  agenda: v.exactOptional(text(200)),
  exercises: v.pipe(v.array(exerciseSchema), v.maxLength(100)),
});

export type HandIn = Readonly<v.InferOutput<typeof handInSchema>>;
export type HandedInExercise = HandIn['exercises'][number];
export type ShortResult = Readonly<v.InferOutput<typeof shortResultSchema>>;
export type ClaimedResult = NonNullable<HandedInExercise['result']>;

/** A text that is no hand-in, or none that can be read. The message says what is wrong and how to mend it, in whole sentences. */
export class HandInError extends Error {
  override readonly name = 'HandInError';
}

/** @throws HandInError */
export function readHandIn(value: unknown): HandIn {
  const parsed = v.safeParse(handInSchema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== handInFormat) {
    throw new HandInError('This is no hand-in. Ask for what the page "Hand in" of this site gave.');
  }
  if ('version' in value && typeof value.version === 'number' && value.version > handInVersion) {
    throw new HandInError('It was made by a newer version of this site. Reload this page, then try again.');
  }
  const [issue] = parsed.issues;
  throw new HandInError(
    `It is damaged at "${v.getDotPath(issue) ?? 'its top'}": ${issue.message}. Ask for it again, as a file.`,
  );
}

/** A name as it can stand in a table: one line, without characters that steer the text around it. Empty: nothing was left. */
export function cleanName(name: string): string {
  const line = name
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, nameLengthMax).join('').trim();
}

/** The one may be a beginning of the other, as a QR code carries it. */
export function isSameVersion(handedIn: string, known: string): boolean {
  return known.startsWith(handedIn);
}
