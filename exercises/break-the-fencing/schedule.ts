// Floor 6. A schedule as the answer wrote it, read into plain data once, with what is wrong in it in words. Knows no fence.

export type Action = 'start' | 'close' | 'crash' | 'freeze' | 'stall';

export interface ScheduledEvent {
  readonly atMs: number;
  readonly action: Action;
  readonly process: string;
  /** Of a freeze or a stall. */
  readonly forMs: number;
}

export type Schedule =
  | { readonly events: readonly ScheduledEvent[]; readonly problem?: undefined }
  | { readonly events?: undefined; readonly problem: string };

/** The last moment at which something may happen. */
const lastMs = 40_000;
const processes = ['c1', 'c2'];
const actions: readonly Action[] = ['start', 'close', 'crash', 'freeze', 'stall'];
const lasting: readonly Action[] = ['freeze', 'stall'];

/** @param given what the answer exports under this name */
export function readSchedule(name: string, given: unknown): Schedule {
  if (!Array.isArray(given)) return { problem: `${name} was to be a list of events, and is ${typeof given}.` };
  const events: ScheduledEvent[] = [];
  for (const [index, each] of given.entries()) {
    const read = readEvent(each);
    if (typeof read === 'string') return { problem: `Event ${index + 1} of ${name}: ${read}` };
    const before = events.at(-1);
    if (before !== undefined && before.atMs > read.atMs) {
      return {
        problem: `Event ${index + 1} of ${name} is at ${read.atMs} ms, before the one in front of it, at ${before.atMs} ms: write them in their order.`,
      };
    }
    events.push(read);
  }
  return { events };
}

function readEvent(given: unknown): ScheduledEvent | string {
  if (typeof given !== 'object' || given === null) return 'it is no object, such as { atMs: 5000, start: "c2" }.';
  const { atMs, forMs, ...rest }: Readonly<Record<string, unknown>> = { ...given };
  const named = Object.entries(rest).filter(([, value]) => value !== undefined);
  const [action, process] = named[0] ?? [];
  const known = actions.find((each) => each === action);
  if (known === undefined || named.length !== 1) {
    return `it has to say one of ${actions.join(', ')}, and says ${named.map(([key]) => key).join(' and ') || 'nothing'}.`;
  }
  if (typeof process !== 'string' || !processes.includes(process)) {
    return `${known} takes "c1" or "c2", not ${JSON.stringify(process)}.`;
  }
  if (!isWhole(atMs) || atMs > lastMs) return `atMs was to be whole milliseconds from 0 to ${lastMs}.`;
  if (!lasting.includes(known)) return { atMs, action: known, process, forMs: 0 };
  if (!isWhole(forMs) || forMs === 0 || forMs > lastMs)
    return `${known} takes forMs, whole milliseconds up to ${lastMs}.`;
  return { atMs, action: known, process, forMs };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
