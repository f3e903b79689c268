import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watch } from './watchdog.ts';

const limits = { silentMs: 2_000, idleMs: 3_000 };

describe('watch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('barks once when not a word came for the silent limit', () => {
    const barks: string[] = [];
    watch(limits, (why) => barks.push(why));
    vi.advanceTimersByTime(1_900);
    expect(barks).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(barks).toEqual(['silent']);
  });

  it('barks when the worker is alive and no test gets on', () => {
    const barks: string[] = [];
    const watchdog = watch(limits, (why) => barks.push(why));
    for (let ms = 0; ms < 3_000; ms += 200) {
      watchdog.heard();
      vi.advanceTimersByTime(200);
    }
    expect(barks).toEqual(['idle']);
  });

  it('stays quiet while tests go on', () => {
    const barks: string[] = [];
    const watchdog = watch(limits, (why) => barks.push(why));
    for (let ms = 0; ms < 20_000; ms += 1_000) {
      watchdog.progressed();
      vi.advanceTimersByTime(1_000);
    }
    expect(barks).toEqual([]);
  });

  it('counts its own ticks, so that a page that stood still does not look like a loop', () => {
    const barks: string[] = [];
    watch(limits, (why) => barks.push(why));
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(100);
    expect(barks).toEqual([]);
  });

  it('is quiet after it was stopped', () => {
    const barks: string[] = [];
    watch(limits, (why) => barks.push(why)).stop();
    vi.advanceTimersByTime(10_000);
    expect(barks).toEqual([]);
  });
});
