// Floor 3. What a consumer puts into the trace of the run: the events of `ClientEvent`, with who they are about.

import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { CallbackName, Emit, MemberState, TraceEvent } from '../../protocol/trace-event.ts';
import type { Membership } from './membership.ts';
import type { SubscriptionState } from './subscription-state.ts';

interface Identity {
  readonly process: string;
  readonly clientId: string;
  readonly groupId: string | undefined;
}

export class ConsumerTrace {
  readonly #emit: Emit;
  readonly #identity: Identity;
  readonly #membership: Membership;
  readonly #subscriptions: SubscriptionState;

  constructor(emit: Emit, identity: Identity, membership: Membership, subscriptions: SubscriptionState) {
    this.#emit = emit;
    this.#identity = identity;
    this.#membership = membership;
    this.#subscriptions = subscriptions;
  }

  created(): void {
    this.#emit({ kind: 'consumer.created', ...this.#identity });
  }
  closed(): void {
    const { process, clientId } = this.#identity;
    this.#emit({ kind: 'consumer.closed', process, clientId });
  }
  state(from: MemberState, to: MemberState): void {
    this.#emit({ kind: 'consumer.state', ...this.#member(), from, to });
  }
  assignment(): void {
    this.#emit({ kind: 'consumer.assignment', ...this.#member(), assignment: this.#subscriptions.assignedPartitions });
  }
  callbackEntered(callback: CallbackName, partitions: readonly TopicPartition[]): void {
    const assignment = this.#subscriptions.assignedPartitions;
    this.#emit({ kind: 'callback.entered', ...this.#member(), callback, partitions, assignment });
  }
  callbackLeft(callback: CallbackName, partitions: readonly TopicPartition[], error?: unknown): void {
    this.#emit({ kind: 'callback.left', ...this.#member(), callback, partitions, ...described(error) });
  }
  pollEntered(timeoutMs: number): void {
    this.#emit({ kind: 'poll.entered', ...this.#member(), timeoutMs });
  }
  pollReturned(records: ReadonlyMap<TopicPartition, readonly [first: number, last: number]>, error?: unknown): void {
    this.#emit({ kind: 'poll.returned', ...this.#member(), records, ...described(error) });
  }
  committed(mode: 'sync' | 'async' | 'auto', offsets: ReadonlyMap<TopicPartition, number>, error?: unknown): void {
    this.#emit({ kind: 'commit.completed', ...this.#member(), mode, offsets, ...described(error) });
  }
  position(partition: TopicPartition, offset: number, why: 'committed' | 'reset' | 'seek'): void {
    this.#emit({ kind: 'position.changed', ...this.#member(), partition, offset, why });
  }

  #member(): Pick<
    Extract<TraceEvent, { kind: 'poll.entered' }>,
    'process' | 'clientId' | 'groupId' | 'memberId' | 'generationId'
  > {
    const { process, clientId, groupId } = this.#identity;
    const { memberId, generationId } = this.#membership.generation;
    return { process, clientId, groupId: groupId ?? '', memberId, generationId };
  }
}

/** An error as the trace names it. */
function described(error: unknown): { readonly error?: string } {
  if (error === undefined) return {};
  if (error instanceof Error) return { error: error.name };
  return { error: String(error) };
}
