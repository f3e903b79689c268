// Floor 3. A rebalance listener as the core of a consumer calls it: in steps, since application code may wait for virtual time.
import type { Routine } from '../../kernel/routine.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';

/** Kafka: ConsumerRebalanceListener. Partitions come sorted by topic, then number. */
export interface CoreListener {
  onPartitionsRevoked(partitions: readonly TopicPartition[]): Routine<void>;
  onPartitionsAssigned(partitions: readonly TopicPartition[]): Routine<void>;
  onPartitionsLost(partitions: readonly TopicPartition[]): Routine<void>;
}
