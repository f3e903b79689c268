// Floor 6. What is left of an incident when somebody comes to look: what the supervisor, the coordinator and the clients have logged, put together by
// the broker's clock. Made of a trace; knows no cause.
import type { ParsedScenario, SimulatedCluster } from 'simulator';
import { groupId } from './incidents';

type Scenario = Extract<ParsedScenario, { scenario: unknown }>['scenario'];

/** One line of the logs. `atMs` is a time by the brokers' clock, `clockMs` one by the member's own. */
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

/** In the order in which it happened. */
export function logOf(trace: SimulatedCluster['trace'], scenario: Scenario): readonly LogEvent[] {
  const clocks = new Map<string, number>();
  const clientOf = new Map<string, string>();
  const log: LogEvent[] = [];
  for (const event of trace) {
    const { atMs } = event;
    const clockOf = (member: string): number => atMs + (clocks.get(member) ?? 0);
    switch (event.kind) {
      case 'process.clock':
        clocks.set(event.process, (clocks.get(event.process) ?? 0) + event.stepMs);
        break;
      case 'process.started':
        if (scenario.consumers.has(event.process)) {
          log.push({ atMs, kind: 'started', member: event.process, settings: settingsOf(scenario, event.process) });
        }
        break;
      case 'process.stopping':
      case 'process.crashed':
        if (!scenario.consumers.has(event.process)) break;
        log.push({ atMs, kind: event.kind === 'process.crashed' ? 'crashed' : 'stopping', member: event.process });
        break;
      case 'group.member.added':
        clientOf.set(event.memberId, event.clientId);
        log.push({ atMs, kind: 'joined', member: event.clientId });
        break;
      case 'group.member.removed':
        if (event.why === 'left') log.push({ atMs, kind: 'left', member: event.clientId });
        if (event.why === 'session expired') log.push({ atMs, kind: 'expired', member: event.clientId });
        break;
      case 'group.state':
        if (event.groupId !== groupId || event.to !== 'PreparingRebalance') break;
        log.push({
          atMs,
          kind: 'rebalance',
          member: clientOf.get(event.memberId ?? '') ?? '',
          cause: event.cause ?? '',
        });
        break;
      case 'poll.returned': {
        let records = 0;
        for (const [first, last] of event.records.values()) records += last - first + 1;
        if (records > 0)
          log.push({ atMs, kind: 'polled', member: event.process, clockMs: clockOf(event.process), records });
        break;
      }
      case 'record.processed':
      case 'record.failed':
        log.push({
          atMs,
          kind: event.kind === 'record.failed' ? 'failed' : 'handled',
          member: event.process,
          clockMs: clockOf(event.process),
          partition: event.partition.partition,
          offset: event.offset,
        });
        break;
    }
  }
  return log;
}

function settingsOf({ consumers }: Scenario, member: string) {
  const config = consumers.get(member)?.config ?? {};
  const setting = (key: string): number => Number(Object.entries(config).find(([known]) => known === key)?.[1] ?? 0);
  return {
    'session.timeout.ms': setting('session.timeout.ms'),
    'max.poll.interval.ms': setting('max.poll.interval.ms'),
    'max.poll.records': setting('max.poll.records'),
  };
}
