// Floor 3. What the parts of one broker share: who it is, its clock, the state of the cluster. Knows nothing of the network.
import type { Clock } from '../../kernel/clock.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { Emit } from '../../protocol/trace-event.ts';
import type { ClusterState } from '../controller/cluster-state.ts';
import type { Partition } from '../controller/partition.ts';

export interface NodeEnvironment {
  readonly brokerId: number;
  /** Ends with the broker: nothing that was to happen later happens after a crash. */
  readonly clock: Clock;
  readonly cluster: ClusterState;
  readonly emit: Emit;
  /** KIP-392: `replica.selector.class` is Kafka's RackAwareReplicaSelector. */
  readonly isFollowerFetchingOn: boolean;
  /** A log got its first record, or its first in a long time: retention has work again. */
  readonly logGrew: () => void;
}

/** The partition if this broker leads it, or what a client is told that should ask somebody else. */
export function ledPartition(
  { cluster, brokerId }: NodeEnvironment,
  name: TopicPartition,
): { readonly partition: Partition } | { readonly error: ErrorCode } {
  const partition = cluster.partition(name);
  if (partition === undefined) return { error: 'UNKNOWN_TOPIC_OR_PARTITION' };
  return partition.leader === brokerId ? { partition } : { error: 'NOT_LEADER_OR_FOLLOWER' };
}
