// Floor 4. Who owned which partition when, in two views: what the consumers believed, and what the coordinator had stored. The two
// differ while somebody has not been told yet, and that difference is what many lessons are about.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { CallbackName } from '../protocol/trace-event.ts';
import { type ConsumerEnd, type ConsumerView, ConsumerViews } from './consumer-view.ts';
import { type GroupView, GroupViews } from './group-view.ts';
import { clientKey, type RunTrace, type TracedEvent } from './run-trace.ts';

export interface OwnershipInterval {
  readonly partition: TopicPartition;
  /** In the clients' view `process/clientId`, in the coordinator's the member id. */
  readonly owner: string;
  readonly memberId: string;
  /** The generation in which the owner got it. */
  readonly generationId: number;
  /** In ms of virtual time; the interval does not include `toMs`. */
  readonly fromMs: number;
  /** `undefined`: still owned when the run ended. */
  readonly toMs: number | undefined;
  /** Indexes of the events that began and ended it. */
  readonly fromIndex: number;
  readonly toIndex: number | undefined;
  readonly endedBy: OwnershipEnd | undefined;
}

export type OwnershipEnd =
  | 'revoked'
  | 'lost'
  | 'unassigned'
  | 'assigned to another'
  | 'removed from the group'
  /** Deleted, or the coordinator gave the group up: another one that loads it begins anew. */
  | 'group gone'
  | ConsumerEnd;

/** Intervals of one group by partition, in the order in which they began. Partitions in the order of their first owner. */
export type GroupOwnership = ReadonlyMap<TopicPartition, readonly OwnershipInterval[]>;

/** By group id. */
export type Ownership = ReadonlyMap<string, GroupOwnership>;

type Open = { -readonly [Field in keyof OwnershipInterval]: OwnershipInterval[Field] };

/** Collects intervals, of which several can be open for one partition: that is an overlap. */
class Ledger {
  readonly groups = new Map<string, Map<TopicPartition, Open[]>>();
  readonly #open = new Map<string, Map<TopicPartition, Open>>();

  begin(
    groupId: string,
    owner: string,
    memberId: string,
    generationId: number,
    partition: TopicPartition,
    at: At,
  ): void {
    const interval: Open = {
      partition,
      owner,
      memberId,
      generationId,
      fromMs: at.atMs,
      toMs: undefined,
      fromIndex: at.index,
      toIndex: undefined,
      endedBy: undefined,
    };
    const ofGroup = this.groups.get(groupId) ?? new Map<TopicPartition, Open[]>();
    this.groups.set(groupId, ofGroup);
    const ofPartition = ofGroup.get(partition);
    if (ofPartition === undefined) ofGroup.set(partition, [interval]);
    else ofPartition.push(interval);
    this.#ownedBy(groupId, owner).set(partition, interval);
  }

  end(groupId: string, owner: string, partition: TopicPartition, why: OwnershipEnd, at: At): void {
    const owned = this.#ownedBy(groupId, owner);
    const interval = owned.get(partition);
    if (interval === undefined) return;
    owned.delete(partition);
    interval.toMs = at.atMs;
    interval.toIndex = at.index;
    interval.endedBy = why;
  }

  owned(groupId: string, owner: string): ReadonlyMap<TopicPartition, Open> {
    return this.#ownedBy(groupId, owner);
  }

  #ownedBy(groupId: string, owner: string): Map<TopicPartition, Open> {
    const key = `${groupId}\n${owner}`;
    const owned = this.#open.get(key) ?? new Map<TopicPartition, Open>();
    this.#open.set(key, owned);
    return owned;
  }
}

interface At {
  readonly atMs: number;
  readonly index: number;
}

/** What the consumers held: from the moment `assignment()` has a partition until it has not, or the consumer is gone. */
export function clientOwnership(trace: RunTrace): Ownership {
  const consumers = new ConsumerViews();
  const ledger = new Ledger();
  const lastCallback = new Map<string, CallbackName>();
  const endAll = ({ groupId, key }: ConsumerView, why: OwnershipEnd, at: At) => {
    for (const partition of [...ledger.owned(groupId, key).keys()]) ledger.end(groupId, key, partition, why, at);
    lastCallback.delete(key);
  };
  for (const [index, event] of trace.entries()) {
    const at = { atMs: event.atMs, index };
    const change = consumers.next(event);
    for (const { consumer, why } of change.ended) endAll(consumer, why, at);
    if (event.kind === 'callback.left') lastCallback.set(clientKey(event), event.callback);
    if (change.reassigned === undefined) continue;
    const { consumer, before } = change.reassigned;
    const { groupId, key, memberId, generationId } = consumer;
    const why = endAfter(lastCallback.get(key));
    for (const partition of before) {
      if (!consumer.assignment.has(partition)) ledger.end(groupId, key, partition, why, at);
    }
    for (const partition of consumer.assignment) {
      if (!before.has(partition)) ledger.begin(groupId, key, memberId, generationId, partition, at);
    }
  }
  return ledger.groups;
}

function endAfter(callback: CallbackName | undefined): OwnershipEnd {
  if (callback === 'onPartitionsRevoked') return 'revoked';
  return callback === 'onPartitionsLost' ? 'lost' : 'unassigned';
}

/** What the coordinator had stored: from one assignment to the next, or until the member is removed. */
export function coordinatorOwnership(trace: RunTrace): Ownership {
  const groups = new GroupViews();
  const ledger = new Ledger();
  const held = new Map<string, ReadonlyMap<string, readonly TopicPartition[]>>();
  for (const [index, event] of trace.entries()) {
    groups.next(event);
    if (!changesAssignments(event)) continue;
    const group = groups.get(event.groupId);
    if (group === undefined) continue;
    const after = new Map(group.assignments);
    settle(ledger, group, held.get(event.groupId) ?? new Map(), after, endedBy(event), { atMs: event.atMs, index });
    held.set(event.groupId, after);
  }
  return ledger.groups;
}

function endedBy(event: TracedEvent): OwnershipEnd {
  if (event.kind === 'group.assignment') return 'assigned to another';
  return event.kind === 'group.state' && event.to === 'Dead' ? 'group gone' : 'removed from the group';
}

function changesAssignments(
  event: TracedEvent,
): event is Extract<TracedEvent, { groupId: string; kind: `group.${string}` }> {
  return (
    event.kind === 'group.assignment' ||
    event.kind === 'group.member.removed' ||
    event.kind === 'group.member.added' ||
    (event.kind === 'group.state' && (event.to === 'Empty' || event.to === 'Dead'))
  );
}

function settle(
  ledger: Ledger,
  { groupId, assignedGenerationId }: GroupView,
  before: ReadonlyMap<string, readonly TopicPartition[]>,
  after: ReadonlyMap<string, readonly TopicPartition[]>,
  why: OwnershipEnd,
  at: At,
): void {
  for (const [memberId, partitions] of before) {
    const now = after.get(memberId);
    if (now === partitions) continue;
    const kept = new Set(now);
    for (const partition of partitions) if (!kept.has(partition)) ledger.end(groupId, memberId, partition, why, at);
  }
  for (const [memberId, partitions] of after) {
    if (before.get(memberId) === partitions) continue;
    const owned = ledger.owned(groupId, memberId);
    for (const partition of partitions) {
      if (!owned.has(partition)) ledger.begin(groupId, memberId, memberId, assignedGenerationId, partition, at);
    }
  }
}
