// Floor 3. Produce and InitProducerId (Kafka: ReplicaManager.appendRecords, UnifiedLog.append). Knows nothing of groups.
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { ProducedRecord, ProduceRequest, ProduceResponse } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { Partition } from '../controller/partition.ts';
import { offsetsTopic } from '../controller/topic.ts';
import { ledPartition, type NodeEnvironment } from './node-environment.ts';

interface Appended {
  readonly error: ErrorCode;
  /** -1 with an error. */
  readonly baseOffset: number;
}

/**
 * Appends to the partitions that this broker leads. Replication is instant, so `acks` 1 and -1 are answered at the same moment;
 * with `acks` 0 the caller throws the response away. A batch of an idempotent producer that is in the log already is answered
 * with the offset that it has there.
 */
export function produce(node: NodeEnvironment, request: ProduceRequest): ProduceResponse {
  const partitions = new Map<TopicPartition, Appended>();
  for (const [name, records] of request.records) {
    const led = ledPartition(node, name);
    partitions.set(name, 'error' in led ? refused(led.error) : append(node, led.partition, records, request));
  }
  return Object.freeze({ partitions });
}

function append(
  node: NodeEnvironment,
  partition: Partition,
  records: readonly ProducedRecord[],
  { producerId, baseSequences }: ProduceRequest,
): Appended {
  const { name } = partition;
  // What groups stand on is written by coordinators alone, and a compacted topic has no place for a record without a key.
  if (name.topic === offsetsTopic) return refused('INVALID_TOPIC_EXCEPTION');
  if (records.length === 0 || (partition.isCompacted && records.some(({ key }) => key === null))) {
    return refused('INVALID_REQUEST');
  }
  const baseSequence = baseSequences.get(name);
  const batch = producerId === undefined || baseSequence === undefined ? undefined : { producerId, baseSequence };
  if (batch !== undefined) {
    const check = partition.producers.check(batch.producerId, batch.baseSequence, records.length);
    if (check.verdict === 'out of order') return refused('OUT_OF_ORDER_SEQUENCE_NUMBER');
    if (check.verdict === 'duplicate') return { error: 'NONE', baseOffset: check.baseOffset };
  }
  const baseOffset = partition.log.endOffset;
  if (batch !== undefined) {
    partition.producers.appended(batch.producerId, batch.baseSequence, records.length, baseOffset);
  }
  const lastOffset = baseOffset + records.length - 1;
  node.emit({ kind: 'log.appended', partition: name, firstOffset: baseOffset, lastOffset });
  partition.append(records, node.clock.now());
  node.logGrew();
  return { error: 'NONE', baseOffset };
}

function refused(error: ErrorCode): Appended {
  return { error, baseOffset: -1 };
}
