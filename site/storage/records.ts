// What is kept, in which shape, under which key. A record that is not of this shape or version is never guessed at.
import * as v from 'valibot';
import { noNotes, type RunReport } from '../runner/outcome.ts';

/** Raised whenever the shape of a record changes; a migration from the one before it belongs beside it. */
export const RECORD_VERSION = 1;

const version = v.literal(RECORD_VERSION);
const time = v.pipe(v.number(), v.finite());

const draftSchema = v.object({
  version,
  slug: v.string(),
  source: v.string(),
  /** `Exercise.version` of the exercise for which the draft was begun. */
  baseVersion: v.string(),
  savedAt: time,
  /** Goes up by one with each save, by whatever tab. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** What the draft was before the last time it was replaced as a whole, so that it can be taken back after a reload too. */
  previous: v.optional(
    v.object({
      source: v.string(),
      baseVersion: v.string(),
      replacedBy: v.picklist(['starter', 'other-tab', 'copy', 'undo']),
    }),
  ),
});

const positionSchema = v.object({ line: v.number(), column: v.number() });

const errorSchema = v.object({
  name: v.string(),
  message: v.string(),
  diff: v.undefinedable(v.string()),
  stack: v.string(),
  inAnswer: v.undefinedable(positionSchema),
});

const ownedSchema = v.array(v.tuple([v.string(), v.array(v.tuple([v.string(), v.number()]))]));

const evidenceSchema = v.object({
  kind: v.literal('assignment'),
  title: v.string(),
  // The board draws a place for each partition.
  topics: v.array(v.tuple([v.string(), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))])),
  members: v.array(
    v.object({
      memberId: v.string(),
      groupInstanceId: v.undefinedable(v.string()),
      rackId: v.undefinedable(v.string()),
      topics: v.array(v.string()),
    }),
  ),
  actual: v.undefinedable(ownedSchema),
  expected: v.undefinedable(ownedSchema),
});

const momentSchema = v.object({ cluster: v.number(), atMs: v.number(), eventIndex: v.number() });

const notesSchema = v.object({
  clusters: v.array(
    v.object({
      number: v.number(),
      name: v.string(),
      eventCount: v.number(),
      endMs: v.number(),
      digest: v.number(),
    }),
  ),
  clustersDropped: v.number(),
  moment: v.undefinedable(momentSchema),
});

const logSchema = v.object({
  level: v.picklist(['log', 'info', 'warn', 'error', 'debug']),
  text: v.string(),
  place: v.exactOptional(v.object({ ...momentSchema.entries, process: v.string() })),
});

const endingSchema = v.variant('kind', [
  v.object({ kind: v.literal('finished') }),
  v.object({ kind: v.literal('not-loaded'), error: errorSchema }),
  v.object({ kind: v.literal('endless-loop'), during: v.undefinedable(v.string()), line: v.undefinedable(v.number()) }),
  v.object({ kind: v.literal('never-settled'), during: v.undefinedable(v.string()) }),
  v.object({ kind: v.literal('died'), during: v.undefinedable(v.string()) }),
  v.object({ kind: v.literal('tampered'), what: v.string() }),
  v.object({ kind: v.literal('stray-error'), error: errorSchema, during: v.undefinedable(v.string()) }),
]);

const resultsSchema = v.object({
  version,
  slug: v.string(),
  savedAt: time,
  exerciseVersion: v.string(),
  /** The code that was run, to tell whether the results are still about what stands in the editor. */
  source: v.string(),
  /** The same as it was run, without types: to be played again. Older records have none. */
  code: v.exactOptional(v.string()),
  report: v.object({
    collected: v.array(v.object({ id: v.string(), name: v.string() })),
    outcomes: v.array(
      v.object({
        id: v.string(),
        name: v.string(),
        state: v.picklist(['pass', 'fail', 'skip']),
        durationMs: v.number(),
        errors: v.array(errorSchema),
        logs: v.array(logSchema),
        logsDropped: v.number(),
        evidence: v.undefinedable(evidenceSchema),
        // Results that were kept before there were notes have none.
        notes: v.optional(notesSchema, noNotes),
      }),
    ),
    ending: endingSchema,
    logs: v.array(logSchema),
    durationMs: v.number(),
  }),
});

const progressSchema = v.object({
  version,
  slug: v.string(),
  hintsShown: v.pipe(v.number(), v.integer(), v.minValue(0)),
  solutionSeenAt: v.optional(time),
  passedAt: v.optional(time),
});

const lessonSchema = v.object({
  version,
  slug: v.string(),
  openedAt: time,
  lastOpenedAt: time,
  /** When the end of the lesson's text was first on the screen. */
  endSeenAt: v.optional(time),
  /** Questions at the lesson's end, by the name under which a page knows them: how the latest answer to each went. */
  questions: v.record(v.string(), v.object({ isRight: v.boolean(), answeredAt: time })),
});

const share = v.pipe(v.number(), v.minValue(10), v.maxValue(90));

const settingsSchema = v.object({
  version,
  runAsYouType: v.boolean(),
  /** Whether Tab writes an indent once the editor is in use; false: Tab always leaves the editor. */
  tabIndents: v.boolean(),
  /** Whether single letters are keys of the workbench while nothing is being typed. */
  letterKeys: v.boolean(),
  /** Percent: of the width for the brief, of the height for the editor, of the results' width for the list. */
  briefShare: share,
  editorShare: share,
  listShare: share,
});

/** Code that could not become the draft without harm to another one. It waits until somebody decides. */
const copySchema = v.object({ version, slug: v.string(), source: v.string(), baseVersion: v.string(), savedAt: time });

export type Draft = Readonly<v.InferOutput<typeof draftSchema>>;
export interface StoredResults {
  readonly version: typeof RECORD_VERSION;
  readonly slug: string;
  readonly savedAt: number;
  readonly exerciseVersion: string;
  readonly source: string;
  readonly code?: string;
  readonly report: RunReport;
}
export type Progress = Readonly<v.InferOutput<typeof progressSchema>>;
export type LessonProgress = Readonly<v.InferOutput<typeof lessonSchema>>;
export type Settings = Readonly<v.InferOutput<typeof settingsSchema>>;
export type Copy = Readonly<v.InferOutput<typeof copySchema>>;

export const DEFAULT_SETTINGS: Settings = {
  version: RECORD_VERSION,
  runAsYouType: true,
  tabIndents: true,
  letterKeys: true,
  briefShare: 34,
  editorShare: 60,
  listShare: 34,
};

export interface RecordKind<T> {
  readonly key: (slug: string) => string;
  readonly schema: v.GenericSchema<unknown, T>;
}

export const DRAFT: RecordKind<Draft> = { key: (slug) => `draft/${slug}`, schema: draftSchema };
export const RESULTS: RecordKind<StoredResults> = { key: (slug) => `results/${slug}`, schema: resultsSchema };
export const PROGRESS: RecordKind<Progress> = { key: (slug) => `progress/${slug}`, schema: progressSchema };
export const LESSON: RecordKind<LessonProgress> = { key: (slug) => `lesson/${slug}`, schema: lessonSchema };
export const SETTINGS: RecordKind<Settings> = { key: () => 'settings', schema: settingsSchema };

/** Begins the keys of copies of one exercise, and of records that could not be read. */
export const copyPrefix = (slug: string): string => `copy/${slug}/`;
export const unreadablePrefix = (key: string): string => `unreadable/${key}/`;
export const COPY_SCHEMA: v.GenericSchema<unknown, Copy> = copySchema;

export type Reading<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly record: T }
  /** `why` completes the sentence "It ...". */
  | { readonly kind: 'unreadable'; readonly raw: unknown; readonly why: string };

export function readRecord<T>(schema: v.GenericSchema<unknown, T>, raw: unknown): Reading<T> {
  if (raw === undefined) return { kind: 'none' };
  const parsed = v.safeParse(schema, raw);
  if (parsed.success) return { kind: 'read', record: parsed.output };
  const written = typeof raw === 'object' && raw !== null && 'version' in raw ? raw.version : undefined;
  if (typeof written === 'number' && written > RECORD_VERSION) {
    return { kind: 'unreadable', raw, why: 'was written by a newer version of this site' };
  }
  const issue = parsed.issues[0];
  const place = v.getDotPath(issue);
  return { kind: 'unreadable', raw, why: `is damaged${place === null ? '' : ` at "${place}"`}: ${issue.message}` };
}
