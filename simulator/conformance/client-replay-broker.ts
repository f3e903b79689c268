// The world that a recorded consumer lived in: our group coordinator behind a wire without latency, and a stub of one broker for
// everything else (metadata, logs without content), as in the recording.
import { GroupCoordinator } from '../broker/group/group-coordinator.ts';
import type { Simulation } from '../kernel/simulation.ts';
import { subscribedTopics } from '../protocol/consumer-protocol.ts';
import type {
  Api,
  FetchRequest,
  FetchResponse,
  ListOffsetsRequest,
  ListOffsetsResponse,
  MetadataRequest,
  MetadataResponse,
  RequestOf,
  ResponseOf,
} from '../protocol/requests.ts';
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { ClientTrace } from './client-trace.ts';
import { MemberNames } from './coordinator-member-names.ts';

type Respond<A extends Api> = (response: ResponseOf<A>) => void;
type Handler<A extends Api> = (request: RequestOf<A>, clientId: string, respond: Respond<A>) => void;

const broker = Object.freeze({ id: 0, host: 'localhost', port: 9092, rack: undefined });

export class ReplayBroker {
  readonly #coordinator: GroupCoordinator;
  readonly #groupId: string;
  /** Named when they are made, so in order of appearance. */
  readonly names = new MemberNames();
  #idCount = 0;
  #lastId: string | undefined;
  #topics: Readonly<Record<string, number>>;
  readonly #ends = new Map<TopicPartition, number>();
  readonly #handlers: { readonly [A in Api]?: Handler<A> } = {
    Metadata: (request, _, respond) => respond(this.#metadata(request)),
    FindCoordinator: (_, __, respond) => respond({ error: 'NONE', coordinator: broker }),
    Fetch: (request, _, respond) => respond(this.#fetch(request)),
    ListOffsets: (request, _, respond) => respond(this.#listOffsets(request)),
    JoinGroup: (request, clientId, respond) => this.#join(request, clientId, respond),
    SyncGroup: (request, clientId, respond) => this.#coordinator.handle('SyncGroup', request, from(clientId), respond),
    Heartbeat: (request, clientId, respond) => this.#coordinator.handle('Heartbeat', request, from(clientId), respond),
    LeaveGroup: (request, clientId, respond) =>
      this.#coordinator.handle('LeaveGroup', request, from(clientId), respond),
    OffsetCommit: (request, clientId, respond) =>
      this.#coordinator.handle('OffsetCommit', request, from(clientId), respond),
    OffsetFetch: (request, clientId, respond) =>
      this.#coordinator.handle('OffsetFetch', request, from(clientId), respond),
  };

  constructor(trace: ClientTrace, simulation: Simulation) {
    this.#topics = trace.topics;
    this.#groupId = trace.groupId;
    this.#coordinator = new GroupCoordinator({
      brokerId: broker.id,
      clock: simulation,
      config: {
        initialRebalanceDelayMs: trace.broker.initialRebalanceDelayMs,
        maxSize: trace.broker.maxSize,
        minSessionTimeoutMs: 6000,
        maxSessionTimeoutMs: 1_800_000,
        newMemberJoinTimeoutMs: 300_000,
        offsetMetadataMaxBytes: 4096,
        offsetsRetentionMs: Number.MAX_SAFE_INTEGER,
        offsetsRetentionCheckIntervalMs: undefined,
      },
      emit: () => {},
      uuid: () => {
        this.#lastId = String(++this.#idCount).padStart(4, '0');
        return this.#lastId;
      },
      offsetsPartitionCount: 1,
      append: (_, __, onStored) => onStored('NONE'),
      partitionCount: (topic) => this.#topics[topic],
      subscribedTopics,
      assignedPartitions: () => [],
    });
    this.#coordinator.startLoading(0);
    this.#coordinator.finishLoading(0, []);
  }

  setTopics(topics: Readonly<Record<string, number>>): void {
    const gone = Object.keys(this.#topics).filter((topic) => topics[topic] === undefined);
    this.#topics = topics;
    for (const topic of gone) this.#coordinator.topicDeleted(topic);
  }

  produce(partition: TopicPartition, count: number): void {
    this.#ends.set(partition, this.#endOf(partition) + count);
  }

  /** State and members of the group, as the recording writes them. */
  group(): { readonly state: string; readonly members: readonly string[] } {
    const group = this.#coordinator.groups().find(({ groupId }) => groupId === this.#groupId);
    if (group === undefined) return { state: 'Dead', members: [] };
    const members = group.members.map(({ memberId }) => this.names.recorded(memberId));
    return { state: group.state, members: members.sort(byNumber) };
  }

  /** @param respond called at once, or when the coordinator has an answer */
  handle<A extends Api>(api: A, request: RequestOf<A>, clientId: string, respond: Respond<A>): void {
    const handler: Handler<A> | undefined = this.#handlers[api];
    if (handler === undefined) throw new Error(`The recorded consumers never send ${api}.`);
    handler(request, clientId, respond);
  }

  #join(request: RequestOf<'JoinGroup'>, clientId: string, respond: Respond<'JoinGroup'>): void {
    this.#lastId = undefined;
    let isAnswered = false;
    this.#coordinator.handle('JoinGroup', request, from(clientId), (response) => {
      isAnswered = true;
      this.names.recorded(response.memberId);
      respond(response);
    });
    // An id that was made for a request which waits counts from now on, not from when it is told.
    if (isAnswered || this.#lastId === undefined) return;
    this.names.recorded(`${request.groupInstanceId ?? clientId}-${this.#lastId}`);
  }

  #metadata({ topics }: MetadataRequest): MetadataResponse {
    const names = topics ?? Object.keys(this.#topics).sort();
    return {
      brokers: [broker],
      topics: names.map((topic) => {
        const partitionCount = this.#topics[topic];
        if (partitionCount === undefined) return { topic, error: 'UNKNOWN_TOPIC_OR_PARTITION', partitions: [] };
        const partitions = Array.from({ length: partitionCount }, (_, partition) => ({
          partition,
          leader: broker.id,
          replicas: [broker.id],
        }));
        return { topic, error: 'NONE', partitions };
      }),
    };
  }

  #fetch({ partitions }: FetchRequest): FetchResponse {
    const fetched = [...partitions].map(([partition, offset]) => {
      const end = this.#endOf(partition);
      const records = Array.from({ length: Math.max(0, end - offset) }, (_, at) => ({
        offset: offset + at,
        key: null,
        value: null,
        timestamp: 0,
      }));
      return [partition, { error: 'NONE' as const, records, highWatermark: end, logStartOffset: 0 }] as const;
    });
    return { partitions: new Map(fetched) };
  }

  #listOffsets({ partitions }: ListOffsetsRequest): ListOffsetsResponse {
    const listed = [...partitions].map(([partition, timestamp]) => {
      const offset = timestamp === -2 ? 0 : this.#endOf(partition);
      return [partition, { error: 'NONE' as const, offset, timestamp: -1 }] as const;
    });
    return { partitions: new Map(listed) };
  }

  #endOf(partition: TopicPartition): number {
    return this.#ends.get(partition) ?? 0;
  }
}

function from(clientId: string) {
  return { clientId, clientHost: '/127.0.0.1' };
}

function byNumber(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1));
}
