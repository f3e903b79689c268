// How far a reader has come in a lesson: opened, read to the end, which questions were answered and how. Floor 7; knows no page.
import { changeQuietly } from './quiet-record.ts';
import { LESSON, type LessonProgress, RECORD_VERSION } from './records.ts';
import type { Store } from './store.ts';

export async function lessonOpened(store: Store, slug: string, now: number): Promise<void> {
  await change(store, slug, now, (before) => ({ ...before, lastOpenedAt: now }));
}

export async function lessonEndSeen(store: Store, slug: string, now: number): Promise<void> {
  await change(store, slug, now, (before) => ({ ...before, endSeenAt: before.endSeenAt ?? now }));
}

/** @param isRight `undefined`: the reader starts the question over */
export async function questionAnswered(
  store: Store,
  slug: string,
  question: string,
  isRight: boolean | undefined,
  now: number,
): Promise<void> {
  await change(store, slug, now, (before) => {
    const { [question]: _, ...others } = before.questions;
    const questions = isRight === undefined ? others : { ...others, [question]: { isRight, answeredAt: now } };
    return { ...before, questions };
  });
}

function change(
  store: Store,
  slug: string,
  now: number,
  changed: (before: LessonProgress) => LessonProgress,
): Promise<void> {
  return changeQuietly(store, LESSON, slug, (before) =>
    changed(before ?? { version: RECORD_VERSION, slug, openedAt: now, lastOpenedAt: now, questions: {} }),
  );
}
