// Floor 3. What a client knows of the cluster from metadata: topics, partitions, leaders, racks. Knows nothing of groups.

/** A broker as metadata names it. `rack` is `undefined` when the broker has no `broker.rack`. */
export interface Node {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | undefined;
}

/** One partition as metadata describes it. `leader` is `undefined` while the partition has none. */
export interface PartitionInfo {
  readonly topic: string;
  readonly partition: number;
  readonly leader: Node | undefined;
  readonly replicas: readonly Node[];
}

/**
 * The cluster metadata that an assignor is handed, after `org.apache.kafka.common.Cluster`.
 * A topic that a member subscribes to may be missing here: the client has no metadata for it (yet).
 */
export interface Cluster {
  /** Names of the topics with metadata, in no order to rely on. */
  topics(): readonly string[];
  /** The topic's partitions, ascending by number; empty when there is no metadata for the topic. */
  partitionsForTopic(topic: string): readonly PartitionInfo[];
}

/** Topics by name, each with its partitions' replicas: `[[node1, node2], [node2, node3]]` is two partitions. The first replica leads. */
export type TopicReplicas = ReadonlyMap<string, readonly (readonly Node[])[]>;

/** Builds the metadata of a cluster at rest. */
export function clusterMetadata(topics: TopicReplicas): Cluster {
  const names = Object.freeze([...topics.keys()]);
  const partitions = new Map<string, readonly PartitionInfo[]>();
  for (const [topic, replicas] of topics) {
    partitions.set(
      topic,
      Object.freeze(
        replicas.map((nodes, partition) =>
          Object.freeze({
            topic,
            partition,
            leader: nodes[0],
            replicas: Object.freeze([...nodes]),
          }),
        ),
      ),
    );
  }
  const none: readonly PartitionInfo[] = Object.freeze([]);
  return Object.freeze({
    topics: () => names,
    partitionsForTopic: (topic: string) => partitions.get(topic) ?? none,
  });
}
