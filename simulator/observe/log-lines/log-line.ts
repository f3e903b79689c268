// Floor 4. What one line of a real log is, and how Java writes what stands in it (Kafka 4.0: Errors, Node, AbstractCoordinator.Generation,
// ConsumerPartitionAssignor.Assignment). Knows no event.
import { inHashMapOrder } from '../../broker/group/java-hash.ts';
import { sortedPartitions } from '../../client/consumer/partition-order.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { Api, BrokerEndpoint } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { partitionName } from '../run-trace.ts';

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface LogLine {
  readonly level: LogLevel;
  /** The class whose logger it is, with its package. */
  readonly logger: string;
  /** With the prefix of its LogContext. May have several lines. `…` stands for a value that the simulation does not have. */
  readonly text: string;
}

/** Stands in a line for a value that the simulation does not have. */
export const unknown = '…';

/** `[orders-0, orders-1]`: a sorted set of partitions. */
export function partitionSet(partitions: Iterable<TopicPartition>): string {
  return `[${sortedPartitions(partitions).map(partitionName).join(', ')}]`;
}

/** `Assignment(partitions=[orders-0, orders-1])`, in the order in which the assignor listed them. */
export function assignmentText(partitions: readonly TopicPartition[]): string {
  return `Assignment(partitions=[${partitions.map(partitionName).join(', ')}])`;
}

/** `{c1-id=..., c2-id=...}`, in the order of a Java hash map. */
export function hashMapText(entries: ReadonlyMap<string, string>): string {
  return `{${inHashMapOrder([...entries.keys()])
    .map((key) => `${key}=${entries.get(key) ?? ''}`)
    .join(', ')}}`;
}

/** `[c1-id, c2-id]`, in the order of a Java hash set. */
export function hashSetText(texts: readonly string[]): string {
  return `[${inHashMapOrder(texts).join(', ')}]`;
}

export interface GenerationOf {
  readonly generationId: number;
  readonly memberId: string;
}

export function generationText({ generationId, memberId }: GenerationOf, protocolName: string | null): string {
  // A generation that was reset has no protocol either.
  return `Generation{generationId=${generationId}, memberId='${memberId}', protocol='${generationId < 0 ? null : protocolName}'}`;
}

/** `broker-1:9092 (id: 1 rack: null)` */
export function nodeText({ id, host, port, rack }: BrokerEndpoint): string {
  return `${host}:${port} (id: ${id} rack: ${rack ?? 'null'})`;
}

/** `JOIN_GROUP`: the constant of an API (Kafka: `ApiKeys`). */
export function apiName(api: Api): string {
  return api.replace(/(?!^)[A-Z]/g, '_$&').toUpperCase();
}

/** Consumers connect to their coordinator beside their other connections, under an id of its own: Integer.MAX_VALUE minus the broker's. */
export function coordinatorNodeId(brokerId: number): number {
  return 2_147_483_647 - brokerId;
}

/** The message of an error code, word for word (Kafka: `Errors.message`). */
export const errorMessages: Readonly<Record<ErrorCode, string>> = {
  NONE: '',
  UNKNOWN_SERVER_ERROR: 'The server experienced an unexpected error when processing the request.',
  OFFSET_OUT_OF_RANGE: 'The requested offset is not within the range of offsets maintained by the server.',
  UNKNOWN_TOPIC_OR_PARTITION: 'This server does not host this topic-partition.',
  LEADER_NOT_AVAILABLE: 'There is no leader for this topic-partition as we are in the middle of a leadership election.',
  NOT_LEADER_OR_FOLLOWER:
    'For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition.',
  REQUEST_TIMED_OUT: 'The request timed out.',
  OFFSET_METADATA_TOO_LARGE: 'The metadata field of the offset request was too large.',
  COORDINATOR_LOAD_IN_PROGRESS: "The coordinator is loading and hence can't process requests.",
  COORDINATOR_NOT_AVAILABLE: 'The coordinator is not available.',
  NOT_COORDINATOR: 'This is not the correct coordinator.',
  INVALID_TOPIC_EXCEPTION: 'The request attempted to perform an operation on an invalid topic.',
  ILLEGAL_GENERATION: 'Specified group generation id is not valid.',
  INCONSISTENT_GROUP_PROTOCOL:
    "The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list.",
  INVALID_GROUP_ID: 'The configured groupId is invalid.',
  UNKNOWN_MEMBER_ID: 'The coordinator is not aware of this member.',
  INVALID_SESSION_TIMEOUT:
    'The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms).',
  REBALANCE_IN_PROGRESS: 'The group is rebalancing, so a rejoin is needed.',
  INVALID_COMMIT_OFFSET_SIZE: 'The committing offset data size is not valid.',
  TOPIC_AUTHORIZATION_FAILED: 'Topic authorization failed.',
  GROUP_AUTHORIZATION_FAILED: 'Group authorization failed.',
  TOPIC_ALREADY_EXISTS: 'Topic with this name already exists.',
  INVALID_PARTITIONS: 'Number of partitions is below 1.',
  INVALID_REPLICATION_FACTOR: 'Replication factor is below 1 or larger than the number of available brokers.',
  INVALID_REQUEST:
    'This most likely occurs because of a request being malformed by the client library or the message was sent to an incompatible broker. See the broker logs for more details.',
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'The broker received an out of order sequence number.',
  NON_EMPTY_GROUP: 'The group is not empty.',
  GROUP_ID_NOT_FOUND: 'The group id does not exist.',
  MEMBER_ID_REQUIRED: 'The group member needs to have a valid member id before actually entering a consumer group.',
  GROUP_MAX_SIZE_REACHED: 'The consumer group has reached its max size.',
  FENCED_INSTANCE_ID:
    'The broker rejected this static consumer since another consumer with the same group.instance.id has registered with a different member.id.',
  GROUP_SUBSCRIBED_TO_TOPIC:
    'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
  UNSTABLE_OFFSET_COMMIT: 'There are unstable offsets that need to be cleared.',
};
