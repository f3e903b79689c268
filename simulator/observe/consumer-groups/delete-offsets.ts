// Floor 4. `kafka-consumer-groups --delete-offsets` of Kafka 4.0 (ConsumerGroupCommand.deleteOffsets): which partitions it asks to
// delete, and what it prints for the answers.
import { sortedPartitions } from '../../client/consumer/partition-order.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { OffsetDeleteResponse } from '../../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import { javaException } from './java-exception.ts';
import { type CommandOutput, done, type OutputLine, printedError, stdout, table, UsageError } from './output.ts';
import type { LogSnapshot } from './snapshot.ts';
import { explicitPartitions, partitionsOfTopics } from './topic-arguments.ts';

export interface DeleteOffsetsRequest {
  /** By topic, then partition. */
  readonly partitions: readonly TopicPartition[];
  /** Topics given without partitions that do not exist. They get a row of their own. */
  readonly unknownTopics: readonly string[];
}

/** @throws UsageError for an argument that cannot be read */
export function offsetsToDelete(topics: readonly string[], logs: LogSnapshot): DeleteOffsetsRequest {
  const explicit = explicitPartitions(topics).map(({ topic, partition }) => {
    if (partition < 0) throw new UsageError(`Invalid partition '${partition}' specified in topic arg '${topic}'`);
    return topicPartition(topic, partition);
  });
  const whole = partitionsOfTopics(topics, logs);
  return {
    partitions: sortedPartitions([...explicit, ...whole.flatMap(({ partitions }) => partitions ?? [])]),
    unknownTopics: whole.filter(({ partitions }) => partitions === undefined).map(({ topic }) => topic),
  };
}

/** Rows are sorted by the text of topic and partition, so that partition 10 stands before 2, as in Kafka. */
export function deleteOffsets(
  groupId: string,
  topics: readonly string[],
  { partitions, unknownTopics }: DeleteOffsetsRequest,
  response: OffsetDeleteResponse,
): CommandOutput {
  const errorOf = (partition: TopicPartition): ErrorCode =>
    response.error === 'NONE' ? (response.errors.get(partition) ?? 'NONE') : response.error;
  const topLevel =
    response.error === 'NONE' ? (partitions.map(errorOf).find((error) => error !== 'NONE') ?? 'NONE') : response.error;
  const rows = [
    ...unknownTopics.map((topic) => ({ topic, partition: -1, error: 'UNKNOWN_TOPIC_OR_PARTITION' as ErrorCode })),
    ...partitions.map((of) => ({ topic: of.topic, partition: of.partition, error: errorOf(of) })),
  ].sort((a, b) => compareText(`${a.topic}${a.partition}`, `${b.topic}${b.partition}`));
  const cells = rows.map(({ topic, partition, error }) => [
    topic,
    partition < 0 ? 'Not Provided' : String(partition),
    error === 'NONE' ? 'Successful' : `Error: :${javaException(error)}`,
  ]);
  const columns = [
    { name: 'TOPIC', width: 30 },
    { name: 'PARTITION', width: 15 },
    { name: 'STATUS', width: 15 },
  ];
  return done([...headline(groupId, topics, topLevel), ...stdout('', ...table(columns, cells))]);
}

function headline(groupId: string, topics: readonly string[], error: ErrorCode): OutputLine[] {
  switch (error) {
    case 'NONE':
      return stdout(`Request succeed for deleting offsets with topic ${topics.join(', ')} group ${groupId}`);
    case 'INVALID_GROUP_ID':
      return printedError(`'${groupId}' is not valid.`);
    case 'GROUP_ID_NOT_FOUND':
      return printedError(`'${groupId}' does not exist.`);
    case 'GROUP_AUTHORIZATION_FAILED':
      return printedError(`Access to '${groupId}' is not authorized.`);
    case 'NON_EMPTY_GROUP':
      return printedError(`Deleting offsets of a consumer group '${groupId}' is forbidden if the group is not empty.`);
    case 'GROUP_SUBSCRIBED_TO_TOPIC':
    case 'TOPIC_AUTHORIZATION_FAILED':
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return printedError('Encounter some partition level error, see the follow-up details:');
    default:
      return printedError(`Encounter some unknown error: ${error}`);
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
