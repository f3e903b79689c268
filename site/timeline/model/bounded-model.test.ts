import { describe, expect, it } from 'vitest';
import { crashed } from '../played.ts';
import { boundedModel } from './bounded-model.ts';

const run = crashed();

describe('boundedModel', () => {
  it('is the whole run where that is small enough', () => {
    const { fromMs, toMs, leftOut } = boundedModel(run, 10_000, {});
    expect([fromMs, toMs, leftOut]).toEqual([0, run.now, []]);
  });

  it('is a shorter time around the moment where it is not, and says so', () => {
    for (const aroundMs of [0, 10_000, run.now]) {
      const { fromMs, toMs, leftOut } = boundedModel(run, aroundMs, {}, 400);
      expect(fromMs).toBeLessThanOrEqual(aroundMs);
      expect(toMs).toBeGreaterThanOrEqual(aroundMs);
      expect(toMs - fromMs).toBeLessThan(run.now);
      expect(run.trace.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).length).toBeLessThanOrEqual(400);
      expect(leftOut.at(-1)).toMatch(/^The run was cut: it has [\d,]+ events in 24 s, of which those from /);
    }
  });
});
