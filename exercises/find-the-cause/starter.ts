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

/**
 * What caused the rebalances of an incident, and what ends them. The rules are in the brief.
 *
 * @param events in the order in which they happened
 */
export function diagnose(events: readonly LogEvent[]): Diagnosis {
  // So far it does what most people do first.
  const expired = events.find(({ kind }) => kind === 'expired');
  return { member: expired?.member, cause: 'long-pause', change: { settings: { 'session.timeout.ms': 300_000 } } };
}
