// Floor 4. Brokers and leaders as they stand in lines of a log, followed event by event. Writes no line.
import { partitionFor } from '../../broker/group/java-hash.ts';
import type { BrokerEndpoint } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { TraceEvent } from '../../protocol/trace-event.ts';
import { nodeText, unknown } from './log-line.ts';

const offsetsTopic = '__consumer_offsets';

export class LoggedCluster {
  readonly #endpoints = new Map<number, BrokerEndpoint>();
  readonly #leaders = new Map<TopicPartition, { readonly brokerId: number | undefined; readonly epoch: number }>();
  #offsetsPartitionCount = 50;

  next(event: TraceEvent): void {
    switch (event.kind) {
      case 'response.sent': {
        const { response } = event;
        if ('coordinator' in response && response.coordinator !== undefined) this.#meet(response.coordinator);
        if ('brokers' in response) for (const broker of response.brokers) this.#meet(broker);
        return;
      }
      case 'topic.created':
        if (event.topic === offsetsTopic) this.#offsetsPartitionCount = event.partitionCount;
        return;
      case 'partition.leader': {
        const before = this.#leaders.get(event.partition);
        const epoch = before === undefined ? 0 : before.epoch + 1;
        this.#leaders.set(event.partition, { brokerId: event.brokerId, epoch });
        return;
      }
    }
  }

  /** `broker-1:9092 (id: 1 rack: null)`; with another id where the connection has one. */
  node(brokerId: number, nodeId = brokerId): string {
    const known = this.#endpoints.get(brokerId);
    const { host, port, rack } = known ?? { host: `broker-${brokerId}`, port: 9092, rack: undefined };
    // The coordinator's node is made without a rack.
    return nodeText({ id: nodeId, host, port, rack: nodeId === brokerId ? rack : undefined });
  }

  /** `broker-1/…:9092`: host, address and port of a socket. */
  address(brokerId: number): string {
    const { host = `broker-${brokerId}`, port = 9092 } = this.#endpoints.get(brokerId) ?? {};
    return `${host}/${unknown}:${port}`;
  }

  /** `LeaderAndEpoch{leader=Optional[broker-1:9092 (id: 1 rack: null)], epoch=0}` */
  leaderText(partition: TopicPartition): string {
    const leader = this.#leaders.get(partition);
    const node = leader?.brokerId === undefined ? 'Optional.empty' : `Optional[${this.node(leader.brokerId)}]`;
    return `LeaderAndEpoch{leader=${node}, epoch=${leader?.epoch ?? 'absent'}}`;
  }

  /** Which partition of `__consumer_offsets` a group belongs to. */
  offsetsPartitionOf(groupId: string): number {
    return partitionFor(groupId, this.#offsetsPartitionCount);
  }

  #meet(broker: BrokerEndpoint): void {
    this.#endpoints.set(broker.id, broker);
  }
}
