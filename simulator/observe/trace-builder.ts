// Floor 4. Traces written by hand, for the tests of this room: short to write, and of the same shape as recorded ones. Knows no rule.
import type { Api, RequestOf, ResponseOf } from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import type { CallbackName, GroupState, MemberState, RebalanceCause, TraceEvent } from '../protocol/trace-event.ts';
import type { RunTrace, TracedEvent } from './run-trace.ts';

type RemovalReason = Extract<TraceEvent, { kind: 'group.member.removed' }>['why'];

/** `orders-3` as a partition. */
export function partition(name: string): TopicPartition {
  const dash = name.lastIndexOf('-');
  return topicPartition(name.slice(0, dash), Number(name.slice(dash + 1)));
}

export function partitions(names: string): TopicPartition[] {
  return names === '' ? [] : names.split(' ').map(partition);
}

/** `{ 'orders-0': 5 }` as offsets by partition. */
export function byPartition<Value>(values: Readonly<Record<string, Value>>): Map<TopicPartition, Value> {
  return new Map(Object.entries(values).map(([name, value]) => [partition(name), value]));
}

/**
 * One group `g` with members called after their processes: process `c1`, client id `c1`, member id `c1-id` unless said otherwise.
 * Each call appends one event at the builder's time.
 */
export class TraceBuilder {
  readonly #events: TracedEvent[] = [];
  readonly #memberIds = new Map<string, string>();
  #atMs = 0;
  #generationId = 1;

  get trace(): RunTrace {
    return this.#events;
  }

  /** Sets the time of what follows. */
  at(atMs: number): this {
    this.#atMs = atMs;
    return this;
  }

  /** Sets the generation of what consumers tell from now on. */
  generation(generationId: number): this {
    this.#generationId = generationId;
    return this;
  }

  memberId(process: string, memberId: string): this {
    this.#memberIds.set(process, memberId);
    return this;
  }

  event(event: TraceEvent): this {
    this.#events.push({ ...event, atMs: this.#atMs });
    return this;
  }

  #member(process: string) {
    const memberId = this.#memberIds.get(process) ?? `${process}-id`;
    return { process, clientId: process, groupId: 'g', memberId, generationId: this.#generationId } as const;
  }

  // The coordinator

  state(from: GroupState, to: GroupState, cause?: RebalanceCause, process?: string): this {
    return this.event({
      kind: 'group.state',
      groupId: 'g',
      from,
      to,
      generationId: this.#generationId,
      ...(cause === undefined ? {} : { cause }),
      ...(process === undefined ? {} : { memberId: this.#member(process).memberId }),
    });
  }

  added(process: string, groupInstanceId: string | null = null): this {
    const { memberId, clientId } = this.#member(process);
    return this.event({ kind: 'group.member.added', groupId: 'g', memberId, clientId, groupInstanceId });
  }

  removed(process: string, why: RemovalReason, groupInstanceId: string | null = null): this {
    const { memberId, clientId } = this.#member(process);
    return this.event({ kind: 'group.member.removed', groupId: 'g', memberId, clientId, groupInstanceId, why });
  }

  /** The join phase ends with these members, the first of which leads. */
  joined(...processes: readonly string[]): this {
    const members = processes.map((process) => {
      const { memberId, clientId } = this.#member(process);
      return { memberId, clientId, groupInstanceId: null };
    });
    return this.event({
      kind: 'group.generation',
      groupId: 'g',
      generationId: this.#generationId,
      protocolName: 'range',
      leader: members[0]?.memberId ?? null,
      members,
    });
  }

  /** What is stored as assigned, by process: `{ c1: 'orders-0 orders-1' }`. */
  stored(assigned: Readonly<Record<string, string>>): this {
    return this.event({
      kind: 'group.assignment',
      groupId: 'g',
      generationId: this.#generationId,
      assignments: new Map(
        Object.entries(assigned).map(([process, names]) => [this.#member(process).memberId, partitions(names)]),
      ),
    });
  }

  /** A whole rebalance in one moment: from `from` over the two phases to Stable. */
  rebalanced(
    from: GroupState,
    generationId: number,
    assigned: Readonly<Record<string, string>>,
    cause: RebalanceCause = 'member joined',
    by = Object.keys(assigned)[0],
  ): this {
    return this.state(from, 'PreparingRebalance', cause, by)
      .generation(generationId)
      .state('PreparingRebalance', 'CompletingRebalance')
      .joined(...Object.keys(assigned))
      .state('CompletingRebalance', 'Stable')
      .stored(assigned);
  }

  committed(process: string, offsets: Readonly<Record<string, number>>, generationId = this.#generationId): this {
    const memberId = process === '' ? '' : this.#member(process).memberId;
    return this.event({
      kind: 'offsets.committed',
      groupId: 'g',
      memberId,
      generationId,
      offsets: byPartition(offsets),
    });
  }

  // Consumers

  memberState(process: string, from: MemberState, to: MemberState): this {
    return this.event({ kind: 'consumer.state', ...this.#member(process), from, to });
  }

  assigned(process: string, names: string): this {
    return this.event({ kind: 'consumer.assignment', ...this.#member(process), assignment: partitions(names) });
  }

  entered(process: string, callback: CallbackName, names: string, assignment = names): this {
    return this.event({
      kind: 'callback.entered',
      ...this.#member(process),
      callback,
      partitions: partitions(names),
      assignment: partitions(assignment),
    });
  }

  left(process: string, callback: CallbackName, names: string, error?: string): this {
    return this.event({
      kind: 'callback.left',
      ...this.#member(process),
      callback,
      partitions: partitions(names),
      ...(error === undefined ? {} : { error }),
    });
  }

  /** A callback that takes no time. */
  called(process: string, callback: CallbackName, names: string, assignment = names): this {
    return this.entered(process, callback, names, assignment).left(process, callback, names);
  }

  position(process: string, name: string, offset: number, why: 'committed' | 'reset' | 'seek'): this {
    return this.event({ kind: 'position.changed', ...this.#member(process), partition: partition(name), offset, why });
  }

  polled(process: string, records: Readonly<Record<string, readonly [first: number, last: number]>>): this {
    return this.event({ kind: 'poll.returned', ...this.#member(process), records: byPartition(records) });
  }

  processed(process: string, name: string, ...offsets: readonly number[]): this {
    for (const offset of offsets) {
      this.event({ kind: 'record.processed', process, clientId: process, partition: partition(name), offset });
    }
    return this;
  }

  closed(process: string): this {
    return this.event({ kind: 'consumer.closed', process, clientId: process });
  }

  crashed(process: string): this {
    return this.event({ kind: 'process.crashed', process });
  }

  // Logs and the wire

  appended(name: string, firstOffset: number, lastOffset: number): this {
    return this.event({ kind: 'log.appended', partition: partition(name), firstOffset, lastOffset });
  }

  sent<A extends Api>(correlationId: number, process: string, api: A, request: RequestOf<A>): this {
    return this.event({ kind: 'request.sent', correlationId, clientId: process, brokerId: 1, api, request });
  }

  arrived(correlationId: number, process: string, api: Api): this {
    return this.event({ kind: 'request.delivered', correlationId, clientId: process, brokerId: 1, api });
  }

  answered<A extends Api>(correlationId: number, process: string, api: A, response: ResponseOf<A>): this {
    return this.event({ kind: 'response.sent', correlationId, clientId: process, brokerId: 1, api, response });
  }

  /** A JoinGroup that arrives: sessions of 1 s, rebalances of 5 s, the topic `orders`. */
  joins(correlationId: number, process: string, memberId = this.#member(process).memberId): this {
    return this.sent(correlationId, process, 'JoinGroup', joinOf(memberId)).arrived(
      correlationId,
      process,
      'JoinGroup',
    );
  }

  /** What the JoinGroup of a member is answered with. */
  joinAnswered(correlationId: number, process: string, error: ResponseOf<'JoinGroup'>['error'] = 'NONE'): this {
    return this.answered(correlationId, process, 'JoinGroup', {
      error,
      memberId: this.#member(process).memberId,
      generationId: error === 'NONE' ? this.#generationId : -1,
      protocolType: 'consumer',
      protocolName: 'range',
      leader: '',
      skipAssignment: false,
      members: [],
    });
  }

  /** A heartbeat in the builder's generation that arrives and is answered. */
  beats(correlationId: number, process: string, error: ResponseOf<'Heartbeat'>['error'] = 'NONE'): this {
    const { memberId } = this.#member(process);
    const request = { groupId: 'g', generationId: this.#generationId, memberId, groupInstanceId: null };
    return this.sent(correlationId, process, 'Heartbeat', request)
      .arrived(correlationId, process, 'Heartbeat')
      .answered(correlationId, process, 'Heartbeat', { error });
  }

  heard(correlationId: number, process: string, api: Api): this {
    return this.event({ kind: 'response.delivered', correlationId, clientId: process, brokerId: 1, api });
  }
}

const joinOf = (memberId: string): RequestOf<'JoinGroup'> => ({
  groupId: 'g',
  memberId,
  groupInstanceId: null,
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: { topics: ['orders'], ownedPartitions: [] } }],
  sessionTimeoutMs: 1000,
  rebalanceTimeoutMs: 5000,
});
