// Keeps how far a reader has come in a lesson. What it needs of storage is fetched once the page is at rest: reading comes first.
import type { Store } from '../storage/store.ts';

type Write = (keeping: typeof import('../storage/lesson-progress.ts'), store: Store, now: number) => Promise<void>;

/** @returns what to call when a question at the lesson's end was answered, or is started over */
export function keepLessonProgress(slug: string): (question: string, isRight: boolean | undefined) => void {
  write((keeping, store, now) => keeping.lessonOpened(store, slug, now));
  const end = document.querySelector('[data-lesson-end]');
  if (end !== null) {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      write((keeping, store, now) => keeping.lessonEndSeen(store, slug, now));
    });
    observer.observe(end);
  }
  return (question, isRight) =>
    write((keeping, store, now) => keeping.questionAnswered(store, slug, question, isRight, now));
}

let storage: Promise<{ keeping: typeof import('../storage/lesson-progress.ts'); store: Store }> | undefined;

function write(change: Write): void {
  const now = Date.now();
  storage ??= loadStorage();
  storage
    .then(({ keeping, store }) => change(keeping, store, now))
    .catch(() => {
      // Progress that could not be kept harms nobody; the next change tries again.
      storage = undefined;
    });
}

async function loadStorage() {
  const [keeping, { indexedDbStore }] = await Promise.all([
    import('../storage/lesson-progress.ts'),
    import('../storage/indexed-db-store.ts'),
  ]);
  return { keeping, store: indexedDbStore() };
}
