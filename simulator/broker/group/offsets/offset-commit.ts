// Floor 3. OffsetCommit (Kafka: OffsetMetadataManager.commitOffset; KafkaApis for partitions that there are not). Whether the sender may commit is
// its group's to say.
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { CommittedOffset, OffsetCommitRequest, OffsetCommitResponse } from '../../../protocol/requests.ts';
import type { TopicPartition } from '../../../protocol/topic-partition.ts';
import type { RequestContext } from '../../../protocol/wire.ts';
import { ClassicGroup } from '../classic/classic-group.ts';
import type { Group } from '../group.ts';
import type { ShardState } from '../shard-state.ts';
import type { OffsetRecord } from './offset-store.ts';

/** Below this version, a generation of an unknown group is answered `ILLEGAL_GENERATION`. */
const versionWithGroupIdNotFound = 9;

export function commitOffsets(
  state: ShardState,
  request: OffsetCommitRequest,
  from: RequestContext,
  respond: (response: OffsetCommitResponse) => void,
): void {
  const { groupId, memberId, generationId } = request;
  const known = state.groups.get(groupId);
  const error = known?.validateOffsetCommit(request) ?? unknownGroupError(request, from);
  if (error !== 'NONE') {
    refuse(state, request, request.offsets.keys(), error);
    respond({ errors: new Map(Array.from(request.offsets.keys(), (partition) => [partition, error])) });
    return;
  }
  known?.noteOffsetCommit(memberId);

  const { clock, config, emit, log } = state.context;
  const accepted = new Map<TopicPartition, CommittedOffset>();
  const tooLarge: TopicPartition[] = [];
  for (const [partition, committed] of request.offsets) {
    if (committed.metadata.length > config.offsetMetadataMaxBytes) tooLarge.push(partition);
    else accepted.set(partition, committed);
  }
  if (tooLarge.length > 0) refuse(state, request, tooLarge, 'OFFSET_METADATA_TOO_LARGE');
  const answer = (errorOfAccepted: ErrorCode) => {
    const errorOf = (partition: TopicPartition) =>
      accepted.has(partition) || errorOfAccepted !== 'NONE' ? errorOfAccepted : 'OFFSET_METADATA_TOO_LARGE';
    respond({ errors: new Map(Array.from(request.offsets.keys(), (partition) => [partition, errorOf(partition)])) });
  };
  if (accepted.size === 0) {
    log.afterWrites(answer);
    return;
  }
  const group = known ?? createSimpleGroup(state, groupId);
  const commitTimestamp = clock.now();
  const records = Array.from(accepted, ([partition, committed]): OffsetRecord => {
    const { offset, leaderEpoch, metadata } = committed;
    return { type: 'offset', groupId, partition, value: { offset, leaderEpoch, metadata, commitTimestamp } };
  });
  log.append(records, (stored) => {
    if (stored === 'NONE') {
      for (const record of records) state.offsets.apply(record);
      const offsets = new Map(Array.from(accepted, ([partition, { offset }]) => [partition, offset]));
      emit({ kind: 'offsets.committed', groupId, memberId, generationId, offsets });
    } else {
      refuse(state, request, accepted.keys(), stored);
      if (known === undefined) forgetSimpleGroup(state, group);
    }
    answer(stored);
  });
}

function unknownGroupError({ generationId }: OffsetCommitRequest, { apiVersion }: RequestContext): ErrorCode {
  if (generationId < 0) return 'NONE';
  return (apiVersion ?? versionWithGroupIdNotFound) >= versionWithGroupIdNotFound
    ? 'GROUP_ID_NOT_FOUND'
    : 'ILLEGAL_GENERATION';
}

/** Somebody who assigns partitions to itself commits: the group is there for its offsets only. */
export function createSimpleGroup(state: ShardState, groupId: string): Group {
  const group = new ClassicGroup(groupId, state.context);
  state.groups.set(groupId, group);
  group.announce('Empty');
  return group;
}

function forgetSimpleGroup(state: ShardState, group: Group): void {
  const isHeld = state.groups.get(group.groupId) === group;
  const isUsed = !group.isEmpty || group.protocolType !== null || state.offsets.ofGroup(group.groupId).size > 0;
  if (!isHeld || isUsed) return;
  state.groups.delete(group.groupId);
  group.dispose('UNKNOWN_MEMBER_ID');
}

function refuse(
  state: ShardState,
  { groupId, memberId, generationId, offsets }: OffsetCommitRequest,
  partitions: Iterable<TopicPartition>,
  error: ErrorCode,
): void {
  const refused = new Map(Array.from(partitions, (partition) => [partition, offsets.get(partition)?.offset ?? -1]));
  state.context.emit({ kind: 'offsets.refused', groupId, memberId, generationId, offsets: refused, error });
}
