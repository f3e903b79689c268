import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { computeQuestion } from './compute.ts';
import { families } from './families.ts';
import type { ComputedQuestion } from './question.ts';

const seeds = Array.from({ length: 16 }, (_, index) => index + 1);
const rightOf = ({ options, rightIndex }: ComputedQuestion): string => options[rightIndex] ?? '';
const textsOf = ({ question, given, options, because }: ComputedQuestion): readonly string[] => [
  question,
  because,
  ...options,
  ...given.flatMap(({ label, value }) => [label, value]),
];

describe.each(families)('$id', ({ id }) => {
  let questions: readonly ComputedQuestion[] = [];
  beforeAll(() => {
    questions = seeds.map((seed) => computeQuestion(id, seed));
  }, 600_000);

  it('has three to five distinct options with the right one among them', () => {
    for (const { options, rightIndex } of questions) {
      expect(options.length).toBeGreaterThanOrEqual(3);
      expect(options.length).toBeLessThanOrEqual(5);
      expect(new Set(options).size).toBe(options.length);
      expect(options[rightIndex]).toBeDefined();
    }
  });

  it('is the same question with the same seed', () => {
    for (const question of questions.slice(0, 3)) expect(computeQuestion(id, question.seed)).toEqual(question);
  });

  it('differs from seed to seed, in its answer too', () => {
    expect(new Set(questions.map(({ question, given }) => JSON.stringify([question, given]))).size).toBeGreaterThan(9);
    expect(new Set(questions.map(rightOf)).size).toBeGreaterThanOrEqual(3);
  });

  it('does not give its answer away by its place', () => {
    const places = questions.map(({ rightIndex }) => rightIndex);
    for (const place of new Set(places)) {
      expect(places.filter((other) => other === place).length).toBeLessThanOrEqual(11);
    }
  });

  it('says everything in whole words', () => {
    for (const text of questions.flatMap(textsOf)) {
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|``|without end/);
      expect(text.split('`').length % 2, text).toBe(1);
    }
  });

  it('shows a part of the run with the moment in question in it', () => {
    for (const { show } of questions) {
      expect(show.fromMs).toBeGreaterThanOrEqual(0);
      expect(show.atMs).toBeGreaterThanOrEqual(show.fromMs);
      expect(show.atMs).toBeLessThanOrEqual(show.toMs);
    }
  });
});

it('each family belongs to a lesson of the part that is its topic, and each lesson has one', () => {
  const course: { parts: { title: string; lessons: string[] }[] } = parse(
    readFileSync(new URL('../../../lessons/course.yaml', import.meta.url), 'utf8'),
  );
  for (const { id, lesson, topic } of families) {
    expect(course.parts.find(({ lessons }) => lessons.includes(lesson))?.title, id).toBe(topic);
  }
  const taught = new Set<string>(families.map(({ lesson }) => lesson));
  expect(course.parts.flatMap(({ lessons }) => lessons).filter((lesson) => !taught.has(lesson))).toEqual([]);
});

it('there are at least 25, each with an id of its own', () => {
  expect(families.length).toBeGreaterThanOrEqual(25);
  expect(new Set(families.map(({ id }) => id)).size).toBe(families.length);
});

it('finds a fair question for any family and any seed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...families), fc.integer({ min: 0, max: 2 ** 32 }), ({ id }, seed) => {
      expect(computeQuestion(id, seed).seed).toBe(seed);
    }),
    { numRuns: 25 },
  );
});
