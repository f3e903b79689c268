// What becomes of a record that is here when one of the same key comes in a file. Merged, never overwritten: a draft that differs stands
// beside the one that is here until somebody chooses. Floor 7; knows no store and no page.
import { fingerprint } from '../../fingerprint.ts';
import { randomId } from '../../random-id.ts';
import { ATTENDEE } from '../../workshop/hand-in/attendee.ts';
import { JUDGED, PEOPLE, RECEIVED } from '../../workshop/room/room-records.ts';
import { MOCK, mergeMocks, mockBenchPrefix } from '../mock-interview.ts';
import {
  COPY_SCHEMA,
  type Copy,
  copyPrefix,
  DRAFT,
  type Draft,
  LESSON,
  type LessonProgress,
  PROGRESS,
  type Progress,
  RECORD_VERSION,
  RESULTS,
  readRecord,
  SETTINGS,
  type StoredResults,
} from '../records.ts';
import { REVIEW, type ReviewLog, unitedLogs } from '../review-log.ts';
import type { Change } from '../store.ts';
import { ATTENDING, KEPT_AGENDA, type KeptAgenda, mergeAttending } from '../workshop-records.ts';

/** What was done with one record, for the count that the person is shown. */
export type Fate = 'added' | 'merged' | 'kept as a copy' | 'already here';

export type RecordSort =
  | 'drafts'
  | 'results'
  | 'exercises'
  | 'lessons'
  | 'reviews'
  | 'mock interviews'
  | 'settings'
  | 'agendas'
  | 'workshop'
  | 'copies'
  | 'hand-ins'
  | 'unreadable records';

export interface Merging {
  readonly sort: RecordSort;
  /**
   * @param theirs of the file
   * @param stored what is here under the same key, as it lies in the store
   */
  merge(key: string, theirs: unknown, stored: unknown): Change<Fate>;
}

/** @returns how records under this key are merged; `undefined`: this site keeps nothing of the kind */
export function mergingOf(key: string): Merging | undefined {
  return sorts.find(([prefix]) => key === prefix || (prefix.endsWith('/') && key.startsWith(prefix)))?.[1];
}

const sorts: readonly (readonly [prefix: string, merging: Merging])[] = [
  [DRAFT.key(''), { sort: 'drafts', merge: read(DRAFT.schema, mergeDrafts) }],
  [RESULTS.key(''), { sort: 'results', merge: read(RESULTS.schema, together(laterResults)) }],
  [PROGRESS.key(''), { sort: 'exercises', merge: read(PROGRESS.schema, together(mergeProgress)) }],
  [LESSON.key(''), { sort: 'lessons', merge: read(LESSON.schema, together(mergeLessons)) }],
  [MOCK.key(''), { sort: 'mock interviews', merge: read(MOCK.schema, together(mergeMocks)) }],
  [mockBenchPrefix, { sort: 'mock interviews', merge: addIfAbsent }],
  [REVIEW.key(''), { sort: 'reviews', merge: read(REVIEW.schema, together(mergeReviews)) }],
  [
    SETTINGS.key(''),
    {
      sort: 'settings',
      merge: read(
        SETTINGS.schema,
        together((mine) => mine),
      ),
    },
  ],
  [KEPT_AGENDA.key(''), { sort: 'agendas', merge: read(KEPT_AGENDA.schema, mergeAgendas) }],
  [ATTENDING.key(''), { sort: 'workshop', merge: read(ATTENDING.schema, together(mergeAttending)) }],
  [
    'copy/',
    {
      sort: 'copies',
      merge: read(
        COPY_SCHEMA,
        together((mine) => mine),
      ),
    },
  ],
  [
    ATTENDEE.key(''),
    {
      sort: 'settings',
      merge: read(
        ATTENDEE.schema,
        together((mine) => mine),
      ),
    },
  ],
  [
    RECEIVED.key(''),
    {
      sort: 'hand-ins',
      merge: read(
        RECEIVED.schema,
        together((mine) => mine),
      ),
    },
  ],
  [
    JUDGED.key(''),
    {
      sort: 'hand-ins',
      merge: read(
        JUDGED.schema,
        together((mine) => mine),
      ),
    },
  ],
  [
    PEOPLE.key(''),
    {
      sort: 'hand-ins',
      merge: read(
        PEOPLE.schema,
        together((mine, theirs) => ({ ...mine, merged: { ...theirs.merged, ...mine.merged } })),
      ),
    },
  ],
  ['unreadable/', { sort: 'unreadable records', merge: addIfAbsent }],
];

/** @throws Error when the file's record cannot be read, with the reason */
function read<T>(
  schema: Parameters<typeof readRecord<T>>[0],
  merge: (key: string, theirs: T, mine: T) => Change<Fate>,
): Merging['merge'] {
  return (key, theirs, stored) => {
    const incoming = readRecord(schema, theirs);
    if (incoming.kind !== 'read') throw new Error(incoming.kind === 'none' ? 'is empty' : incoming.why);
    const here = readRecord(schema, stored);
    if (here.kind === 'none') return { writes: [[key, incoming.record]], result: 'added' };
    // Whoever wrote what is here can read it: an older site must not.
    if (here.kind === 'unreadable') return { writes: [], result: 'already here' };
    return merge(key, incoming.record, here.record);
  };
}

function together<T>(merge: (mine: T, theirs: T) => T): (key: string, theirs: T, mine: T) => Change<Fate> {
  return (key, theirs, mine) => {
    const merged = merge(mine, theirs);
    if (JSON.stringify(merged) === JSON.stringify(mine)) return { writes: [], result: 'already here' };
    return { writes: [[key, merged]], result: 'merged' };
  };
}

function mergeDrafts(_key: string, theirs: Draft, mine: Draft): Change<Fate> {
  if (theirs.source === mine.source) return { writes: [], result: 'already here' };
  const { slug, source, baseVersion, savedAt } = theirs;
  const copy: Copy = { version: RECORD_VERSION, slug, source, baseVersion, savedAt };
  // The same file opened twice makes one copy.
  return { writes: [[`${copyPrefix(slug)}file-${savedAt}-${fingerprint(source)}`, copy]], result: 'kept as a copy' };
}

/** Both are kept under names of their own: a copy may be edited before the same file is opened once more. */
function mergeAgendas(_key: string, theirs: KeptAgenda, mine: KeptAgenda): Change<Fate> {
  const content = ({ agenda, words }: KeptAgenda): string => JSON.stringify([agenda, words]);
  if (content(theirs) === content(mine)) return { writes: [], result: 'already here' };
  const copy: KeptAgenda = { ...theirs, id: randomId() };
  return { writes: [[KEPT_AGENDA.key(copy.id), copy]], result: 'kept as a copy' };
}

function laterResults(mine: StoredResults, theirs: StoredResults): StoredResults {
  return theirs.savedAt > mine.savedAt ? theirs : mine;
}

function mergeProgress(mine: Progress, theirs: Progress): Progress {
  return {
    ...mine,
    hintsShown: Math.max(mine.hintsShown, theirs.hintsShown),
    ...earlier('solutionSeenAt', mine, theirs),
    ...earlier('passedAt', mine, theirs),
  };
}

function mergeLessons(mine: LessonProgress, theirs: LessonProgress): LessonProgress {
  const questions = { ...mine.questions };
  for (const [name, answer] of Object.entries(theirs.questions)) {
    const own = questions[name];
    if (own === undefined || answer.answeredAt > own.answeredAt) questions[name] = answer;
  }
  return {
    ...mine,
    openedAt: Math.min(mine.openedAt, theirs.openedAt),
    lastOpenedAt: Math.max(mine.lastOpenedAt, theirs.lastOpenedAt),
    ...earlier('endSeenAt', mine, theirs),
    questions,
  };
}

function mergeReviews(mine: ReviewLog, theirs: ReviewLog): ReviewLog {
  return { ...mine, log: unitedLogs(mine.log, theirs.log) };
}

function earlier<K extends string>(
  name: K,
  mine: { readonly [key in K]?: number | undefined },
  theirs: { readonly [key in K]?: number | undefined },
): { [key in K]?: number } {
  const times = [mine[name], theirs[name]].filter((time) => time !== undefined);
  return times.length === 0 ? {} : ({ [name]: Math.min(...times) } as { [key in K]?: number });
}

function addIfAbsent(key: string, theirs: unknown, stored: unknown): Change<Fate> {
  if (stored !== undefined) return { writes: [], result: 'already here' };
  return { writes: [[key, theirs]], result: 'added' };
}
