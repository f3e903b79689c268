// What of the course is done, out of what is kept in this browser. Floor 7; knows no page.
import { ruleIdOf } from '../runner/verdict.ts';
import { loadQuietly } from '../storage/quiet-record.ts';
import { LESSON, type LessonProgress, PROGRESS, RESULTS, type StoredResults } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';

/** What the page says about a lesson. */
export interface LessonFacts {
  readonly slug: string;
  readonly minutes: number;
  /** How many questions stand at its end. */
  readonly questions: number;
}

export interface ExerciseFacts {
  readonly slug: string;
  readonly rules: number;
  /** `Exercise.version`: results of another version say nothing about this one. */
  readonly version: string;
}

export interface LessonState {
  /** `done`: all its questions are answered right; where it has none, its end was seen. */
  readonly state: 'new' | 'begun' | 'done';
  readonly answered: number;
  readonly right: number;
  /** `undefined`: never. */
  readonly lastOpenedAt: number | undefined;
}

export interface ExerciseState {
  readonly state: 'new' | 'begun' | 'passed';
  /** Rules that held in the last run. */
  readonly held: number;
}

export async function lessonState(store: Store, { slug, questions }: LessonFacts): Promise<LessonState> {
  const progress = await loadQuietly(store, LESSON, slug);
  if (progress === undefined) return { state: 'new', answered: 0, right: 0, lastOpenedAt: undefined };
  const answers = Object.values(progress.questions);
  const right = answers.filter(({ isRight }) => isRight).length;
  return {
    state: isDone(progress, right, questions) ? 'done' : 'begun',
    // A question that was taken out of the lesson is still in the record.
    answered: Math.min(answers.length, questions),
    right: Math.min(right, questions),
    lastOpenedAt: progress.lastOpenedAt,
  };
}

function isDone({ endSeenAt }: LessonProgress, right: number, questions: number): boolean {
  return questions === 0 ? endSeenAt !== undefined : right >= questions;
}

export async function exerciseState(store: Store, { slug, rules, version }: ExerciseFacts): Promise<ExerciseState> {
  const [progress, results] = await Promise.all([
    loadQuietly(store, PROGRESS, slug),
    loadQuietly(store, RESULTS, slug),
  ]);
  if (progress?.passedAt !== undefined) return { state: 'passed', held: rules };
  if (results === undefined || results.exerciseVersion !== version) {
    return { state: progress === undefined ? 'new' : 'begun', held: 0 };
  }
  return { state: 'begun', held: Math.min(heldRules(results), rules) };
}

function heldRules({ report }: StoredResults): number {
  const holds = new Map<string, boolean>();
  const states = new Map(report.outcomes.map(({ id, state }) => [id, state]));
  for (const { id, name } of report.collected) {
    const rule = ruleIdOf(name);
    if (rule !== undefined) holds.set(rule, (holds.get(rule) ?? true) && states.get(id) === 'pass');
  }
  return [...holds.values()].filter(Boolean).length;
}

export interface NextStep {
  readonly slug: string;
  readonly isBegun: boolean;
}

/**
 * Where to go on: the lesson that was opened last as long as something in it is not done, then the first that is not done after it, then
 * the first of all. `undefined`: everything is done.
 *
 * @param isWholeLessonDone the lesson and its exercises
 */
export function nextStep(
  lessons: readonly { readonly slug: string; readonly lesson: LessonState; readonly isWholeLessonDone: boolean }[],
): NextStep | undefined {
  let last = -1;
  lessons.forEach(({ lesson: { lastOpenedAt } }, at) => {
    const latest = lessons[last]?.lesson.lastOpenedAt ?? -1;
    if (lastOpenedAt !== undefined && lastOpenedAt > latest) last = at;
  });
  const open = [...lessons.slice(Math.max(last, 0)), ...lessons].find(({ isWholeLessonDone }) => !isWholeLessonDone);
  return open && { slug: open.slug, isBegun: open.lesson.state !== 'new' };
}
