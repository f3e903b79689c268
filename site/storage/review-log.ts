// What was answered in reviews: a log for each card, which only grows. When a card comes back is computed from it and kept nowhere, so that
// a better schedule needs no migration. Floor 7; knows no page.
import * as v from 'valibot';
import { RECORD_VERSION, type RecordKind, readRecord, unreadablePrefix } from './records.ts';
import type { Store } from './store.ts';

const entrySchema = v.object({
  at: v.pipe(v.number(), v.finite()),
  /** The first three are a person's own mark of what they said; the others are how a question was answered. */
  result: v.picklist(['weak', 'adequate', 'strong', 'wrong', 'right']),
  /** From the question to the answer. */
  tookMs: v.pipe(v.number(), v.finite(), v.minValue(0)),
});

const reviewSchema = v.object({ version: v.literal(RECORD_VERSION), card: v.string(), log: v.array(entrySchema) });

export type ReviewEntry = Readonly<v.InferOutput<typeof entrySchema>>;
export type ReviewLog = Readonly<v.InferOutput<typeof reviewSchema>>;

const prefix = 'review/';

/** By the card's id: `talk/failures/who-notices`. */
export const REVIEW: RecordKind<ReviewLog> = { key: (card) => `${prefix}${card}`, schema: reviewSchema };

export interface KeptReviews {
  readonly logs: ReadonlyMap<string, readonly ReviewEntry[]>;
  /** Logs that are there and cannot be read; `why` completes "It ...". */
  readonly unreadable: readonly { readonly card: string; readonly why: string }[];
}

/** Rejects when the store does. */
export async function loadReviews(store: Store): Promise<KeptReviews> {
  const logs = new Map<string, readonly ReviewEntry[]>();
  const unreadable: { card: string; why: string }[] = [];
  const keys = await store.keys(prefix);
  for (const [at, raw] of (await Promise.all(keys.map((key) => store.get(key)))).entries()) {
    const card = keys[at]?.slice(prefix.length) ?? '';
    const reading = readRecord(REVIEW.schema, raw);
    if (reading.kind === 'read') logs.set(card, reading.record.log);
    if (reading.kind === 'unreadable') unreadable.push({ card, why: reading.why });
  }
  return { logs, unreadable };
}

/**
 * Adds to what is there by now, whichever tab wrote it. A log that cannot be read is set aside whole, and goes with the file of everything that
 * is kept. Rejects when the store does.
 */
export function addReview(store: Store, card: string, entry: ReviewEntry): Promise<readonly ReviewEntry[]> {
  const key = REVIEW.key(card);
  return store.change(key, (stored) => {
    const reading = readRecord(REVIEW.schema, stored);
    const log = unitedLogs(reading.kind === 'read' ? reading.record.log : [], [entry]);
    const aside = reading.kind === 'unreadable' ? [[`${unreadablePrefix(key)}${entry.at}`, reading.raw] as const] : [];
    return { writes: [[key, { version: RECORD_VERSION, card, log }] as const, ...aside], result: log };
  });
}

/** Every entry of both, once, in the order of time. */
export function unitedLogs(mine: readonly ReviewEntry[], theirs: readonly ReviewEntry[]): ReviewEntry[] {
  const all = new Map([...mine, ...theirs].map((entry) => [nameOf(entry), entry]));
  return [...all].sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1)).map(([, entry]) => entry);
}

const nameOf = ({ at, result, tookMs }: ReviewEntry): string => `${at} ${result} ${tookMs}`;
