// Floor 7. Where a presentation is against its agenda: ahead or behind, and how far into the item. Pure; times in ms.
import type { Agenda } from '../agenda/agenda.ts';
import { minutesBefore, minutesOf } from '../agenda/editing.ts';

const minuteMs = 60_000;
/** Before its start and after its end an agenda's own clock counts this long; beyond it somebody is rehearsing. */
const earlyMs = 60 * minuteMs;
const lateMs = 180 * minuteMs;

/**
 * When the agenda begins for this presentation: at its time of day today, where that is about now; else it begins with the presentation.
 *
 * @param nowMs when the presentation was opened, since the epoch
 */
export function beginningOf({ startsAt, items }: Agenda, nowMs: number): number {
  if (startsAt === undefined) return nowMs;
  const [hours = 0, minutes = 0] = startsAt.split(':').map(Number);
  const start = new Date(nowMs).setHours(hours, minutes, 0, 0);
  const end = start + minutesOf(items).total * minuteMs;
  return nowMs >= start - earlyMs && nowMs <= end + lateMs ? start : nowMs;
}

export interface Place {
  readonly item: number;
  readonly step: number;
  /** Of the item; at least one. */
  readonly steps: number;
}

/**
 * How far behind the agenda it is; below zero: ahead. Each step has its share of the item's time: within it, all is well.
 *
 * @param startMs as `beginningOf` gave it
 */
export function behindMs(items: Agenda['items'], { item, step, steps }: Place, startMs: number, nowMs: number): number {
  const beginMs = startMs + minutesBefore(items, item) * minuteMs;
  const shareMs = ((items[item]?.minutes ?? 0) * minuteMs) / steps;
  const early = nowMs - (beginMs + step * shareMs);
  const late = nowMs - (beginMs + (step + 1) * shareMs);
  return late > 0 ? late : Math.min(early, 0);
}

/** `on time`, `4 min behind`, `12 min ahead`. */
export function paceText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / minuteMs);
  if (minutes === 0) return 'on time';
  return `${minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`} ${ms > 0 ? 'behind' : 'ahead'}`;
}
