// Floor 7. What pages of workshops know of the course: written into them by the build (site/build/pages/workshop-pages.ts), read by their
// scripts.
import type { AgendaItem } from './agenda/agenda.ts';

export interface LessonData {
  readonly slug: string;
  readonly title: string;
  readonly short: string;
  /** Of reading. */
  readonly minutes: number;
  readonly questions: number;
  readonly exercises: readonly string[];
}

export interface ExerciseData {
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  readonly rules: readonly string[];
  /** `Exercise.version`. */
  readonly version: string;
}

export interface CourseData {
  readonly parts: readonly { readonly title: string; readonly lessons: readonly LessonData[] }[];
  readonly exercises: readonly ExerciseData[];
}

export const courseDataId = 'course-data';

export function courseData(): CourseData {
  // Written into the page by the build: our own.
  return JSON.parse(document.getElementById(courseDataId)?.textContent ?? '{"parts":[],"exercises":[]}') as CourseData;
}

export const lessonIn = ({ parts }: CourseData, slug: string): LessonData | undefined =>
  parts.flatMap(({ lessons }) => lessons).find((lesson) => lesson.slug === slug);

export const exerciseIn = ({ exercises }: CourseData, slug: string): ExerciseData | undefined =>
  exercises.find((exercise) => exercise.slug === slug);

export interface ItemWords {
  readonly title: string;
  readonly kind: string;
  /** From the site's root; `undefined` for breaks, and for what this version of the course does not have. */
  readonly address: string | undefined;
  /** The course has it, or it needs nothing of the course. */
  readonly isKnown: boolean;
}

export function itemWords(item: AgendaItem, course: CourseData): ItemWords {
  if (item.kind === 'break') return { title: item.title, kind: 'Break', address: undefined, isKnown: true };
  const found = item.kind === 'lesson' ? lessonIn(course, item.slug) : exerciseIn(course, item.slug);
  return {
    title: found?.title ?? item.slug,
    kind: item.kind === 'lesson' ? 'Lesson' : 'Exercise',
    address: found && `${item.kind === 'lesson' ? 'lessons' : 'exercises'}/${item.slug}/`,
    isKnown: found !== undefined,
  };
}
