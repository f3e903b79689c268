import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { type Expected, expectationOf } from './expectation.ts';

const gap: Answer = { kind: 'duration', ms: 1520 };
const endless: Answer = { kind: 'duration', ms: Number.POSITIVE_INFINITY };
const two: Answer = { kind: 'count', value: 2 };
const owner: Answer = { kind: 'name', value: 'c1', among: ['c1', 'c2'] };
const calls: Answer = { kind: 'list', items: ['onPartitionsRevoked(orders-0 orders-1)', 'onPartitionsAssigned()'] };

describe('an expectation', () => {
  it.each<[Answer, Expected, string]>([
    [gap, '1520ms', '1.52 s'],
    [gap, '1.5s +-100ms', '1.5 s ± 100 ms'],
    [gap, '1.5s ± 20ms', '1.5 s ± 20 ms'],
    [gap, '1s..2s', '1 s to 2 s'],
    [gap, 'at most 1520ms', 'at most 1.52 s'],
    [gap, 'over 1s', 'over 1 s'],
    [endless, 'without end', 'without end'],
    [endless, 'at least 5s', 'at least 5 s'],
    [two, 2, '2'],
    [two, '1..3', '1 to 3'],
    [two, 'at least 2', 'at least 2'],
    [owner, 'c1', 'c1'],
    [calls, ['onPartitionsRevoked', 'onPartitionsAssigned'], 'onPartitionsRevoked, onPartitionsAssigned'],
    [
      calls,
      ['onPartitionsRevoked(orders-0, orders-1)', 'onPartitionsAssigned()'],
      'onPartitionsRevoked(orders-0 orders-1), onPartitionsAssigned()',
    ],
    [{ kind: 'list', items: [] }, [], 'nothing'],
  ])('of %j holds: %j, shown as %s', (answer, expected, text) => {
    expect(expectationOf(expected, answer)).toEqual({ holds: true, text });
  });

  it.each<[Answer, Expected]>([
    [gap, '1.5s'],
    [gap, '1.4s +-100ms'],
    [gap, '2s..3s'],
    [gap, 'under 1520ms'],
    [gap, 'without end'],
    [endless, 'at most 5h'],
    [two, 3],
    [owner, 'c2'],
    [calls, ['onPartitionsAssigned', 'onPartitionsRevoked']],
    [calls, ['onPartitionsRevoked']],
    [calls, ['onPartitionsRevoked(orders-0)', 'onPartitionsAssigned']],
  ])('of %j does not hold: %j', (answer, expected) => {
    expect(expectationOf(expected, answer)).toMatchObject({ holds: false });
  });

  it.each<[Answer, Expected, RegExp]>([
    [gap, 3, /^write 3s, /],
    [gap, 'soon', /^write 3s, /],
    [gap, '3s..1s', /^write 3s, /],
    [gap, '3s +-much', /^write 3s, /],
    [two, 'many', /^write 2, /],
    [owner, ['c1'], /^write one name$/],
    [calls, 'onPartitionsRevoked', /^write a list: /],
  ])('of %j that is none: %j says how to write it', (answer, expected, problem) => {
    expect(expectationOf(expected, answer)).toMatch(problem);
  });
});
