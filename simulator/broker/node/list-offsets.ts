// Floor 3. ListOffsets: where a log begins and ends, and where a time is in it (Kafka: ReplicaManager.fetchOffset).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { PartitionLog } from '../log/partition-log.ts';
import { ledPartition, type NodeEnvironment } from './node-environment.ts';

const latest = -1;
const earliest = -2;

interface ListedOffset {
  readonly error: ErrorCode;
  readonly offset: number;
  readonly timestamp: number;
}

export function listOffsets(node: NodeEnvironment, request: ListOffsetsRequest): ListOffsetsResponse {
  const partitions = new Map<TopicPartition, ListedOffset>();
  for (const [name, timestamp] of request.partitions) {
    const led = ledPartition(node, name);
    partitions.set(
      name,
      'error' in led ? { error: led.error, offset: -1, timestamp: -1 } : find(led.partition.log, timestamp),
    );
  }
  return Object.freeze({ partitions });
}

function find(log: PartitionLog, timestamp: number): ListedOffset {
  if (timestamp === latest) return { error: 'NONE', offset: log.endOffset, timestamp: -1 };
  if (timestamp === earliest) return { error: 'NONE', offset: log.startOffset, timestamp: -1 };
  const record = log.firstSince(timestamp);
  return { error: 'NONE', offset: record?.offset ?? -1, timestamp: record?.timestamp ?? -1 };
}
