// Floor 2. Everything that a run records. The timeline, the checks of suites, lag, tables and conformance are derived from these
// events, so that none of them can tell another story. Events are plain data; member ids, client ids and times are Kafka's.
import type { ErrorCode } from './error-code.ts';
import type { Api, RequestOf, ResponseOf } from './requests.ts';
import type { TopicPartition } from './topic-partition.ts';

export type CallbackName = 'onPartitionsRevoked' | 'onPartitionsAssigned' | 'onPartitionsLost';

/** The states of a classic group (Kafka: ClassicGroupState). */
export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

/** The states of a consumer in its group (Kafka: AbstractCoordinator.MemberState). */
export type MemberState = 'UNJOINED' | 'PREPARING_REBALANCE' | 'COMPLETING_REBALANCE' | 'STABLE';

/** One request with its answer, told apart by `api`. */
export type Exchange = {
  [A in Api]: { readonly api: A; readonly request: RequestOf<A>; readonly response: ResponseOf<A> };
}[Api];

/** Fields of every event about one request. `correlationId` is unique in the run. */
interface OnTheWire {
  readonly correlationId: number;
  readonly clientId: string;
  readonly brokerId: number;
  readonly api: Api;
}

// The network

export type NetworkEvent =
  | (OnTheWire & { readonly kind: 'request.sent'; readonly request: RequestOf<Api> })
  | (OnTheWire & { readonly kind: 'request.delivered' })
  | (OnTheWire & { readonly kind: 'request.dropped'; readonly why: string })
  | (OnTheWire & { readonly kind: 'response.sent'; readonly response: ResponseOf<Api> })
  | (OnTheWire & { readonly kind: 'response.delivered' })
  | (OnTheWire & { readonly kind: 'response.dropped'; readonly why: string })
  | (OnTheWire & { readonly kind: 'request.disconnected' });

// The coordinator's view of a group

export interface GroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
}

/** Why a group began to rebalance, in a closed list, so that reports can count causes. */
export type RebalanceCause =
  | 'member joined'
  | 'member rejoined with other metadata'
  | 'leader rejoined'
  | 'static member replaced'
  | 'member left'
  | 'session expired'
  | 'member never synced'
  | 'assignment not stored'
  | 'group larger than group.max.size';

export type GroupEvent =
  | {
      readonly kind: 'group.state';
      readonly groupId: string;
      readonly from: GroupState;
      readonly to: GroupState;
      readonly generationId: number;
      /** On the way into PreparingRebalance: what began it, and through whom. */
      readonly cause?: RebalanceCause;
      readonly memberId?: string;
    }
  | ({ readonly kind: 'group.member.added'; readonly groupId: string } & GroupMember)
  | ({
      readonly kind: 'group.member.removed';
      readonly groupId: string;
      readonly why:
        | 'left'
        | 'session expired'
        | 'did not rejoin'
        | 'never synced'
        | 'join timed out'
        | 'group full'
        | 'replaced';
    } & GroupMember)
  | {
      /** The join phase is over: who is in the new generation. Members in join order. */
      readonly kind: 'group.generation';
      readonly groupId: string;
      readonly generationId: number;
      readonly protocolName: string | null;
      readonly leader: string | null;
      readonly members: readonly GroupMember[];
    }
  | {
      /** What the leader assigned is stored: who owns what in this generation, in the coordinator's view. */
      readonly kind: 'group.assignment';
      readonly groupId: string;
      readonly generationId: number;
      readonly assignments: ReadonlyMap<string, readonly TopicPartition[]>;
    }
  | {
      readonly kind: 'offsets.committed';
      readonly groupId: string;
      readonly memberId: string;
      readonly generationId: number;
      readonly offsets: ReadonlyMap<TopicPartition, number>;
    }
  | {
      readonly kind: 'offsets.refused';
      readonly groupId: string;
      readonly memberId: string;
      readonly generationId: number;
      readonly offsets: ReadonlyMap<TopicPartition, number>;
      readonly error: ErrorCode;
    }
  | {
      readonly kind: 'offsets.removed';
      readonly groupId: string;
      readonly partitions: readonly TopicPartition[];
      readonly why: 'expired' | 'deleted' | 'topic deleted';
    }
  | {
      /** A broker takes over or gives up the coordination of the groups of one `__consumer_offsets` partition. */
      readonly kind: 'coordinator.loading' | 'coordinator.loaded' | 'coordinator.unloaded';
      readonly brokerId: number;
      readonly offsetsPartition: number;
    };

// The client's view

/** Who an event of a client is about: the process it runs in, and its `client.id`. */
interface OfClient {
  readonly process: string;
  readonly clientId: string;
}
interface OfMember extends OfClient {
  readonly groupId: string;
  readonly memberId: string;
  readonly generationId: number;
}

export type ClientEvent =
  | (OfMember & { readonly kind: 'consumer.state'; readonly from: MemberState; readonly to: MemberState })
  | (OfMember & {
      readonly kind: 'callback.entered';
      readonly callback: CallbackName;
      readonly partitions: readonly TopicPartition[];
      /** What `assignment()` returns at that moment. */
      readonly assignment: readonly TopicPartition[];
    })
  | (OfMember & {
      readonly kind: 'callback.left';
      readonly callback: CallbackName;
      readonly partitions: readonly TopicPartition[];
      /** What the listener threw. */
      readonly error?: string;
    })
  | (OfMember & { readonly kind: 'consumer.assignment'; readonly assignment: readonly TopicPartition[] })
  | (OfMember & { readonly kind: 'poll.entered'; readonly timeoutMs: number })
  | (OfMember & {
      readonly kind: 'poll.returned';
      /** First and last offset of what was returned. */
      readonly records: ReadonlyMap<TopicPartition, readonly [first: number, last: number]>;
      readonly error?: string;
    })
  | (OfMember & {
      /** A commit's outcome as the application learns it. */
      readonly kind: 'commit.completed';
      readonly mode: 'sync' | 'async' | 'auto';
      readonly offsets: ReadonlyMap<TopicPartition, number>;
      readonly error?: string;
    })
  | (OfMember & {
      readonly kind: 'position.changed';
      readonly partition: TopicPartition;
      readonly offset: number;
      readonly why: 'committed' | 'reset' | 'seek';
    })
  | (OfClient & { readonly kind: 'consumer.created'; readonly groupId: string | undefined })
  | (OfClient & { readonly kind: 'consumer.closed' })
  | (OfClient & { readonly kind: 'record.produced'; readonly partition: TopicPartition; readonly offset: number });

// Processing, as a handler reports it

export type RecordEvent = {
  readonly kind: 'record.started' | 'record.processed' | 'record.failed';
  readonly process: string;
  readonly clientId: string;
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly error?: string;
};

// The cluster and its processes

export type ClusterEvent =
  | { readonly kind: 'broker.started' | 'broker.crashed' | 'broker.stopped'; readonly brokerId: number }
  | {
      readonly kind: 'partition.leader';
      readonly partition: TopicPartition;
      readonly brokerId: number | undefined;
    }
  | { readonly kind: 'topic.created' | 'topic.deleted'; readonly topic: string; readonly partitionCount: number }
  | { readonly kind: 'topic.partitions'; readonly topic: string; readonly partitionCount: number }
  | {
      readonly kind: 'log.appended';
      readonly partition: TopicPartition;
      readonly firstOffset: number;
      readonly lastOffset: number;
    }
  | { readonly kind: 'log.start'; readonly partition: TopicPartition; readonly offset: number; readonly why: string }
  | { readonly kind: 'process.started' | 'process.stopping' | 'process.stopped'; readonly process: string }
  | { readonly kind: 'process.crashed'; readonly process: string; readonly error?: string }
  | { readonly kind: 'process.frozen' | 'process.blocked'; readonly process: string; readonly forMs: number }
  | { readonly kind: 'process.thawed' | 'process.unblocked'; readonly process: string }
  | { readonly kind: 'process.clock'; readonly process: string; readonly stepMs: number }
  | {
      readonly kind: 'network.cut' | 'network.healed';
      readonly between: readonly [string, string];
      readonly way: 'both' | 'to' | 'from';
    }
  | { readonly kind: 'note'; readonly text: string };

export type TraceEvent = NetworkEvent | GroupEvent | ClientEvent | RecordEvent | ClusterEvent;

/** Where whatever happens is recorded. */
export type Emit = (event: TraceEvent) => void;
