// Floor 2. Requests and responses of the classic group protocol and of what surrounds it, with Kafka's field names. Who sends
// them, over what, is not known here. All of them are plain frozen data: the simulated wire hands them over without a copy.
import type { ErrorCode } from './error-code.ts';
import type { TopicPartition } from './topic-partition.ts';

/** A broker as clients are told of it. */
export interface BrokerEndpoint {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | undefined;
}

// Metadata

export interface MetadataRequest {
  /** `null`: all topics. */
  readonly topics: readonly string[] | null;
}
export interface PartitionMetadata {
  readonly partition: number;
  /** Broker ids. `undefined`: the partition has no leader now. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
}
export interface TopicMetadata {
  readonly topic: string;
  readonly error: ErrorCode;
  readonly partitions: readonly PartitionMetadata[];
  /** Kafka's own, as `__consumer_offsets` is. A subscription by pattern leaves it out (`exclude.internal.topics`). */
  readonly isInternal?: boolean;
}
export interface MetadataResponse {
  readonly brokers: readonly BrokerEndpoint[];
  readonly topics: readonly TopicMetadata[];
}

// Finding the coordinator

export interface FindCoordinatorRequest {
  readonly groupId: string;
}
export interface FindCoordinatorResponse {
  readonly error: ErrorCode;
  readonly coordinator: BrokerEndpoint | undefined;
}

// Membership

/** One entry of a member's list of protocols (assignors), in order of preference. */
export interface JoinGroupProtocol {
  readonly name: string;
  /** Bytes in Kafka; here a frozen value that the coordinator only compares. A consumer sends a `ConsumerProtocolSubscription`. */
  readonly metadata: unknown;
}
export interface JoinGroupRequest {
  readonly groupId: string;
  /** `''`: not known yet. */
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupProtocol[];
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly reason?: string;
}
export interface JoinGroupResponseMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly metadata: unknown;
}
export interface JoinGroupResponse {
  readonly error: ErrorCode;
  readonly memberId: string;
  /** -1 with an error. */
  readonly generationId: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  /** The leader's member id. */
  readonly leader: string;
  readonly skipAssignment: boolean;
  /** Everybody, in the leader's response; nobody in that of others. */
  readonly members: readonly JoinGroupResponseMember[];
}

export interface SyncGroupRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  /** The leader's: by member id, a frozen value that the coordinator hands on. Empty for followers. */
  readonly assignments: ReadonlyMap<string, unknown>;
}
export interface SyncGroupResponse {
  readonly error: ErrorCode;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  /** `undefined` stands for zero bytes: the leader gave this member no entry. */
  readonly assignment: unknown;
}

export interface HeartbeatRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}
export interface HeartbeatResponse {
  readonly error: ErrorCode;
}

export interface LeavingMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly reason?: string;
}
export interface LeaveGroupRequest {
  readonly groupId: string;
  readonly members: readonly LeavingMember[];
}
export interface LeaveGroupResponse {
  readonly error: ErrorCode;
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly error: ErrorCode;
  }[];
}

// Committed offsets

/** What is committed for one partition: `offset` is the next one to read. */
export interface CommittedOffset {
  readonly offset: number;
  /** -1: none. */
  readonly leaderEpoch: number;
  readonly metadata: string;
}
export interface OffsetCommitRequest {
  readonly groupId: string;
  /** -1: not as a member. */
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly offsets: ReadonlyMap<TopicPartition, CommittedOffset>;
}
export interface OffsetCommitResponse {
  /** One for each partition of the request. */
  readonly errors: ReadonlyMap<TopicPartition, ErrorCode>;
}
export interface OffsetFetchRequest {
  readonly groupId: string;
  /** `null`: every partition that the group has committed. */
  readonly partitions: readonly TopicPartition[] | null;
  readonly requireStable: boolean;
}
export interface OffsetFetchResponse {
  readonly error: ErrorCode;
  /** `offset` -1: nothing is committed. */
  readonly offsets: ReadonlyMap<TopicPartition, CommittedOffset & { readonly error: ErrorCode }>;
}

// Records

/** What a producer sends. */
export interface ProducedRecord {
  readonly key: string | null;
  readonly value: unknown;
  /** Milliseconds of virtual time, by the producer's clock. */
  readonly timestamp: number;
}
/** A record as it lies in the log. */
export interface LoggedRecord extends ProducedRecord {
  readonly offset: number;
}
export interface ProduceRequest {
  /** `acks`: 0 asks for no response, 1 for the leader's, -1 (`all`) for that of all in-sync replicas. */
  readonly acks: -1 | 0 | 1;
  readonly records: ReadonlyMap<TopicPartition, readonly ProducedRecord[]>;
  /** For `enable.idempotence`: the producer's identity, and the sequence number of each batch's first record by partition. */
  readonly producerId: number | undefined;
  readonly baseSequences: ReadonlyMap<TopicPartition, number>;
}
export interface ProduceResponse {
  readonly partitions: ReadonlyMap<TopicPartition, { readonly error: ErrorCode; readonly baseOffset: number }>;
}
export interface FetchRequest {
  /** How long the broker may hold the request when there is too little: `fetch.max.wait.ms`. */
  readonly maxWaitMs: number;
  readonly minBytes: number;
  /** The offset to read from. */
  readonly partitions: ReadonlyMap<TopicPartition, number>;
  /** The most records that are answered for one partition (in Kafka a number of bytes, `max.partition.fetch.bytes`). */
  readonly maxRecordsPerPartition: number;
  readonly rackId: string | undefined;
}
export interface FetchedPartition {
  readonly error: ErrorCode;
  readonly records: readonly LoggedRecord[];
  readonly highWatermark: number;
  readonly logStartOffset: number;
  /** Where the consumer is to read instead (KIP-392): a broker id. */
  readonly preferredReadReplica?: number;
}
export interface FetchResponse {
  readonly partitions: ReadonlyMap<TopicPartition, FetchedPartition>;
}
/** -1: the end, -2: the beginning, otherwise the first record with this timestamp or a later one. */
export type OffsetTimestamp = number;
export interface ListOffsetsRequest {
  readonly partitions: ReadonlyMap<TopicPartition, OffsetTimestamp>;
}
export interface ListOffsetsResponse {
  /** `offset` and `timestamp` are -1 when there is no such record. */
  readonly partitions: ReadonlyMap<
    TopicPartition,
    { readonly error: ErrorCode; readonly offset: number; readonly timestamp: number }
  >;
}
export type InitProducerIdRequest = Readonly<Record<string, never>>;
export interface InitProducerIdResponse {
  readonly error: ErrorCode;
  readonly producerId: number;
}

// Administration

export interface ListGroupsRequest {
  /** Only these states; empty: all. */
  readonly statesFilter: readonly string[];
}
export interface ListedGroup {
  readonly groupId: string;
  readonly protocolType: string;
  readonly state: string;
  readonly type: string;
}
export interface ListGroupsResponse {
  readonly error: ErrorCode;
  readonly groups: readonly ListedGroup[];
}
export interface DescribeGroupsRequest {
  readonly groups: readonly string[];
}
export interface DescribedMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** For the selected protocol; `undefined` unless the group is Stable. */
  readonly metadata: unknown;
  readonly assignment: unknown;
}
export interface DescribedGroup {
  readonly error: ErrorCode;
  readonly groupId: string;
  readonly state: string;
  readonly protocolType: string;
  /** `''` unless the group is Stable. */
  readonly protocol: string;
  readonly members: readonly DescribedMember[];
}
export interface DescribeGroupsResponse {
  readonly groups: readonly DescribedGroup[];
}
export interface DeleteGroupsRequest {
  readonly groups: readonly string[];
}
export interface DeleteGroupsResponse {
  readonly errors: ReadonlyMap<string, ErrorCode>;
}
export interface OffsetDeleteRequest {
  readonly groupId: string;
  readonly partitions: readonly TopicPartition[];
}
export interface OffsetDeleteResponse {
  readonly error: ErrorCode;
  readonly errors: ReadonlyMap<TopicPartition, ErrorCode>;
}
export interface CreateTopicsRequest {
  readonly topics: readonly {
    readonly topic: string;
    readonly partitionCount: number;
    readonly replicationFactor: number;
  }[];
}
export interface DeleteTopicsRequest {
  readonly topics: readonly string[];
}
export interface CreatePartitionsRequest {
  /** The new total by topic. */
  readonly partitionCounts: ReadonlyMap<string, number>;
}
export interface TopicErrorsResponse {
  readonly errors: ReadonlyMap<string, ErrorCode>;
}

/** Every request that a broker answers, by Kafka's name. */
export interface Apis {
  readonly Metadata: { readonly request: MetadataRequest; readonly response: MetadataResponse };
  readonly FindCoordinator: { readonly request: FindCoordinatorRequest; readonly response: FindCoordinatorResponse };
  readonly JoinGroup: { readonly request: JoinGroupRequest; readonly response: JoinGroupResponse };
  readonly SyncGroup: { readonly request: SyncGroupRequest; readonly response: SyncGroupResponse };
  readonly Heartbeat: { readonly request: HeartbeatRequest; readonly response: HeartbeatResponse };
  readonly LeaveGroup: { readonly request: LeaveGroupRequest; readonly response: LeaveGroupResponse };
  readonly OffsetCommit: { readonly request: OffsetCommitRequest; readonly response: OffsetCommitResponse };
  readonly OffsetFetch: { readonly request: OffsetFetchRequest; readonly response: OffsetFetchResponse };
  readonly Produce: { readonly request: ProduceRequest; readonly response: ProduceResponse };
  readonly Fetch: { readonly request: FetchRequest; readonly response: FetchResponse };
  readonly ListOffsets: { readonly request: ListOffsetsRequest; readonly response: ListOffsetsResponse };
  readonly InitProducerId: { readonly request: InitProducerIdRequest; readonly response: InitProducerIdResponse };
  readonly ListGroups: { readonly request: ListGroupsRequest; readonly response: ListGroupsResponse };
  readonly DescribeGroups: { readonly request: DescribeGroupsRequest; readonly response: DescribeGroupsResponse };
  readonly DeleteGroups: { readonly request: DeleteGroupsRequest; readonly response: DeleteGroupsResponse };
  readonly OffsetDelete: { readonly request: OffsetDeleteRequest; readonly response: OffsetDeleteResponse };
  readonly CreateTopics: { readonly request: CreateTopicsRequest; readonly response: TopicErrorsResponse };
  readonly DeleteTopics: { readonly request: DeleteTopicsRequest; readonly response: TopicErrorsResponse };
  readonly CreatePartitions: { readonly request: CreatePartitionsRequest; readonly response: TopicErrorsResponse };
}
export type Api = keyof Apis;
export type RequestOf<A extends Api> = Apis[A]['request'];
export type ResponseOf<A extends Api> = Apis[A]['response'];
