import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Agenda } from '../agenda/agenda.ts';
import { minutesBefore } from '../agenda/editing.ts';
import { items } from '../agenda/samples.ts';
import { beginningOf, behindMs, paceText } from './pace.ts';

const minute = 60_000;
const agenda: Agenda = {
  version: 1,
  name: 'A day',
  startsAt: '09:00',
  items: [
    { kind: 'lesson', slug: 'a', minutes: 20 },
    { kind: 'break', title: 'Break', minutes: 10 },
    { kind: 'exercise', slug: 'b', minutes: 30 },
  ],
  heldBack: { solutions: false, hints: false },
};
const today = (hours: number, minutes: number): number => new Date(2026, 4, 5, hours, minutes).getTime();

it('begins at the time of the agenda where that is about now, and with the presentation where it is rehearsed', () => {
  expect(beginningOf(agenda, today(8, 50))).toBe(today(9, 0));
  expect(beginningOf(agenda, today(9, 40))).toBe(today(9, 0));
  expect(beginningOf(agenda, today(20, 15))).toBe(today(20, 15));
  const { startsAt: _, ...lengths } = agenda;
  expect(beginningOf(lengths, today(9, 40))).toBe(today(9, 40));
});

it('is on time within the share of a step, behind after it and ahead before it', () => {
  const at = (step: number, nowMs: number) => behindMs(agenda.items, { item: 0, step, steps: 10 }, 0, nowMs);
  expect(at(3, 7 * minute)).toBe(0);
  expect(at(3, 12 * minute)).toBe(4 * minute);
  expect(at(3, 2 * minute)).toBe(-4 * minute);
});

it('is on time during a break and an exercise as long as they last', () => {
  const exercise = { item: 2, step: 0, steps: 1 };
  expect(behindMs(agenda.items, exercise, 0, 31 * minute)).toBe(0);
  expect(behindMs(agenda.items, exercise, 0, 59 * minute)).toBe(0);
  expect(behindMs(agenda.items, exercise, 0, 65 * minute)).toBe(5 * minute);
  expect(behindMs(agenda.items, exercise, 0, 25 * minute)).toBe(-5 * minute);
});

it('falls behind by as much as time passes, and every step forward makes up for it', () => {
  fc.assert(
    fc.property(
      items,
      fc.nat(60),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(40),
      fc.nat(1e8),
      fc.nat(1e7),
      (list, item, steps, step, now, more) => {
        fc.pre(item < list.length && step + 1 < steps);
        const at = (which: number, nowMs: number) => behindMs(list, { item, step: which, steps }, 0, nowMs);
        expect(at(step, now + more)).toBeGreaterThanOrEqual(at(step, now));
        expect(at(step + 1, now)).toBeLessThanOrEqual(at(step, now));
        expect(at(0, minutesBefore(list, item) * minute)).toBe(0);
      },
    ),
  );
});

it('is told in words', () => {
  expect([0, 20_000, 4 * minute, -12 * minute, 75 * minute].map(paceText)).toEqual([
    'on time',
    'on time',
    '4 min behind',
    '12 min ahead',
    '1 h 15 min behind',
  ]);
});
