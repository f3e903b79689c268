import { describe, expect, it } from 'vitest';
import { computeQuestion } from './compute.ts';
import { twistable } from './families.ts';
import { computeTwist } from './twist.ts';

describe.each(twistable)('the twist of %s', (family) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('changes one thing of the run and asks what that gives, seed %d', (seed) => {
    const [base, twist] = [computeQuestion(family, seed), computeTwist(family, seed)];
    expect(computeTwist(family, seed)).toEqual(twist);
    expect(twist.scenario).not.toEqual(base.scenario);
    expect(twist.question).toMatch(/^The same run again, but now /);
    expect(new Set(twist.options).size).toBe(twist.options.length);
    expect(twist.options.length).toBeGreaterThanOrEqual(3);
    expect(twist.because.startsWith(twist.options[twist.rightIndex] ?? 'none')).toBe(true);
  });
});
