// Points for each cause, for each line that speaks for it: a line that could be anybody's bad luck gives one, and what is rare by chance gives more.
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

type Cause = Diagnosis['cause'];

export function diagnose(events: readonly LogEvent[]): Diagnosis {
  const points = new Map<Cause, number>();
  const blame = new Map<string, number>();
  const speaks = (cause: Cause, member: string, weight = 1): void => {
    points.set(cause, (points.get(cause) ?? 0) + weight);
    const key = `${cause} ${member}`;
    blame.set(key, (blame.get(key) ?? 0) + weight);
  };
  const all = (kind: LogEvent['kind'], member: string, from: number, to: number): number =>
    events.filter((one) => one.kind === kind && one.member === member && one.atMs >= from && one.atMs <= to).length;
  const firstMs = events[0]?.atMs ?? 0;
  for (const event of events) {
    const { atMs, kind, member } = event;
    if (kind === 'left') {
      const isAsked = all('stopping', member, atMs - 45_000, atMs) > 0;
      const comesBack = all('started', member, atMs, Number.POSITIVE_INFINITY) > 0;
      speaks(isAsked ? (comesBack ? 'deploy' : 'autoscaler') : 'slow-poll', member);
    }
    if (kind === 'crashed') {
      const failures = events.filter(
        (one) => one.kind === 'failed' && one.member === member && atMs - one.atMs < 100 && one.atMs <= atMs,
      );
      speaks(failures.length > 0 ? 'poison-record' : 'crash-loop', member);
    }
    if (kind === 'expired' && all('crashed', member, atMs - 60_000, atMs) === 0) {
      const off = events.some(
        (one) =>
          'clockMs' in one &&
          one.member === member &&
          one.atMs < atMs + 60_000 &&
          Math.abs(one.clockMs - one.atMs) > 10_000,
      );
      speaks(off ? 'clock-step' : 'long-pause', member);
    }
  }
  const [cause = 'long-pause'] = [...points].sort((a, b) => b[1] - a[1])[0] ?? [];
  const [worst = ''] = [...blame].filter(([key]) => key.startsWith(cause)).sort((a, b) => b[1] - a[1])[0] ?? [];
  const member = worst.slice(cause.length + 1);
  const longest = (): number => {
    let before = firstMs;
    let gap = 0;
    for (const one of events) {
      if (one.member !== member || !('clockMs' in one)) continue;
      gap = Math.max(gap, one.atMs - before);
      before = one.atMs;
    }
    return gap;
  };
  const changes: Readonly<Record<Cause, () => Omit<Diagnosis, 'cause'>>> = {
    'slow-poll': () => ({ member, change: { settings: { 'max.poll.interval.ms': 480_000 } } }),
    'long-pause': () => ({
      member,
      change: { settings: { 'session.timeout.ms': Math.min(42_000, 10_000 + longest()) } },
    }),
    'crash-loop': () => ({ member, change: { code: 'take-out-the-member' } }),
    'poison-record': () => ({ member: undefined, change: { code: 'dead-letter' } }),
    deploy: () => ({
      member: undefined,
      change: { code: 'static-members', settings: { 'session.timeout.ms': 30_000 } },
    }),
    autoscaler: () => ({ member: undefined, change: { code: 'scale-slowly' } }),
    'clock-step': () => ({ member, change: { code: 'slew-the-clock' } }),
  };
  return { cause, ...changes[cause]() };
}
