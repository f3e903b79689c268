import { describe, expect, it } from 'vitest';
import { lessonEndSeen, lessonOpened, questionAnswered } from '../storage/lesson-progress.ts';
import { MemoryStore } from '../storage/memory-store.ts';
import { put } from '../storage/store.ts';
import { exerciseState, type LessonState, lessonState, nextStep } from './course-progress.ts';

const range = { slug: 'range', minutes: 16, questions: 2 };

describe('a lesson', () => {
  it('is new until it is opened', async () => {
    const store = new MemoryStore();
    expect((await lessonState(store, range)).state).toBe('new');
    await lessonOpened(store, 'range', 5);
    expect(await lessonState(store, range)).toEqual({ state: 'begun', answered: 0, right: 0, lastOpenedAt: 5 });
  });

  it('is done once all its questions are answered right', async () => {
    const store = new MemoryStore();
    await questionAnswered(store, 'range', 'q1', true, 1);
    await questionAnswered(store, 'range', 'q2', false, 2);
    expect(await lessonState(store, range)).toMatchObject({ state: 'begun', answered: 2, right: 1 });
    await questionAnswered(store, 'range', 'q2', true, 3);
    expect(await lessonState(store, range)).toMatchObject({ state: 'done', answered: 2, right: 2 });
  });

  it('is open again when a question is started over', async () => {
    const store = new MemoryStore();
    for (const name of ['q1', 'q2']) await questionAnswered(store, 'range', name, true, 1);
    await questionAnswered(store, 'range', 'q2', undefined, 2);
    expect(await lessonState(store, range)).toMatchObject({ state: 'begun', answered: 1 });
  });

  it('without questions is done when its end was seen', async () => {
    const store = new MemoryStore();
    await lessonOpened(store, 'range', 5);
    await lessonEndSeen(store, 'range', 6);
    expect((await lessonState(store, { ...range, questions: 0 })).state).toBe('done');
    expect((await lessonState(store, range)).state).toBe('begun');
  });
});

describe('an exercise', () => {
  const facts = { slug: 'a', rules: 2, version: 'v1' };
  const outcome = (id: string, name: string, state: 'pass' | 'fail') => ({
    id,
    name,
    state,
    durationMs: 1,
    errors: [],
    logs: [],
    logsDropped: 0,
    evidence: undefined,
  });
  const results = (states: readonly ('pass' | 'fail')[], exerciseVersion = 'v1') => {
    const names = ['R1: one', 'R1: two', 'R2: three'];
    return {
      version: 1,
      slug: 'a',
      savedAt: 1,
      exerciseVersion,
      source: '',
      report: {
        collected: names.map((name, at) => ({ id: String(at), name })),
        outcomes: states.map((state, at) => outcome(String(at), names[at] ?? '', state)),
        ending: { kind: 'finished' },
        logs: [],
        durationMs: 1,
      },
    };
  };

  it('counts the rules that held in the last run: one of which a test failed, or did not run, does not', async () => {
    const store = new MemoryStore();
    await put(store, 'results/a', results(['pass', 'fail', 'pass']));
    expect(await exerciseState(store, facts)).toEqual({ state: 'begun', held: 1 });
    await put(store, 'results/a', results(['pass', 'pass']));
    expect(await exerciseState(store, facts)).toEqual({ state: 'begun', held: 1 });
  });

  it('has nothing to show for results of another version of it', async () => {
    const store = new MemoryStore();
    await put(store, 'results/a', results(['pass', 'pass', 'pass'], 'v0'));
    expect(await exerciseState(store, facts)).toEqual({ state: 'new', held: 0 });
  });

  it('stays passed, whatever a later run shows', async () => {
    const store = new MemoryStore();
    await put(store, 'progress/a', { version: 1, slug: 'a', hintsShown: 0, passedAt: 3 });
    await put(store, 'results/a', results(['fail', 'fail', 'fail']));
    expect(await exerciseState(store, facts)).toEqual({ state: 'passed', held: 2 });
  });
});

describe('the next step', () => {
  const lesson = (slug: string, lastOpenedAt?: number, isWholeLessonDone = false) => {
    const state: LessonState['state'] = lastOpenedAt === undefined ? 'new' : 'begun';
    return { slug, lesson: { state, answered: 0, right: 0, lastOpenedAt }, isWholeLessonDone };
  };

  it('is the first lesson for who has opened none', () => {
    expect(nextStep([lesson('a'), lesson('b')])).toEqual({ slug: 'a', isBegun: false });
  });

  it('is the lesson opened last while something in it is open', () => {
    expect(nextStep([lesson('a', 1), lesson('b', 9), lesson('c', 5)])).toEqual({ slug: 'b', isBegun: true });
  });

  it('is the next open one after a lesson that is done, and then one that was passed over', () => {
    expect(nextStep([lesson('a'), lesson('b', 9, true), lesson('c', 1, true), lesson('d')])?.slug).toBe('d');
    expect(nextStep([lesson('a'), lesson('b', 9, true)])?.slug).toBe('a');
  });

  it('is none when everything is done', () => {
    expect(nextStep([lesson('a', 1, true)])).toBeUndefined();
  });
});
