// Floor 6. What an answer of this exercise is: a list of things that happen to two processes, read into plain data with a clear message for
// what cannot be. Knows no listener.

export const names = ['c1', 'c2'] as const;
export type Name = (typeof names)[number];

export type ScheduledEvent = { readonly at: number } & (
  | { readonly start: Name }
  | { readonly leave: Name }
  | { readonly crash: Name }
  | { readonly freeze: Name; readonly for: number }
);

export type Schedule = readonly ScheduledEvent[];

export const bounds = { firstMs: 0, lastMs: 20_000, freezeMostMs: 10_000 } as const;

/** @returns the schedule in the order of time, or what is wrong with it, in words */
export function readSchedule(given: unknown): Schedule | string {
  if (!Array.isArray(given)) return 'It is no list of events.';
  const events: ScheduledEvent[] = [];
  for (const [index, each] of given.entries()) {
    const event = readEvent(each);
    if (typeof event === 'string') return `Event ${index + 1} ${event}`;
    events.push(event);
  }
  return events.sort((a, b) => a.at - b.at);
}

function readEvent(given: unknown): ScheduledEvent | string {
  if (typeof given !== 'object' || given === null) return 'is no object such as { at: 5000, crash: "c1" }.';
  const event = new Map<string, unknown>(Object.entries(given));
  const at = event.get('at');
  if (!isWhole(at, bounds.firstMs, bounds.lastMs)) {
    return `needs "at", whole milliseconds from ${bounds.firstMs} to ${bounds.lastMs}.`;
  }
  const kinds = ['start', 'leave', 'crash', 'freeze'].filter((kind) => event.has(kind));
  if (kinds.length !== 1)
    return `has to be one of start, leave, crash and freeze; it is ${kinds.join(' and ') || 'none of them'}.`;
  const [kind = ''] = kinds;
  const name = names.find((each) => each === event.get(kind));
  if (name === undefined) return `has to name c1 or c2 as what it is to ${kind}.`;
  switch (kind) {
    case 'start':
      return { at, start: name };
    case 'leave':
      return { at, leave: name };
    case 'crash':
      return { at, crash: name };
    default: {
      const forMs = event.get('for');
      if (!isWhole(forMs, 1, bounds.freezeMostMs)) {
        return `needs "for", whole milliseconds from 1 to ${bounds.freezeMostMs}: how long ${name} stands still.`;
      }
      return { at, freeze: name, for: forMs };
    }
  }
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
