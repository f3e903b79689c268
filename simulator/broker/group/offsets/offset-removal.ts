// Floor 3. How committed offsets go: by OffsetDelete, with their topic, with their group, and when their retention is over (Kafka:
// OffsetMetadataManager.deleteOffsets, onPartitionsDeleted, cleanupExpiredOffsets).
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { OffsetDeleteRequest, OffsetDeleteResponse } from '../../../protocol/requests.ts';
import type { TopicPartition } from '../../../protocol/topic-partition.ts';
import type { GroupEvent } from '../../../protocol/trace-event.ts';
import type { CoordinatorRecord } from '../coordinator-record.ts';
import type { Group } from '../group.ts';
import type { ShardState } from '../shard-state.ts';
import { offsetTombstones } from './offset-store.ts';

type Why = Extract<GroupEvent, { kind: 'offsets.removed' }>['why'];

export function deleteOffsets(
  state: ShardState,
  request: OffsetDeleteRequest,
  respond: (response: OffsetDeleteResponse) => void,
): void {
  const { groupId, partitions } = request;
  const group = state.groups.get(groupId);
  const error = group?.validateOffsetDelete() ?? 'GROUP_ID_NOT_FOUND';
  if (group === undefined || error !== 'NONE') {
    respond({ error, errors: new Map() });
    return;
  }
  const errorOf = ({ topic }: TopicPartition): ErrorCode =>
    group.isSubscribedTo(topic) ? 'GROUP_SUBSCRIBED_TO_TOPIC' : 'NONE';
  const errors = new Map(partitions.map((partition) => [partition, errorOf(partition)]));
  const committed = state.offsets.ofGroup(groupId);
  const removed = partitions.filter((partition) => errors.get(partition) === 'NONE' && committed.has(partition));
  removeOffsets(state, groupId, removed, 'deleted', [], (stored) => {
    respond(stored === 'NONE' ? { error: 'NONE', errors } : { error: stored, errors: new Map() });
  });
}

/** `NONE`, or why the group stays. */
export function deleteGroup(state: ShardState, groupId: string, respond: (error: ErrorCode) => void): void {
  const group = state.groups.get(groupId);
  const error = group?.validateDelete() ?? 'GROUP_ID_NOT_FOUND';
  if (group === undefined || error !== 'NONE') respond(error);
  else removeGroup(state, group, 'deleted', respond);
}

export function removeOffsetsOfTopic(state: ShardState, topic: string): void {
  for (const groupId of [...state.offsets.groupIds()]) {
    const partitions = [...state.offsets.ofGroup(groupId).keys()].filter((partition) => partition.topic === topic);
    if (partitions.length > 0) removeOffsets(state, groupId, partitions, 'topic deleted', [], () => {});
  }
}

/** Offsets whose retention is over, and groups that have neither members nor offsets left. */
export function removeExpired(state: ShardState): void {
  for (const group of [...state.groups.values()]) {
    const committed = state.offsets.ofGroup(group.groupId);
    const expired = expiredPartitions(state, group);
    if (group.isEmpty && expired.length === committed.size) {
      removeGroup(state, group, 'expired', () => {});
    } else if (expired.length > 0) {
      removeOffsets(state, group.groupId, expired, 'expired', [], () => {});
    }
  }
}

function expiredPartitions(state: ShardState, group: Group): readonly TopicPartition[] {
  const baseOf = group.expiryBase();
  if (baseOf === undefined) return [];
  const { clock, config } = state.context;
  const expired: TopicPartition[] = [];
  for (const [partition, offset] of state.offsets.ofGroup(group.groupId)) {
    if (group.isSubscribedTo(partition.topic)) continue;
    if (clock.now() - baseOf(offset) >= config.offsetsRetentionMs) expired.push(partition);
  }
  return expired;
}

/** The group is gone at once, so that nobody joins what is about to go; its offsets are gone when that is stored. */
function removeGroup(state: ShardState, group: Group, why: Why, onStored: (error: ErrorCode) => void): void {
  state.groups.delete(group.groupId);
  group.dispose('UNKNOWN_MEMBER_ID');
  const partitions = [...state.offsets.ofGroup(group.groupId).keys()];
  removeOffsets(state, group.groupId, partitions, why, group.tombstones(), (error) => {
    const isBackAlready = state.groups.has(group.groupId);
    if (error !== 'NONE' && error !== 'NOT_COORDINATOR' && !isBackAlready) {
      state.groups.set(group.groupId, group.revived());
    }
    onStored(error);
  });
}

function removeOffsets(
  state: ShardState,
  groupId: string,
  partitions: readonly TopicPartition[],
  why: Why,
  furtherRecords: readonly CoordinatorRecord[],
  onStored: (error: ErrorCode) => void,
): void {
  const { log, emit } = state.context;
  const tombstones = offsetTombstones(groupId, partitions);
  const finish = (error: ErrorCode) => {
    if (error === 'NONE' && tombstones.length > 0) {
      for (const tombstone of tombstones) state.offsets.apply(tombstone);
      emit({ kind: 'offsets.removed', groupId, partitions, why });
    }
    onStored(error);
  };
  const records = [...tombstones, ...furtherRecords];
  if (records.length === 0) log.afterWrites(finish);
  else log.append(records, finish);
}
