// Holds the presets against the course as it stands.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadExercise } from '../../build/exercise.ts';
import { Problems } from '../../build/markdown/problems.ts';
import { readCourse } from '../../build/pages/course.ts';
import { Sources } from '../../build/pages/sources.ts';
import { longestStretch, minutesOf, presentedMinutes } from './editing.ts';
import { presets } from './presets.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const course = await readCourse(new Sources(root), new Problems());

it('last four and eight hours', () => {
  expect(presets.map(({ agenda }) => minutesOf(agenda.items).total)).toEqual([240, 480]);
});

describe.each(presets)('$title', ({ agenda }) => {
  const lessons = agenda.items.flatMap((item) => (item.kind === 'lesson' ? [item] : []));
  const exercises = agenda.items.flatMap((item) => (item.kind === 'exercise' ? [item] : []));

  it('gives each lesson the time that its reading time comes to in a room', () => {
    for (const { slug, minutes } of lessons) {
      const lesson = course.lessons.find((candidate) => candidate.slug === slug);
      expect([slug, minutes]).toEqual([slug, presentedMinutes(lesson?.minutes ?? 0)]);
    }
  });

  it('gives each exercise the time that its brief says, and has its lesson before it', async () => {
    for (const item of exercises) {
      const { minutes, lesson } = await loadExercise(root, item.slug);
      expect([item.slug, item.minutes]).toEqual([item.slug, minutes]);
      const before = agenda.items.slice(0, agenda.items.indexOf(item));
      expect(before).toContainEqual(expect.objectContaining({ kind: 'lesson', slug: lesson }));
    }
  });

  it('has a break at the latest after ninety minutes, and spends a third of its work on exercises', () => {
    expect(longestStretch(agenda.items)).toBeLessThanOrEqual(90);
    const { exercise, lesson } = minutesOf(agenda.items);
    expect(exercise / (exercise + lesson)).toBeGreaterThan(1 / 3);
  });

  it('keeps to the order of the course', () => {
    const places = lessons.map(({ slug }) => course.lessons.findIndex((lesson) => lesson.slug === slug));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});
