import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Problems } from '../markdown/problems.ts';
import { readCourse } from '../pages/course.ts';
import { Sources } from '../pages/sources.ts';
import { type LessonCards, readDeck } from './deck.ts';

let deck: readonly LessonCards[];
let lessons: readonly string[];

beforeAll(async () => {
  const sources = new Sources(fileURLToPath(new URL('../../../', import.meta.url)));
  const problems = new Problems();
  const course = await readCourse(sources, problems);
  deck = await readDeck(course, sources, problems);
  lessons = course.lessons.map(({ slug }) => slug);
  expect(problems.list).toEqual([]);
});

describe('the deck of the course', () => {
  it('has at least ninety questions, and some on every lesson', () => {
    expect(deck.map(({ lesson }) => lesson.slug)).toEqual(lessons);
    expect(Math.min(...deck.map(({ cards }) => cards.length))).toBeGreaterThanOrEqual(6);
    expect(deck.reduce((sum, { cards }) => sum + cards.length, 0)).toBeGreaterThanOrEqual(90);
  });

  it('answers the five follow-up questions at length', () => {
    const followUps = deck.flatMap(({ cards }) => cards.filter(({ head }) => head.value.followUp !== undefined));
    expect(followUps).toHaveLength(5);
    for (const { plainQuestion, answer } of followUps) {
      expect(answer.split(/\s+/).length, plainQuestion).toBeGreaterThan(250);
    }
  });
});
