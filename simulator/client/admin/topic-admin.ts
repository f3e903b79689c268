// Floor 3. What an admin client does with topics and the offsets in their logs (Kafka: KafkaAdminClient, ListOffsetsHandler).
import type { Routine } from '../../kernel/routine.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { MetadataResponse, OffsetTimestamp, TopicMetadata } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { errorFor } from '../errors.ts';
import { clusterOf, emptyCluster } from '../metadata-cluster.ts';
import type { AdminCall, AdminRequests } from './admin-requests.ts';
import type { ListOffsetsResultInfo, NewTopic, OffsetSpec, TopicDescription } from './admin-types.ts';
import type { Outcomes } from './group-admin.ts';

export class TopicAdmin {
  readonly #requests: AdminRequests;

  constructor(requests: AdminRequests) {
    this.#requests = requests;
  }

  /** Names of all topics, without Kafka's own. */
  *list(): Routine<readonly string[]> {
    const requests = this.#requests;
    return yield* requests.call('listTopics', function* (call) {
      const { topics } = yield* requests.metadata(call, null);
      return topics.filter(({ isInternal }) => isInternal !== true).map(({ topic }) => topic);
    });
  }

  *describe(topic: string): Routine<TopicDescription> {
    const requests = this.#requests;
    const response = yield* requests.call(`describeTopics of ${topic}`, (call) => requests.metadata(call, [topic]));
    const { error, isInternal } = topicIn(response, topic);
    // Outside of the call: in Kafka, too, a topic that is not there is not waited for.
    if (error !== 'NONE') throw errorFor(error, `topic ${topic}`);
    return Object.freeze({
      name: topic,
      isInternal: isInternal === true,
      partitions: clusterOf(response, emptyCluster).partitionsForTopic(topic),
    });
  }

  *create(topics: readonly NewTopic[]): Routine<Outcomes<string>> {
    const requests = this.#requests;
    return yield* requests.call(`createTopics of ${topics.map(({ name }) => name).join(', ')}`, function* (call) {
      const { errors } = yield* requests.send(call, requests.anyBroker(), 'CreateTopics', {
        topics: topics.map(({ name, numPartitions = -1, replicationFactor = -1 }) => ({
          topic: name,
          partitionCount: numPartitions,
          replicationFactor,
        })),
      });
      return outcomesOf(errors);
    });
  }

  *delete(topics: readonly string[]): Routine<Outcomes<string>> {
    const requests = this.#requests;
    return yield* requests.call(`deleteTopics of ${topics.join(', ')}`, function* (call) {
      const { errors } = yield* requests.send(call, requests.anyBroker(), 'DeleteTopics', { topics });
      return outcomesOf(errors);
    });
  }

  /** @param partitionCounts the new total of each topic */
  *createPartitions(partitionCounts: ReadonlyMap<string, number>): Routine<Outcomes<string>> {
    const requests = this.#requests;
    return yield* requests.call(`createPartitions of ${[...partitionCounts.keys()].join(', ')}`, function* (call) {
      const { errors } = yield* requests.send(call, requests.anyBroker(), 'CreatePartitions', { partitionCounts });
      return outcomesOf(errors);
    });
  }

  /** Each partition is asked about at its leader; while one has none, or is not known, it is waited for. */
  *listOffsets(
    specs: ReadonlyMap<TopicPartition, OffsetSpec>,
  ): Routine<ReadonlyMap<TopicPartition, ListOffsetsResultInfo>> {
    const requests = this.#requests;
    const found = new Map<TopicPartition, ListOffsetsResultInfo>();
    const names = [...specs.keys()].map(nameOf).join(', ');
    yield* requests.call(`listOffsets of ${names}`, function* (call) {
      const left = [...specs].filter(([partition]) => !found.has(partition));
      for (const [leader, partitions] of yield* byLeader(requests, call, left)) {
        const response = yield* requests.send(call, leader, 'ListOffsets', { partitions });
        for (const [partition, { error, offset, timestamp }] of response.partitions) {
          if (error !== 'NONE') throw errorFor(error, nameOf(partition));
          found.set(partition, Object.freeze({ offset, timestamp }));
        }
      }
    });
    // In the order in which they were asked for.
    return new Map(
      [...specs.keys()].flatMap((partition) => {
        const offset = found.get(partition);
        return offset === undefined ? [] : [[partition, offset] as const];
      }),
    );
  }
}

function* byLeader(
  requests: AdminRequests,
  call: AdminCall,
  specs: readonly (readonly [TopicPartition, OffsetSpec])[],
): Routine<ReadonlyMap<number, ReadonlyMap<TopicPartition, OffsetTimestamp>>> {
  const topics = [...new Set(specs.map(([{ topic }]) => topic))];
  const response = yield* requests.metadata(call, topics);
  const leaders = new Map<number, Map<TopicPartition, OffsetTimestamp>>();
  for (const [partition, spec] of specs) {
    const { error, partitions } = topicIn(response, partition.topic);
    if (error !== 'NONE') throw errorFor(error, `topic ${partition.topic}`);
    const known = partitions.find((one) => one.partition === partition.partition);
    if (known === undefined) throw errorFor('UNKNOWN_TOPIC_OR_PARTITION', nameOf(partition));
    if (known.leader === undefined) throw errorFor('LEADER_NOT_AVAILABLE', nameOf(partition));
    const asked = leaders.get(known.leader) ?? new Map<TopicPartition, OffsetTimestamp>();
    leaders.set(known.leader, asked.set(partition, timestampOf(spec)));
  }
  return leaders;
}

function timestampOf(spec: OffsetSpec): OffsetTimestamp {
  switch (spec.kind) {
    case 'latest':
      return -1;
    case 'earliest':
      return -2;
    case 'timestamp':
      return spec.timestamp;
  }
}

function topicIn(response: MetadataResponse, topic: string): TopicMetadata {
  return (
    response.topics.find((one) => one.topic === topic) ?? { topic, error: 'UNKNOWN_TOPIC_OR_PARTITION', partitions: [] }
  );
}

function outcomesOf(errors: ReadonlyMap<string, ErrorCode>): Outcomes<string> {
  return new Map(
    [...errors].map(([topic, error]) => [topic, error === 'NONE' ? undefined : errorFor(error, `topic ${topic}`)]),
  );
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
