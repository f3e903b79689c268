// Floor 3. Metadata, and the requests that create, extend and delete topics (Kafka: KafkaApis, ReplicationControlManager). Any broker
// answers them: in Kafka it hands the latter on to the controller. Topics are not created by asking for their metadata
// (`auto.create.topics.enable` false).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type {
  CreatePartitionsRequest,
  CreateTopicsRequest,
  DeleteTopicsRequest,
  MetadataRequest,
  MetadataResponse,
  TopicErrorsResponse,
} from '../../protocol/requests.ts';
import type { ClusterState } from '../controller/cluster-state.ts';
import type { TopicSpec } from '../controller/topic.ts';

export function metadata(cluster: ClusterState, { topics }: MetadataRequest): MetadataResponse {
  const names = topics ?? Array.from(cluster.topics, ({ name }) => name);
  return Object.freeze({
    brokers: cluster.availableEndpoints,
    topics: Object.freeze(names.map((name) => cluster.metadata(name))),
  });
}

/** `num.partitions` and `default.replication.factor` stand in for -1. */
export function createTopics(cluster: ClusterState, { topics }: CreateTopicsRequest): TopicErrorsResponse {
  return errorsBy(
    topics,
    ({ topic }) => topic,
    ({ topic, partitionCount, replicationFactor }) => {
      const spec: TopicSpec = {
        topic,
        partitionCount: partitionCount === -1 ? 1 : partitionCount,
        ...(replicationFactor === -1 ? {} : { replicationFactor }),
      };
      const refusal = cluster.refusalOfTopic(spec);
      if (refusal === undefined) cluster.createTopic(spec);
      return refusal?.error;
    },
  );
}

export function deleteTopics(cluster: ClusterState, { topics }: DeleteTopicsRequest): TopicErrorsResponse {
  return errorsBy(
    topics,
    (topic) => topic,
    (topic) => {
      const refusal = cluster.refusalOfDeletion(topic);
      if (refusal === undefined) cluster.deleteTopic(topic);
      return refusal?.error;
    },
  );
}

export function createPartitions(cluster: ClusterState, request: CreatePartitionsRequest): TopicErrorsResponse {
  return errorsBy(
    request.partitionCounts,
    ([topic]) => topic,
    ([topic, partitionCount]) => {
      const refusal = cluster.refusalOfPartitions(topic, partitionCount);
      if (refusal === undefined) cluster.createPartitions(topic, partitionCount);
      return refusal?.error;
    },
  );
}

function errorsBy<T>(
  wishes: Iterable<T>,
  topicOf: (wish: T) => string,
  grant: (wish: T) => ErrorCode | undefined,
): TopicErrorsResponse {
  const errors = new Map<string, ErrorCode>();
  for (const wish of wishes) errors.set(topicOf(wish), grant(wish) ?? 'NONE');
  return Object.freeze({ errors });
}
