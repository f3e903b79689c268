import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGENDA_VERSION, type Agenda, type AgendaItem, agendaLimits, readAgenda } from './agenda.ts';
import {
  added,
  clockAfter,
  lasting,
  lengthText,
  longestStretch,
  minutesBefore,
  minutesOf,
  moved,
  removed,
} from './editing.ts';
import { agendas, items } from './samples.ts';

const kinds = (list: readonly AgendaItem[]): readonly string[] => list.map((item) => JSON.stringify(item)).sort();

describe('items of an agenda', () => {
  it('are all still there after a move, and the moved one is where it was put', () => {
    fc.assert(
      fc.property(items, fc.nat(70), fc.integer({ min: -5, max: 70 }), (list, from, to) => {
        const after = moved(list, from, to);
        expect(kinds(after)).toEqual(kinds(list));
        const item = list[from];
        if (item !== undefined) expect(after[Math.max(0, Math.min(to, list.length - 1))]).toBe(item);
      }),
    );
  });

  it('are back where they were after a move and the move back', () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.nat(), (list, a, b) => {
        fc.pre(list.length > 0);
        const [from, to] = [a % list.length, b % list.length];
        expect(moved(moved(list, from, to), to, from)).toEqual(list);
      }),
    );
  });

  it('come and go one at a time, up to a limit', () => {
    const item: AgendaItem = { kind: 'break', title: 'Break', minutes: 10 };
    fc.assert(
      fc.property(items, fc.nat(60), (list, place) => {
        const at = Math.min(place, list.length);
        const after = added(list, item, at);
        if (list.length === agendaLimits.items) expect(after).toBe(list);
        else expect(removed(after, at)).toEqual(list);
      }),
    );
  });

  it('add up, whatever their order', () => {
    fc.assert(
      fc.property(items, fc.nat(60), fc.nat(60), (list, from, to) => {
        const sum = minutesOf(list);
        expect(sum.lesson + sum.exercise + sum.break).toBe(sum.total);
        expect(minutesOf(moved(list, from, to))).toEqual(sum);
        expect(minutesBefore(list, list.length)).toBe(sum.total);
      }),
    );
  });

  it('last at least a minute and at most what an agenda may hold', () => {
    const list: readonly AgendaItem[] = [{ kind: 'lesson', slug: 'range-assignor', minutes: 20 }];
    expect(lasting(list, 0, 34.6)[0]?.minutes).toBe(35);
    expect(lasting(list, 0, -3)[0]?.minutes).toBe(1);
    expect(lasting(list, 0, 1e9)[0]?.minutes).toBe(agendaLimits.minutes);
    expect(lasting(list, 0, Number.NaN)).toBe(list);
  });

  it('have clock times and lengths as people write them', () => {
    expect(clockAfter('09:00', 95)).toBe('10:35');
    expect(clockAfter('23:30', 45)).toBe('00:15');
    expect([0, 50, 240, 455].map(lengthText)).toEqual(['0 min', '50 min', '4 h', '7 h 35 min']);
  });

  it('tell how long people sit without a break', () => {
    const of = (kind: 'lesson' | 'break', minutes: number): AgendaItem =>
      kind === 'lesson' ? { kind, slug: 'a', minutes } : { kind, title: 'Break', minutes };
    expect(longestStretch([of('lesson', 20), of('lesson', 30), of('break', 10), of('lesson', 40)])).toBe(50);
    expect(longestStretch([])).toBe(0);
  });
});

describe('an agenda from outside', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(agendas, (agenda) => {
        expect(readAgenda(JSON.parse(JSON.stringify(agenda)))).toEqual({ kind: 'agenda', agenda });
      }),
    );
  });

  it('of another version is refused, and said to be of another version', () => {
    expect(readAgenda({ version: AGENDA_VERSION + 1 })).toMatchObject({ why: expect.stringMatching(/newer version/) });
    expect(readAgenda({ version: 0 })).toMatchObject({
      why: expect.stringMatching(/another version of this site \(0\)/),
    });
  });

  it('that is damaged is refused, and the place is named', () => {
    const whole: Agenda = { version: 1, name: 'A day', items: [], heldBack: { solutions: true, hints: true } };
    expect(readAgenda({ ...whole, items: [{ kind: 'lesson', slug: '../x', minutes: 5 }] })).toMatchObject({
      why: expect.stringContaining('"items.0.slug"'),
    });
    expect(readAgenda({ ...whole, startsAt: '25:00' })).toMatchObject({ why: expect.stringContaining('"startsAt"') });
    fc.assert(fc.property(fc.jsonValue(), (value) => readAgenda(value).kind === 'unreadable'));
  });

  it('loses what does not belong into it', () => {
    const reading = readAgenda({
      version: 1,
      name: 'A',
      items: [],
      heldBack: { solutions: false, hints: false },
      code: '1',
    });
    expect(reading).toEqual({
      kind: 'agenda',
      agenda: { version: 1, name: 'A', items: [], heldBack: { solutions: false, hints: false } },
    });
  });
});
