// Floor 7. Changes to an agenda's items, each giving a new list, and what the items come to. Knows no page.
import { type Agenda, type AgendaItem, agendaLimits } from './agenda.ts';

type Items = Agenda['items'];

/** Puts an item elsewhere. Places outside of the list mean its ends. */
export function moved(items: Items, from: number, to: number): Items {
  const item = items[from];
  if (item === undefined) return items;
  const others = items.toSpliced(from, 1);
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, item);
}

/** Adds at a place, or at the end. A list that is full stays as it is. */
export function added(items: Items, item: AgendaItem, at = items.length): Items {
  return items.length >= agendaLimits.items ? items : items.toSpliced(at, 0, item);
}

export const removed = (items: Items, at: number): Items => items.toSpliced(at, 1);

/** Minutes outside of what an agenda may hold are brought to the nearest that it may. */
export function lasting(items: Items, at: number, minutes: number): Items {
  const item = items[at];
  if (item === undefined || !Number.isFinite(minutes)) return items;
  return items.with(at, { ...item, minutes: Math.max(1, Math.min(agendaLimits.minutes, Math.round(minutes))) });
}

export interface Minutes {
  readonly lesson: number;
  readonly exercise: number;
  readonly break: number;
  readonly total: number;
}

export function minutesOf(items: Items): Minutes {
  const of = (kind: AgendaItem['kind'] | undefined): number =>
    items.reduce((sum, item) => (kind === undefined || item.kind === kind ? sum + item.minutes : sum), 0);
  return { lesson: of('lesson'), exercise: of('exercise'), break: of('break'), total: of(undefined) };
}

/** Minutes from the beginning of the agenda to that of the item; past the last, its whole length. */
export const minutesBefore = (items: Items, at: number): number => minutesOf(items.slice(0, at)).total;

const minutesADay = 24 * 60;

/** `09:00` and 95 minutes are `10:35`. */
export function clockAfter(startsAt: string, minutes: number): string {
  const [hours = 0, rest = 0] = startsAt.split(':').map(Number);
  const at = (hours * 60 + rest + minutes) % minutesADay;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

/** `50 min`, `4 h`, `7 h 35 min`. */
export function lengthText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

/** The longest stretch without a break, in minutes, breaks left out. */
export function longestStretch(items: Items): number {
  let longest = 0;
  let now = 0;
  for (const item of items) {
    now = item.kind === 'break' ? 0 : now + item.minutes;
    longest = Math.max(longest, now);
  }
  return longest;
}

/** A lesson takes longer in a room than alone: predictions are voted on, questions asked. In steps of five minutes. */
export const presentedMinutes = (readingMinutes: number): number => Math.ceil((readingMinutes * 1.25) / 5) * 5;
