import { describe, expect, it } from 'vitest';
import { codingTasks, tasksFor } from './coding.ts';
import { lengths, type PlanFrom, planOf } from './plan.ts';

const from = (more: Partial<PlanFrom> = {}): PlanFrom => ({
  deck: {
    topics: ['A', 'B', 'C'].map((title) => ({ title, lessons: [{ slug: `lesson-${title}`, title, short: title }] })),
    talks: Array.from({ length: 30 }, (_, at) => ({
      id: `talk/${at}`,
      lesson: `lesson-${'ABC'.charAt(at % 3)}`,
      question: '',
      difficulty: at < 15 ? 'mid' : at < 25 ? 'senior' : 'staff',
    })),
    checks: [],
    computed: [],
    bugs: [],
  },
  families: Array.from({ length: 12 }, (_, at) => ({ id: `family-${at}`, lesson: `lesson-${'ABC'.charAt(at % 3)}` })),
  twistable: ['family-3', 'family-7'],
  asked: new Set(),
  given: new Set(),
  ...more,
});

const talksOf = (steps: ReturnType<typeof planOf>): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'talk' ? [step.card] : []));

describe('the plan of a mock interview', () => {
  it.each(lengths)('of %d minutes has talk questions, computed ones, and one exercise that fits', (minutes) => {
    const steps = planOf(minutes, 'seed', from());
    const codings = steps.flatMap((step) => (step.kind === 'coding' ? [step] : []));
    expect(codings).toHaveLength(1);
    expect(tasksFor(minutes).map(({ slug }) => slug)).toContain(codings[0]?.slug);
    expect(talksOf(steps).length).toBeGreaterThanOrEqual(3);
    expect(steps.filter(({ kind }) => kind === 'computed').length).toBeGreaterThanOrEqual(3);
    expect(new Set(steps.map((step) => JSON.stringify(step))).size).toBe(steps.length);
  });

  it('is the same for the same seed and another for another, down to where the suite’s chance begins', () => {
    expect(planOf(45, 'a', from())).toEqual(planOf(45, 'a', from()));
    const [a, b] = ['a', 'b'].map((seed) => planOf(45, seed, from()));
    expect(talksOf(a ?? [])).not.toEqual(talksOf(b ?? []));
    expect(JSON.stringify(a)).toContain('"chance":"interview a"');
  });

  it('asks about one run twice in the middle, the second time with something changed', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const steps = planOf(30, seed, from());
      const at = steps.findIndex((step) => step.kind === 'computed' && step.isTwist);
      expect(steps[at]).toEqual({ ...steps[at - 1], isTwist: true });
      expect(steps[at]).toMatchObject({ family: expect.stringMatching(/^family-[37]$/) });
      const families = steps.flatMap((step) => (step.kind === 'computed' && !step.isTwist ? [step.family] : []));
      expect(new Set(families).size).toBe(families.length);
    }
  });

  it('asks about every topic before it asks about one twice', () => {
    const cards = talksOf(planOf(30, 'seed', from())).map((id) => Number(id.split('/')[1]) % 3);
    expect(new Set(cards).size).toBe(3);
  });

  it('asks what was not asked before while there is such a thing', () => {
    const asked = new Set(Array.from({ length: 30 }, (_, at) => `talk/${at}`).slice(0, 20));
    const given = new Set(codingTasks.map(({ slug }) => slug).slice(1));
    const steps = planOf(60, 'seed', from({ asked, given }));
    expect(talksOf(steps).filter((id) => asked.has(id))).toEqual([]);
    expect(steps.find(({ kind }) => kind === 'coding')).toMatchObject({ slug: codingTasks[0]?.slug });
    const all = new Set(Array.from({ length: 30 }, (_, at) => `talk/${at}`));
    expect(talksOf(planOf(60, 'seed', from({ asked: all }))).length).toBe(7);
  });

  it('ends with the hardest question', () => {
    const ids = talksOf(planOf(60, 'seed', from())).map((id) => Number(id.split('/')[1]));
    expect(ids.map((at) => (at < 15 ? 0 : at < 25 ? 1 : 2))).toEqual(
      ids.map((at) => (at < 15 ? 0 : at < 25 ? 1 : 2)).sort(),
    );
  });
});
