// Floor 3. What a broker says about partitions that there are not, before the coordinator is asked (Kafka: KafkaApis.handleOffsetCommitRequest,
// handleOffsetDeleteRequest).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';

type Errors = ReadonlyMap<TopicPartition, ErrorCode>;

/** The same errors, in the order of the request, with `UNKNOWN_TOPIC_OR_PARTITION` for every partition that was not asked about. */
export function withUnknownPartitions(requested: Iterable<TopicPartition>, errors: Errors): Errors {
  return new Map(
    Array.from(requested, (partition) => [partition, errors.get(partition) ?? 'UNKNOWN_TOPIC_OR_PARTITION']),
  );
}
