import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../storage/memory-store.ts';
import { loadMocks, type MockStep } from '../../storage/mock-interview.ts';
import { loadReviews } from '../../storage/review-log.ts';
import { MockSession } from './session.ts';

const steps: readonly MockStep[] = [
  { kind: 'talk', card: 'talk/a/b' },
  { kind: 'computed', family: 'f', seed: 3, isTwist: false },
  { kind: 'coding', slug: 'poll-loop', chance: 'x', twist: 'R5' },
];

function begun(store = new MemoryStore()) {
  const clock = { now: 1000 };
  const session = new MockSession({ store, now: () => clock.now });
  session.begin('one', 30, steps);
  return { store, clock, session };
}

const kept = async (store: MemoryStore) => (await loadMocks(store)).mocks[0];

describe('the clock', () => {
  it('runs while the interview does, and stands while it is paused', () => {
    const { clock, session } = begun();
    clock.now += 5000;
    session.tick();
    expect(session.elapsedMs.value).toBe(5000);
    session.pause();
    clock.now += 60_000;
    session.tick();
    expect(session.elapsedMs.value).toBe(5000);
    session.go();
    clock.now += 1000;
    session.tick();
    expect(session.elapsedMs.value).toBe(6000);
  });

  it('goes on where it was left, and stands until the candidate goes on', async () => {
    const { store, clock, session } = begun();
    clock.now += 5000;
    session.tick();
    session.next();
    clock.now += 2000;
    session.pause();
    await session.save();
    const left = await kept(store);
    const again = new MockSession({ store, now: () => clock.now + 3_600_000 });
    if (left !== undefined) again.resume(left);
    again.tick();
    expect(again.elapsedMs.value).toBe(7000);
    expect(again.isRunning.value).toBe(false);
    expect(again.step.value).toEqual(steps[1]);
  });
});

describe('an answer', () => {
  it('is kept with its time, in parts, and counts in the review once', async () => {
    const { store, clock, session } = begun();
    clock.now += 4000;
    session.answer({ text: 'It waits.' });
    clock.now += 4000;
    session.answer({ mark: 'weak' });
    session.answer({ mark: 'strong' });
    await session.save();
    expect((await kept(store))?.answers).toEqual({ 0: { at: 9001, tookMs: 8000, text: 'It waits.', mark: 'strong' } });
    expect((await loadReviews(store)).logs.get('talk/a/b')).toEqual([{ at: 9000, result: 'weak', tookMs: 8000 }]);
    session.next();
    session.answer({ isRight: false });
    await session.save();
    expect((await loadReviews(store)).logs.get('computed/f')).toMatchObject([{ result: 'wrong', tookMs: 0 }]);
  });

  it('to code is the rules that held in the last run', async () => {
    const { store, session } = begun();
    session.next();
    session.next();
    session.answer({ rules: ['R1', 'R2'], held: ['R1'] });
    session.answer({ rules: ['R1', 'R2', 'R5'], held: ['R1', 'R2'] });
    await session.save();
    expect((await kept(store))?.answers[2]).toMatchObject({ rules: ['R1', 'R2', 'R5'], held: ['R1', 'R2'] });
  });
});

it('is over after its last step, and its clock stands', async () => {
  const { store, clock, session } = begun();
  for (const _ of steps) session.next();
  expect(session.step.value).toBeUndefined();
  expect(session.isRunning.value).toBe(false);
  await session.save();
  expect((await kept(store))?.endedAt).toBe(clock.now);
});

it('goes on where nothing can be kept, and says so', async () => {
  const { store, session } = begun();
  store.fault = new DOMException('full', 'QuotaExceededError');
  session.next();
  await expect.poll(() => session.trouble.value).toMatch(/not kept, because the space/);
  expect(session.step.value).toEqual(steps[1]);
});
