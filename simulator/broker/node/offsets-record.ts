// Floor 3. How a coordinator's records lie in `__consumer_offsets`: keys as Kafka's GroupMetadataKey and OffsetCommitKey tell them
// apart, so that compaction keeps the last of each group and of each committed offset. Knows nothing of what they mean.
import type { LoggedRecord, ProducedRecord } from '../../protocol/requests.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import type { CoordinatorRecord, StoredGroup, StoredOffset } from '../group/coordinator-record.ts';

/** The two kinds of keys, by the version that Kafka gives them. */
type Key =
  | readonly [version: 2, groupId: string]
  | readonly [version: 1, groupId: string, topic: string, partition: number];

export function encodeRecord(record: CoordinatorRecord, timestamp: number): ProducedRecord {
  const key: Key =
    record.type === 'group'
      ? [2, record.groupId]
      : [1, record.groupId, record.partition.topic, record.partition.partition];
  return { key: JSON.stringify(key), value: record.value, timestamp };
}

/** @param record one that `encodeRecord` made; nobody else may write to this topic */
export function decodeRecord(record: LoggedRecord): CoordinatorRecord {
  const key = JSON.parse(record.key ?? '') as Key;
  if (key[0] === 2) return { type: 'group', groupId: key[1], value: record.value as StoredGroup | null };
  const [, groupId, topic, partition] = key;
  return {
    type: 'offset',
    groupId,
    partition: topicPartition(topic, partition),
    value: record.value as StoredOffset | null,
  };
}
