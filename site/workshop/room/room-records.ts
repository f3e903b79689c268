// Floor 7. What the room keeps in the instructor's browser: each hand-in, what came of running its answers, and who is the same person.
import * as v from 'valibot';
import { fingerprint } from '../../fingerprint.ts';
import { RECORD_VERSION, type RecordKind } from '../../storage/records.ts';
import { type HandIn, handInSchema, shortResultSchema } from '../hand-in/hand-in.ts';

const version = v.literal(RECORD_VERSION);

const receivedSchema = v.object({
  version,
  handIn: handInSchema,
  receivedAt: v.number(),
  /** How it came: the name of a file, `pasted text`, `live`. */
  from: v.string(),
});

const judgedSchema = v.object({
  version,
  slug: v.string(),
  /** `Exercise.version` of the suite that it was run against. */
  exerciseVersion: v.string(),
  result: shortResultSchema,
  judgedAt: v.number(),
});

const peopleSchema = v.object({
  version,
  /** From an attendee's id to that of the one under whom it is shown. */
  merged: v.record(v.string(), v.string()),
});

export type Received = Readonly<v.InferOutput<typeof receivedSchema>>;
export type Judged = Readonly<v.InferOutput<typeof judgedSchema>>;
type People = Readonly<v.InferOutput<typeof peopleSchema>>;

export const roomPrefix = 'room/';
export const RECEIVED: RecordKind<Received> = { key: (id) => `${roomPrefix}hand-in/${id}`, schema: receivedSchema };
export const JUDGED: RecordKind<Judged> = { key: (id) => `${roomPrefix}judged/${id}`, schema: judgedSchema };
export const PEOPLE: RecordKind<People> = { key: () => `${roomPrefix}people`, schema: peopleSchema };

/** The same for the same hand-in, however often and in whatever way it comes. */
export function handInId(handIn: HandIn): string {
  return `${handIn.attendeeId}-${fingerprint(JSON.stringify(handIn))}`;
}

/** Names an answer as it was run: another source or another suite is another run. */
export function answerId(slug: string, exerciseVersion: string, source: string): string {
  return `${slug}/${exerciseVersion}/${source.length}-${fingerprint(source)}`;
}
