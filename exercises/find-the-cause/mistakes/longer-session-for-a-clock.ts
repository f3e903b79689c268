// R3: A longer session for a clock that is set back: where the topic is quiet for longer, it changes nothing.
type LogEvent = { readonly atMs: number; readonly member: string } & (
  | {
      readonly kind: 'started';
      readonly settings: Readonly<Record<'session.timeout.ms' | 'max.poll.interval.ms' | 'max.poll.records', number>>;
    }
  | { readonly kind: 'stopping' | 'crashed' }
  | { readonly kind: 'joined' | 'left' | 'expired' }
  | { readonly kind: 'rebalance'; readonly cause: string }
  | { readonly kind: 'polled'; readonly clockMs: number; readonly records: number }
  | {
      readonly kind: 'handled' | 'failed';
      readonly clockMs: number;
      readonly partition: number;
      readonly offset: number;
    }
);

interface Diagnosis {
  readonly member: string | undefined;
  readonly cause: 'slow-poll' | 'long-pause' | 'crash-loop' | 'poison-record' | 'deploy' | 'autoscaler' | 'clock-step';
  readonly change: {
    readonly settings?: Readonly<
      Partial<Record<'session.timeout.ms' | 'max.poll.interval.ms' | 'max.poll.records', number>>
    >;
    readonly code?: 'dead-letter' | 'static-members' | 'take-out-the-member' | 'scale-slowly' | 'slew-the-clock';
  };
}

type Setting = keyof NonNullable<Diagnosis['change']['settings']>;
type Line<Kind extends LogEvent['kind']> = Extract<LogEvent, { readonly kind: Kind }>;

type Way = 'stopped' | 'crashed' | 'too slow' | 'silent';

interface Departure {
  readonly member: string;
  readonly way: Way;
}

const sessionMaxMs = 45_000;
const clockStepMs = 5_000;

export function diagnose(events: readonly LogEvent[]): Diagnosis {
  const departures = departuresIn(events);
  const way = mostFrequent(departures.map((one) => one.way)) ?? 'silent';
  const member = mostFrequent(departures.filter((one) => one.way === way).map((one) => one.member)) ?? '';
  switch (way) {
    case 'too slow':
      return { member, cause: 'slow-poll', change: { settings: { 'max.poll.records': batchFor(member, events) } } };
    case 'silent':
      return clockIsOff(member, events)
        ? { member, cause: 'clock-step', change: { settings: { 'session.timeout.ms': sessionMaxMs } } }
        : { member, cause: 'long-pause', change: { settings: { 'session.timeout.ms': sessionMaxMs } } };
    case 'crashed':
      return followsARecord(events)
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
  }
}

function departuresIn(events: readonly LogEvent[]): readonly Departure[] {
  const ended = new Map<string, 'stopped' | 'crashed'>();
  const departures: Departure[] = [];
  for (const { kind, member } of events) {
    if (kind === 'stopping') ended.set(member, 'stopped');
    if (kind === 'crashed') {
      ended.set(member, 'crashed');
      departures.push({ member, way: 'crashed' });
    }
    // A member that was started again left its old place behind, which expires later.
    if (kind === 'joined') ended.delete(member);
    if (kind === 'left') departures.push({ member, way: ended.get(member) === 'stopped' ? 'stopped' : 'too slow' });
    if (kind === 'expired' && ended.get(member) !== 'crashed') departures.push({ member, way: 'silent' });
  }
  return departures;
}

function batchFor(member: string, events: readonly LogEvent[]): number {
  const own = linesOf(member, events);
  const paces = own.flatMap((line, at) => {
    const next = own[at + 1];
    return line.kind === 'handled' && next?.kind === 'handled' ? [next.atMs - line.atMs] : [];
  });
  const paceMs = [...paces].sort((a, b) => a - b)[Math.floor(paces.length * 0.9)] ?? 1;
  return Math.max(1, Math.floor(settingOf(member, events, 'max.poll.interval.ms') / 2 / Math.max(1, paceMs)));
}

function clockIsOff(member: string, events: readonly LogEvent[]): boolean {
  return linesOf(member, events).some(({ atMs, clockMs }) => Math.abs(clockMs - atMs) > clockStepMs);
}

function followsARecord(events: readonly LogEvent[]): boolean {
  let crashes = 0;
  const fatal: string[] = [];
  const lastFailure = new Map<string, Line<'handled' | 'failed'>>();
  for (const event of events) {
    if (event.kind === 'failed') lastFailure.set(event.member, event);
    if (event.kind !== 'crashed') continue;
    crashes += 1;
    const failure = lastFailure.get(event.member);
    if (failure !== undefined && event.atMs - failure.atMs < 1000) fatal.push(`${failure.partition}@${failure.offset}`);
  }
  const worst = mostFrequent(fatal);
  return fatal.filter((record) => record === worst).length * 2 > crashes;
}

function comeBack(events: readonly LogEvent[]): boolean {
  const stopped = new Set<string>();
  let back = 0;
  for (const { kind, member } of events) {
    if (kind === 'stopping') stopped.add(member);
    if (kind === 'started' && stopped.has(member)) back += 1;
  }
  return back * 2 > stopped.size;
}

function linesOf(member: string, events: readonly LogEvent[]): readonly Line<'polled' | 'handled' | 'failed'>[] {
  return events.filter((event) => event.member === member).filter((event) => 'clockMs' in event);
}

function settingOf(member: string, events: readonly LogEvent[], setting: Setting): number {
  const started = events.findLast((event) => event.kind === 'started' && event.member === member);
  return started?.kind === 'started' ? started.settings[setting] : 0;
}

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
