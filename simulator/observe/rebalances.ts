// Floor 4. The rebalances of a run: each from PreparingRebalance until the group is at rest again, with what began it and what it
// moved. Counts what happened; how long consumers stood still is the subject of ./pauses.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { GroupState, RebalanceCause } from '../protocol/trace-event.ts';
import { type ConsumerView, ConsumerViews } from './consumer-view.ts';
import { type GroupView, GroupViews } from './group-view.ts';
import type { RunTrace, TracedEvent } from './run-trace.ts';

export interface Rebalance {
  readonly groupId: string;
  /** From the first PreparingRebalance. */
  readonly fromMs: number;
  /** Until Stable, Empty or Dead; `undefined`: it was not over when the run ended. */
  readonly toMs: number | undefined;
  readonly durationMs: number;
  readonly fromIndex: number;
  readonly toIndex: number | undefined;
  readonly endedAs: GroupState | undefined;
  /** What began it, and whatever began it anew before it was over. */
  readonly causes: readonly {
    readonly atMs: number;
    readonly cause: RebalanceCause;
    readonly memberId: string | undefined;
  }[];
  /** The generation that came out of it; `undefined`: none did. */
  readonly generationId: number | undefined;
  readonly protocolName: string | null;
  /** Member ids, in join order. */
  readonly membersBefore: readonly string[];
  readonly membersAfter: readonly string[];
  /** Owned by somebody before and by somebody else after, in the coordinator's view. A static member's new id is the same owner. */
  readonly moved: readonly TopicPartition[];
  /** Taken from a consumer in the course of it, if only to be given back: nobody handed out their records meanwhile. */
  readonly stopped: readonly TopicPartition[];
  /** The rebalance whose second round this is: a cooperative member gave partitions up and joined again, so that others get them. */
  readonly followUpOf: number | undefined;
}

type Open = { -readonly [Field in keyof Rebalance]: Rebalance[Field] } & {
  causes: { atMs: number; cause: RebalanceCause; memberId: string | undefined }[];
  readonly stoppedSet: Set<TopicPartition>;
  readonly ownersBefore: ReadonlyMap<TopicPartition, string>;
};

interface Following {
  open: Open | undefined;
  /** The last rebalance, and its index in the answer. What it assigned is told only after the group is Stable. */
  latest: Open | undefined;
  last: number | undefined;
  /** What was assigned last, to all members there were: a removed member is still in it. */
  atRest: ReadonlyMap<string, readonly TopicPartition[]>;
  /** Members that gave partitions up after the last assignment because that assignment has them no longer. */
  readonly gaveUp: Set<string>;
  /** What members gave up between rebalances, by member id: an eager leader does so before it asks for one. */
  readonly early: Map<string, readonly TopicPartition[]>;
  /** Who is the member behind a member id: a static member keeps its instance id. */
  readonly names: Map<string, string>;
}

/** In the order in which they began. */
export function rebalances(trace: RunTrace): readonly Rebalance[] {
  const rounds: Open[] = [];
  const groups = new GroupViews();
  const consumers = new ConsumerViews();
  const followed = new Map<string, Following>();
  const follow = (groupId: string): Following => {
    const following: Following = followed.get(groupId) ?? {
      open: undefined,
      latest: undefined,
      last: undefined,
      atRest: new Map(),
      gaveUp: new Set(),
      early: new Map(),
      names: new Map(),
    };
    followed.set(groupId, following);
    return following;
  };
  const stop = ({ groupId }: ConsumerView, partitions: Iterable<TopicPartition>) => {
    const open = followed.get(groupId)?.open;
    if (open !== undefined) for (const partition of partitions) open.stoppedSet.add(partition);
  };

  for (const [index, event] of trace.entries()) {
    const isFromRest = event.kind === 'group.state' && event.to === 'PreparingRebalance';
    if (isFromRest) {
      const following = follow(event.groupId);
      if (following.open === undefined) {
        following.open = begin(event, index, following);
        following.latest = following.open;
        following.last = rounds.push(following.open) - 1;
        following.gaveUp.clear();
        following.early.clear();
      } else if (event.cause !== undefined) {
        following.open.causes.push({ atMs: event.atMs, cause: event.cause, memberId: event.memberId });
      }
    }
    groups.next(event);
    const change = consumers.next(event);
    for (const { consumer } of change.ended) stop(consumer, consumer.assignment);
    if (change.reassigned !== undefined) {
      const { consumer, before } = change.reassigned;
      stop(
        consumer,
        [...before].filter((partition) => !consumer.assignment.has(partition)),
      );
    }
    switch (event.kind) {
      case 'group.member.added':
        if (event.groupInstanceId !== null) succeed(follow(event.groupId), event.groupInstanceId, event.memberId);
        break;
      case 'group.generation': {
        const { open } = follow(event.groupId);
        if (open === undefined || event.members.length === 0) break;
        open.generationId = event.generationId;
        open.protocolName = event.protocolName;
        open.membersAfter = event.members.map(({ memberId }) => memberId);
        break;
      }
      case 'group.assignment': {
        const following = follow(event.groupId);
        following.gaveUp.clear();
        if (following.latest?.generationId === event.generationId) following.latest.moved = movedIn(event, following);
        following.atRest = event.assignments;
        break;
      }
      case 'group.state':
        if (event.to === 'Stable' || event.to === 'Empty' || event.to === 'Dead')
          end(follow(event.groupId), event, index);
        break;
      case 'callback.left':
        calledBack(event, follow(event.groupId), groups.get(event.groupId));
        break;
    }
  }
  const endMs = trace.at(-1)?.atMs ?? 0;
  return rounds.map(({ stoppedSet, ownersBefore: _, ...round }) => ({
    ...round,
    stopped: [...stoppedSet],
    durationMs: (round.toMs ?? endMs) - round.fromMs,
  }));
}

function calledBack(
  event: Extract<TracedEvent, { kind: 'callback.left' }>,
  following: Following,
  group: GroupView | undefined,
): void {
  if (event.callback === 'onPartitionsAssigned' || event.partitions.length === 0) return;
  const isFollowUp = gaveUpWhatWentElsewhere(event, group);
  if (isFollowUp) following.gaveUp.add(event.memberId);
  // A cooperative member hears what it loses when the group is Stable already.
  const round = following.open ?? (isFollowUp ? following.latest : undefined);
  if (round === undefined) following.early.set(event.memberId, event.partitions);
  else for (const partition of event.partitions) round.stoppedSet.add(partition);
}

function begin(
  event: Extract<TracedEvent, { kind: 'group.state' }>,
  fromIndex: number,
  { atRest, early, gaveUp, last, names }: Following,
): Open {
  const { groupId, atMs, cause, memberId } = event;
  const isFollowUp = memberId !== undefined && gaveUp.has(memberId);
  const ownersBefore = new Map<TopicPartition, string>();
  for (const [owner, partitions] of atRest) {
    for (const partition of partitions) ownersBefore.set(partition, names.get(owner) ?? owner);
  }
  return {
    groupId,
    fromMs: atMs,
    toMs: undefined,
    durationMs: 0,
    fromIndex,
    toIndex: undefined,
    endedAs: undefined,
    causes: cause === undefined ? [] : [{ atMs, cause, memberId }],
    generationId: undefined,
    protocolName: null,
    membersBefore: [...atRest.keys()],
    membersAfter: [],
    moved: [],
    stopped: [],
    followUpOf: isFollowUp ? last : undefined,
    stoppedSet: new Set(memberId === undefined ? [] : early.get(memberId)),
    ownersBefore,
  };
}

function end(following: Following, event: Extract<TracedEvent, { kind: 'group.state' }>, toIndex: number): void {
  const { open } = following;
  if (event.to !== 'Stable') following.atRest = new Map();
  if (open === undefined) return;
  following.open = undefined;
  open.toMs = event.atMs;
  open.toIndex = toIndex;
  open.endedAs = event.to;
  if (event.to === 'Stable') return;
  open.generationId = event.to === 'Empty' ? event.generationId : undefined;
  open.membersAfter = [];
}

/** A static member came, possibly in the place of one with the same instance id, which it then stands for. */
function succeed(following: Following, groupInstanceId: string, memberId: string): void {
  const { atRest, names } = following;
  for (const [other] of atRest) {
    if (names.get(other) !== groupInstanceId) continue;
    following.atRest = new Map([...atRest].map(([id, owned]) => [id === other ? memberId : id, owned]));
  }
  names.set(memberId, groupInstanceId);
}

function movedIn(
  event: Extract<TracedEvent, { kind: 'group.assignment' }>,
  { latest, names }: Following,
): TopicPartition[] {
  const moved: TopicPartition[] = [];
  for (const [memberId, partitions] of event.assignments) {
    const owner = names.get(memberId) ?? memberId;
    for (const partition of partitions) {
      const before = latest?.ownersBefore.get(partition);
      if (before !== undefined && before !== owner) moved.push(partition);
    }
  }
  return moved;
}

/**
 * A cooperative member revokes what its new assignment no longer has, and joins again. An eager one revokes what it was assigned,
 * before it joins: the stored assignment tells the two apart.
 */
function gaveUpWhatWentElsewhere(
  event: Extract<TracedEvent, { kind: 'callback.left' }>,
  group: GroupView | undefined,
): boolean {
  if (event.callback !== 'onPartitionsRevoked' || group === undefined) return false;
  if (event.generationId !== group.assignedGenerationId) return false;
  const assigned = new Set(group.assignments.get(event.memberId));
  return event.partitions.every((partition) => !assigned.has(partition));
}
