import { describe, expect, it } from 'vitest';
import type { ReviewEntry } from '../../storage/review-log.ts';
import { NEW_PER_DAY, queueOf, type ReviewState, sizeOf } from './queue.ts';
import { dueAt, endOfDay, FAST_MS } from './schedule.ts';

const day = 86_400_000;
const noon = new Date(2026, 4, 4, 12).getTime();
const entry = (at: number, result: ReviewEntry['result'], tookMs = 60_000): ReviewEntry => ({ at, result, tookMs });
const daysUntil = (log: readonly ReviewEntry[]): number => Math.round((dueAt(log) - noon) / day);

const state = (more: Partial<ReviewState> = {}): ReviewState => ({
  logs: new Map(),
  lessons: [],
  deck: Array.from({ length: 25 }, (_, at) => ({
    id: `talk/${at < 20 ? 'one' : 'two'}/${at}`,
    lesson: at < 20 ? 'one' : 'two',
  })),
  checks: ['check/one/who-owns-it', 'check/one/why'],
  ...more,
});

const lesson = (questions: Record<string, { isRight: boolean; answeredAt: number }>) => ({
  version: 1 as const,
  slug: 'one',
  openedAt: 1,
  lastOpenedAt: 1,
  questions,
});

describe('a card comes back', () => {
  it('tomorrow when it went wrong, later when it was right, latest when it was right and fast', () => {
    const [wrong, right, fast] = [
      daysUntil([entry(noon, 'wrong')]),
      daysUntil([entry(noon, 'right', FAST_MS + 1)]),
      daysUntil([entry(noon, 'right', FAST_MS)]),
    ];
    expect(wrong).toBe(1);
    expect(right).toBeGreaterThan(wrong);
    expect(fast).toBeGreaterThan(right);
  });

  it('by what was marked against the rubric, alike', () => {
    expect(daysUntil([entry(noon, 'weak')])).toBe(daysUntil([entry(noon, 'wrong')]));
    expect(daysUntil([entry(noon, 'adequate')])).toBe(daysUntil([entry(noon, 'right')]));
    expect(daysUntil([entry(noon, 'strong')])).toBe(daysUntil([entry(noon, 'right', 0)]));
  });

  it('after ever longer times while it is right', () => {
    const log: ReviewEntry[] = [];
    const gaps: number[] = [];
    for (let at = noon, times = 0; times < 5; times += 1) {
      log.push(entry(at, 'adequate'));
      const next = dueAt(log);
      gaps.push(next - at);
      at = next;
    }
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(gaps.at(-1)).toBeGreaterThan(30 * day);
  });

  it('from the first minute of its day on', () => {
    const logs = new Map([['talk/one/0', [entry(noon, 'weak')]]]);
    expect(queueOf(state({ logs }), endOfDay(noon)).due).toEqual([]);
    expect(queueOf(state({ logs }), endOfDay(noon) + 1).due).toEqual(['talk/one/0']);
  });
});

describe('the queue of a day', () => {
  it('brings a few new cards, those of lessons that were opened first', () => {
    const { fresh, later, due } = queueOf(state({ lessons: [{ ...lesson({}), slug: 'two' }] }), noon);
    expect(due).toEqual([]);
    expect(fresh).toHaveLength(NEW_PER_DAY);
    expect(fresh.slice(0, 6)).toEqual([
      'talk/two/20',
      'talk/two/21',
      'talk/two/22',
      'talk/two/23',
      'talk/two/24',
      'talk/one/0',
    ]);
    expect(later).toBe(25 - NEW_PER_DAY);
  });

  it('counts those that were begun today, and begins again tomorrow', () => {
    const logs = new Map([0, 1, 2].map((at) => [`talk/one/${at}`, [entry(noon, 'strong')]]));
    expect(queueOf(state({ logs }), noon).fresh).toHaveLength(NEW_PER_DAY - 3);
    expect(queueOf(state({ logs }), noon + day).fresh).toHaveLength(NEW_PER_DAY);
  });

  it('has what waited longest first, and says when the next comes', () => {
    const logs = new Map([
      ['talk/one/0', [entry(noon - 3 * day, 'weak')]],
      ['talk/one/1', [entry(noon - 9 * day, 'weak')]],
      ['talk/one/2', [entry(noon, 'weak')]],
    ]);
    const queue = queueOf(state({ logs }), noon);
    expect(queue.due).toEqual(['talk/one/1', 'talk/one/0']);
    expect(queue.nextAt).toBe(dueAt([entry(noon, 'weak')]));
    expect(sizeOf(queue)).toBe(2 + NEW_PER_DAY - 1);
  });

  it('leaves out a card that is no longer there, and keeps its place for others', () => {
    const logs = new Map([['talk/one/gone', [entry(noon - 9 * day, 'weak')]]]);
    expect(queueOf(state({ logs }), noon)).toMatchObject({ due: [], nextAt: undefined });
  });
});

describe('a question at a lesson’s end', () => {
  it('becomes a card when it is answered wrong there, not when it is answered right', () => {
    const answers = {
      'who-owns-it': { isRight: false, answeredAt: noon - day },
      why: { isRight: true, answeredAt: noon - day },
      removed: { isRight: false, answeredAt: noon - day },
    };
    expect(queueOf(state({ lessons: [lesson(answers)] }), noon).due).toEqual(['check/one/who-owns-it']);
  });

  it('goes on from its answers in the lesson and in reviews together', () => {
    const logs = new Map([['check/one/who-owns-it', [entry(noon, 'right')]]]);
    const lessons = [lesson({ 'who-owns-it': { isRight: false, answeredAt: noon - day } })];
    expect(queueOf(state({ logs, lessons }), noon).due).toEqual([]);
    expect(queueOf(state({ logs, lessons }), noon + 30 * day).due).toEqual(['check/one/who-owns-it']);
  });
});
