// Floor 3. From a Metadata response to the `Cluster` that clients and assignors read. Topics that have not changed keep their
// lists of partitions, so that a refresh costs little, and readers can tell by identity that nothing happened.
import type { BrokerEndpoint, MetadataResponse, TopicMetadata } from '../protocol/requests.ts';
import type { Cluster, Node, PartitionInfo } from './cluster-metadata.ts';

/** A cluster as one response described it. */
export interface KnownCluster extends Cluster {
  readonly brokers: ReadonlyMap<number, Node>;
}

const none: readonly PartitionInfo[] = Object.freeze([]);

export const emptyCluster: KnownCluster = Object.freeze({
  brokers: new Map(),
  topics: () => [],
  partitionsForTopic: () => none,
});

/** What was made of a topic, for all clients that are told the very same: brokers hand out frozen responses, often one to many. */
const madeOf = new WeakMap<
  TopicMetadata,
  { brokers: readonly BrokerEndpoint[]; partitions: readonly PartitionInfo[] }
>();

/**
 * @param known what was known before
 * @param retains which of the topics to keep; all when it is not given
 */
export function clusterOf(
  response: MetadataResponse,
  known: KnownCluster,
  retains?: (topic: TopicMetadata) => boolean,
): KnownCluster {
  const brokers = brokersOf(response.brokers, known.brokers);
  const partitions = new Map<string, readonly PartitionInfo[]>();
  for (const topic of response.topics) {
    if (topic.error === 'NONE' && (retains === undefined || retains(topic))) {
      partitions.set(
        topic.topic,
        partitionsOf(topic, response.brokers, brokers, known.partitionsForTopic(topic.topic)),
      );
    }
  }
  const names = Object.freeze([...partitions.keys()]);
  return Object.freeze({
    brokers,
    topics: () => names,
    partitionsForTopic: (topic: string) => partitions.get(topic) ?? none,
  });
}

const completeness = new WeakMap<TopicMetadata, boolean>();

/** Whether every partition of the topic has a leader. */
export function hasAllLeaders(topic: TopicMetadata): boolean {
  let isComplete = completeness.get(topic);
  if (isComplete === undefined) {
    isComplete = topic.partitions.every((partition) => partition.leader !== undefined);
    completeness.set(topic, isComplete);
  }
  return isComplete;
}

function brokersOf(brokers: readonly BrokerEndpoint[], known: ReadonlyMap<number, Node>): ReadonlyMap<number, Node> {
  return new Map(
    brokers.map((broker) => {
      const before = known.get(broker.id);
      const isSame =
        before !== undefined &&
        before.rack === broker.rack &&
        before.host === broker.host &&
        before.port === broker.port;
      return [broker.id, isSame ? before : Object.freeze({ ...broker })];
    }),
  );
}

function partitionsOf(
  topic: TopicMetadata,
  endpoints: readonly BrokerEndpoint[],
  brokers: ReadonlyMap<number, Node>,
  known: readonly PartitionInfo[],
): readonly PartitionInfo[] {
  const made = madeOf.get(topic);
  if (made !== undefined && made.brokers === endpoints) return made.partitions;
  const described = [...topic.partitions]
    .sort((a, b) => a.partition - b.partition)
    .map((partition): PartitionInfo => {
      const before = known[partition.partition];
      const leader = partition.leader === undefined ? undefined : brokers.get(partition.leader);
      const replicas = partition.replicas.flatMap((id) => brokers.get(id) ?? []);
      const isSame =
        before !== undefined &&
        before.leader === leader &&
        before.replicas.length === replicas.length &&
        replicas.every((replica, at) => replica === before.replicas[at]);
      if (isSame) return before;
      return Object.freeze({
        topic: topic.topic,
        partition: partition.partition,
        leader,
        replicas: Object.freeze(replicas),
      });
    });
  const isSame = described.length === known.length && described.every((partition, at) => partition === known[at]);
  const partitions = isSame ? known : Object.freeze(described);
  madeOf.set(topic, { brokers: endpoints, partitions });
  return partitions;
}
