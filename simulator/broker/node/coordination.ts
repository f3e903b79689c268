// Floor 3. Which groups a broker coordinates: those of the `__consumer_offsets` partitions that it leads. Loads them from the log
// when it takes over, gives them up when it no longer leads (Kafka: BrokerMetadataPublisher, CoordinatorRuntime). Knows no group.
import type { Timer } from '../../kernel/clock.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { FindCoordinatorRequest, FindCoordinatorResponse } from '../../protocol/requests.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import type { ClusterState } from '../controller/cluster-state.ts';
import { offsetsTopic } from '../controller/topic.ts';
import type { CoordinatorRecord } from '../group/coordinator-record.ts';
import type { GroupCoordinator } from '../group/group-coordinator.ts';
import { partitionFor } from '../group/java-hash.ts';
import type { NodeEnvironment } from './node-environment.ts';
import { decodeRecord, encodeRecord } from './offsets-record.ts';

/** How long it takes to read a partition of `__consumer_offsets`. */
export interface LoadingTime {
  /** Milliseconds for any partition. */
  readonly fixedMs: number;
  /** Milliseconds for each record in the log on top of it; may be a fraction. */
  readonly perRecordMs: number;
}

export class Coordination {
  readonly #node: NodeEnvironment;
  readonly #coordinator: GroupCoordinator;
  readonly #loadingTime: LoadingTime;
  /** Partitions that are led, with the timer of those that are still loading. */
  readonly #led = new Map<number, Timer | undefined>();

  constructor(node: NodeEnvironment, coordinator: GroupCoordinator, loadingTime: LoadingTime) {
    this.#node = node;
    this.#coordinator = coordinator;
    this.#loadingTime = loadingTime;
  }

  /** This broker leads that partition of `__consumer_offsets` from now on. */
  elected(offsetsPartition: number): void {
    if (this.#led.has(offsetsPartition)) return;
    const partition = this.#node.cluster.partition(topicPartition(offsetsTopic, offsetsPartition));
    const log = partition?.log;
    this.#coordinator.startLoading(offsetsPartition);
    if (log === undefined || log.endOffset === 0) {
      // Nothing was ever written to it: there is nothing to read.
      this.#led.set(offsetsPartition, undefined);
      this.#coordinator.finishLoading(offsetsPartition, []);
      return;
    }
    const { fixedMs, perRecordMs } = this.#loadingTime;
    const timer = this.#node.clock.after(Math.ceil(fixedMs + perRecordMs * log.recordCount), () => {
      this.#led.set(offsetsPartition, undefined);
      this.#coordinator.finishLoading(offsetsPartition, log.records.map(decodeRecord));
    });
    this.#led.set(offsetsPartition, timer);
  }

  /** This broker leads it no longer. */
  resigned(offsetsPartition: number): void {
    if (!this.#led.has(offsetsPartition)) return;
    this.#led.get(offsetsPartition)?.cancel();
    this.#led.delete(offsetsPartition);
    this.#coordinator.unload(offsetsPartition);
  }

  /** The coordinator's way to its log. */
  append(offsetsPartition: number, records: readonly CoordinatorRecord[], onStored: (error: ErrorCode) => void): void {
    const partition = this.#node.cluster.partition(topicPartition(offsetsTopic, offsetsPartition));
    if (partition === undefined || partition.leader !== this.#node.brokerId) {
      onStored('NOT_LEADER_OR_FOLLOWER');
      return;
    }
    const nowMs = this.#node.clock.now();
    partition.append(
      records.map((record) => encodeRecord(record, nowMs)),
      nowMs,
    );
    onStored('NONE');
  }
}

/** Which broker coordinates a group, as any broker answers it: the leader of the group's partition, when there is one. */
export function findCoordinator(cluster: ClusterState, { groupId }: FindCoordinatorRequest): FindCoordinatorResponse {
  const leader = coordinatorOf(cluster, groupId);
  const coordinator = leader === undefined ? undefined : cluster.endpoint(leader);
  return Object.freeze({ error: coordinator === undefined ? 'COORDINATOR_NOT_AVAILABLE' : 'NONE', coordinator });
}

/** The broker that leads the group's partition of `__consumer_offsets`. */
export function coordinatorOf(cluster: ClusterState, groupId: string): number | undefined {
  const partition = partitionFor(groupId, cluster.partitionCount(offsetsTopic) ?? 0);
  return cluster.partition(topicPartition(offsetsTopic, partition))?.leader;
}
