// Floor 5. Finds what makes a group rebalance again and again: how its members go, which way of going is the most frequent, and what stands in the
// logs beside it. Knows nothing of how an incident was made.

/** One line of the logs of an incident. `atMs` is a time by the brokers' clock, `clockMs` one by the member's own. */
export type LogEvent = { readonly atMs: number; readonly member: string } & (
  | {
      /** Supervisor: a process is started, with these settings. */
      readonly kind: 'started';
      readonly settings: Readonly<Record<'session.timeout.ms' | 'max.poll.interval.ms' | 'max.poll.records', number>>;
    }
  /** Supervisor: it was asked to stop, or has ended by itself. */
  | { readonly kind: 'stopping' | 'crashed' }
  /** Coordinator: a member is added, leaves by its own request, or is removed because nothing was heard of it for a session. */
  | { readonly kind: 'joined' | 'left' | 'expired' }
  /** Coordinator: a rebalance begins, through this member. */
  | { readonly kind: 'rebalance'; readonly cause: string }
  /** Client: a poll returned so many records. */
  | { readonly kind: 'polled'; readonly clockMs: number; readonly records: number }
  /** Client: a record is handled, or its handler threw. */
  | {
      readonly kind: 'handled' | 'failed';
      readonly clockMs: number;
      readonly partition: number;
      readonly offset: number;
    }
);

export interface Diagnosis {
  /** Who is to blame; `undefined` where no member in particular is. */
  readonly member: string | undefined;
  readonly cause: 'slow-poll' | 'long-pause' | 'crash-loop' | 'poison-record' | 'deploy' | 'autoscaler' | 'clock-step';
  readonly change: {
    /** One setting, for all members. */
    readonly settings?: Readonly<
      Partial<Record<'session.timeout.ms' | 'max.poll.interval.ms' | 'max.poll.records', number>>
    >;
    readonly code?: 'dead-letter' | 'static-members' | 'take-out-the-member' | 'scale-slowly' | 'slew-the-clock';
  };
}

/** How a member went: it was asked to, its process died, its loop was too slow, or it was not heard of. */
type Way = 'stopped' | 'crashed' | 'too slow' | 'silent';

interface Departure {
  readonly member: string;
  readonly way: Way;
}

/** The default, at which a crash is taken over well within a minute. */
const sessionMaxMs = 45_000;
/** No clock is so far off by itself. */
const clockStepMs = 5_000;

export function diagnose(events: readonly LogEvent[]): Diagnosis {
  const departures = departuresIn(events);
  const [way] = mostFrequent(departures.map((one) => one.way));
  const [member] = mostFrequent(departures.map((one) => one.member));
  switch (way) {
    case 'too slow':
      return { member, cause: 'slow-poll', change: { settings: { 'max.poll.records': batchFor(member, events) } } };
    case 'crashed':
      return isOneRecord(events)
        ? { member: undefined, cause: 'poison-record', change: { code: 'dead-letter' } }
        : { member, cause: 'crash-loop', change: { code: 'take-out-the-member' } };
    case 'stopped':
      return comeBack(events)
        ? {
            member: undefined,
            cause: 'deploy',
            change: { code: 'static-members', settings: { 'session.timeout.ms': sessionMaxMs } },
          }
        : { member: undefined, cause: 'autoscaler', change: { code: 'scale-slowly' } };
    default:
      return isClockOff(events)
        ? { member, cause: 'clock-step', change: { code: 'slew-the-clock' } }
        : { member, cause: 'long-pause', change: { settings: { 'session.timeout.ms': sessionMaxMs } } };
  }
}

/** Each time that a member was removed, with what the supervisor has to say about its process. */
function departuresIn(events: readonly LogEvent[]): readonly Departure[] {
  const ended = new Map<string, 'stopping' | 'crashed'>();
  const departures: Departure[] = [];
  for (const { kind, member } of events) {
    if (kind === 'stopping' || kind === 'crashed') ended.set(member, kind);
    if (kind === 'left') departures.push({ member, way: ended.get(member) === 'stopping' ? 'stopped' : 'too slow' });
    // Who crashes leaves a place behind. It expires when the process has long been started again.
    if (kind === 'expired') departures.push({ member, way: ended.get(member) === 'crashed' ? 'crashed' : 'silent' });
  }
  return departures;
}

/** What takes half of the poll interval at the pace of this member: the least time between two records. */
function batchFor(member: string | undefined, events: readonly LogEvent[]): number {
  const own = events.filter((event) => event.kind === 'handled' && event.member === member);
  const paceMs = Math.min(...own.slice(1).map(({ atMs }, at) => atMs - (own[at]?.atMs ?? 0)));
  const [intervalMs = 0] = events.flatMap((event) =>
    event.kind === 'started' ? [event.settings['max.poll.interval.ms']] : [],
  );
  return Math.floor(intervalMs / 2 / paceMs);
}

function isClockOff(events: readonly LogEvent[]): boolean {
  return events.some((event) => 'clockMs' in event && Math.abs(event.clockMs - event.atMs) > clockStepMs);
}

/** Whether one and the same record has failed for most of the crashes. */
function isOneRecord(events: readonly LogEvent[]): boolean {
  const failed = events.flatMap((event) => (event.kind === 'failed' ? [`${event.partition}@${event.offset}`] : []));
  const [, times = 0] = mostFrequent(failed);
  return times * 2 > events.filter(({ kind }) => kind === 'crashed').length;
}

/** Whether those that were asked to stop are started again under the same name. */
function comeBack(events: readonly LogEvent[]): boolean {
  const stopped = new Set<string>();
  return events.some(({ kind, member }) => {
    if (kind === 'stopping') stopped.add(member);
    return kind === 'started' && stopped.has(member);
  });
}

/** With how often it is there. */
function mostFrequent<T>(values: readonly T[]): readonly [T, number] | readonly [] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
}
