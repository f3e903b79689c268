// The log is cut into lives: of each member from one join to the next. How a life ended is asked of its own lines alone.
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

/** Of one member, in order, from a join up to the next one. */
type Life = readonly LogEvent[];

const has = (life: Life, kind: LogEvent['kind']): boolean => life.some((event) => event.kind === kind);

function* livesIn(events: readonly LogEvent[]): Generator<Life> {
  const open = new Map<string, LogEvent[]>();
  for (const event of events) {
    const life = open.get(event.member) ?? [];
    open.set(event.member, life);
    if (event.kind === 'joined' && has(life, 'joined')) {
      yield [...life];
      life.length = 0;
    }
    life.push(event);
  }
  yield* open.values();
}

/** `undefined`: it has not ended, or nobody knows. */
function endOf(life: Life): 'crash' | 'stop' | 'expulsion' | 'silence' | undefined {
  if (has(life, 'crashed')) return 'crash';
  if (has(life, 'stopping')) return 'stop';
  if (has(life, 'left')) return 'expulsion';
  return has(life, 'expired') ? 'silence' : undefined;
}

/** Where the record stands whose handler threw right before this life ended. */
function lastFailureIn(life: Life): string | undefined {
  const end = life.find(({ kind }) => kind === 'crashed');
  const failed = life.findLast((event) => event.kind === 'failed' && end !== undefined && end.atMs - event.atMs < 500);
  return failed?.kind === 'failed' ? `${failed.partition}@${failed.offset}` : undefined;
}

export function diagnose(events: readonly LogEvent[]): Diagnosis {
  const lives = [...livesIn(events)];
  const ended = new Map<string, Life[]>();
  for (const life of lives) {
    const end = endOf(life);
    if (end !== undefined) ended.set(end, [...(ended.get(end) ?? []), life]);
  }
  const [end, those] = [...ended].reduce((most, next) => (next[1].length > most[1].length ? next : most), ['', []]);
  const nameOf = (life: Life): string => life[0]?.member ?? '';
  const names = those.map(nameOf);
  const member = [...new Set(names)].sort(
    (a, b) => names.filter((name) => name === b).length - names.filter((name) => name === a).length,
  )[0];
  if (end === 'expulsion') return { member, cause: 'slow-poll', change: { settings: { 'max.poll.records': 5 } } };
  if (end === 'stop') {
    const isBack = new Set(
      lives.filter((life) => names.includes(nameOf(life)) && endOf(life) === undefined).map(nameOf),
    );
    return isBack.size > names.length / 2
      ? {
          member: undefined,
          cause: 'deploy',
          change: { settings: { 'session.timeout.ms': 40_000 }, code: 'static-members' },
        }
      : { member: undefined, cause: 'autoscaler', change: { code: 'scale-slowly' } };
  }
  if (end === 'crash') {
    const fatal = those.map(lastFailureIn).filter((place) => place !== undefined);
    const isOneRecord = fatal.some((place) => fatal.filter((other) => other === place).length * 2 > those.length);
    return isOneRecord
      ? { member: undefined, cause: 'poison-record', change: { code: 'dead-letter' } }
      : { member, cause: 'crash-loop', change: { code: 'take-out-the-member' } };
  }
  const offsets = events.flatMap((event) =>
    event.member === member && 'clockMs' in event ? [event.clockMs - event.atMs] : [],
  );
  return Math.max(...offsets) - Math.min(...offsets) > 3_000
    ? { member, cause: 'clock-step', change: { code: 'slew-the-clock' } }
    : { member, cause: 'long-pause', change: { settings: { 'session.timeout.ms': 36_000 } } };
}
