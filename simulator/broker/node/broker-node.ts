// Floor 3. One broker from its start to its end: answers every request, or hands it to the group coordinator. Knows nothing of the
// network that requests come over.
import type { Clock } from '../../kernel/clock.ts';
import { assignedPartitions, subscribedTopics } from '../../protocol/consumer-protocol.ts';
import type { Api, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import type { Emit, TraceEvent } from '../../protocol/trace-event.ts';
import type { RequestContext } from '../../protocol/wire.ts';
import type { ClusterState } from '../controller/cluster-state.ts';
import { offsetsTopic } from '../controller/topic.ts';
import type { GroupCoordinatorConfig } from '../group/environment.ts';
import type { GroupApi } from '../group/group-api.ts';
import { GroupCoordinator } from '../group/group-coordinator.ts';
import { Coordination, findCoordinator, type LoadingTime } from './coordination.ts';
import { fetch } from './fetch.ts';
import { LifeClock } from './life-clock.ts';
import { listOffsets } from './list-offsets.ts';
import type { NodeEnvironment } from './node-environment.ts';
import { produce } from './produce.ts';
import { createPartitions, createTopics, deleteTopics, metadata } from './topic-requests.ts';

export interface BrokerNodeOptions {
  readonly brokerId: number;
  readonly clock: Clock;
  readonly cluster: ClusterState;
  readonly emit: Emit;
  readonly group: GroupCoordinatorConfig;
  readonly loading: LoadingTime;
  readonly isFollowerFetchingOn: boolean;
  /** The random end of a new member id, drawn for each client on its own: one more client changes nobody else's id. */
  readonly uuid: (clientId: string) => string;
  readonly offsetsPartitionCount: number;
  readonly logGrew: () => void;
}

/** What a broker can do with a request: answer it, now or later; answer it never; or hang up. */
export interface Reply<A extends Api> {
  respond(response: ResponseOf<A>): void;
  /** The client asked for no answer, and this is its end. */
  done(): void;
  hangUp(): void;
}

type Handler<A extends Api> = (request: RequestOf<A>, context: RequestContext, reply: Reply<A>) => void;
type Handlers = { readonly [A in Api]: Handler<A> };

export class BrokerNode {
  readonly coordination: Coordination;
  readonly coordinator: GroupCoordinator;
  readonly #clock: LifeClock;
  readonly #handlers: Handlers;
  /** Whose request the coordinator was handed last: member ids are given out while it looks at a JoinGroup. */
  #askedBy = '';

  constructor(options: BrokerNodeOptions) {
    const { brokerId, cluster, emit } = options;
    this.#clock = new LifeClock(options.clock);
    const node: NodeEnvironment = {
      brokerId,
      clock: this.#clock,
      cluster,
      emit,
      isFollowerFetchingOn: options.isFollowerFetchingOn,
      logGrew: options.logGrew,
    };
    this.coordinator = new GroupCoordinator({
      brokerId,
      clock: this.#clock,
      config: options.group,
      emit: (event) => {
        if (!isAboutNothing(event, cluster)) emit(event);
      },
      uuid: () => options.uuid(this.#askedBy),
      offsetsPartitionCount: options.offsetsPartitionCount,
      append: (partition, records, onStored) => this.coordination.append(partition, records, onStored),
      partitionCount: (topic) => cluster.partitionCount(topic),
      subscribedTopics,
      assignedPartitions,
    });
    this.coordination = new Coordination(node, this.coordinator, options.loading);
    this.#handlers = this.#handlersOf(node);
  }

  handle<A extends Api>(api: A, request: RequestOf<A>, context: RequestContext, reply: Reply<A>): void {
    this.#handlers[api](request, context, reply);
  }

  /** The process is gone: its timers with it, and all that it held in memory. */
  end(): void {
    this.#clock.end();
  }

  #handlersOf(node: NodeEnvironment): Handlers {
    const { cluster } = node;
    return {
      Metadata: (request, _, reply) => reply.respond(metadata(cluster, request)),
      FindCoordinator: (request, _, reply) => reply.respond(findCoordinator(cluster, request)),
      JoinGroup: this.#toCoordinator('JoinGroup'),
      SyncGroup: this.#toCoordinator('SyncGroup'),
      Heartbeat: this.#toCoordinator('Heartbeat'),
      LeaveGroup: this.#toCoordinator('LeaveGroup'),
      OffsetCommit: this.#toCoordinator('OffsetCommit'),
      OffsetFetch: this.#toCoordinator('OffsetFetch'),
      Produce: (request, _, reply) => {
        const response = produce(node, request);
        if (request.acks !== 0) reply.respond(response);
        else if ([...response.partitions.values()].some(({ error }) => error !== 'NONE')) reply.hangUp();
        else reply.done();
      },
      Fetch: (request, _, reply) => fetch(node, request, (response) => reply.respond(response)),
      ListOffsets: (request, _, reply) => reply.respond(listOffsets(node, request)),
      InitProducerId: (_, __, reply) => reply.respond({ error: 'NONE', producerId: cluster.nextProducerId() }),
      ListGroups: this.#toCoordinator('ListGroups'),
      DescribeGroups: this.#toCoordinator('DescribeGroups'),
      DeleteGroups: this.#toCoordinator('DeleteGroups'),
      OffsetDelete: this.#toCoordinator('OffsetDelete'),
      CreateTopics: (request, _, reply) => reply.respond(createTopics(cluster, request)),
      DeleteTopics: (request, _, reply) => reply.respond(deleteTopics(cluster, request)),
      CreatePartitions: (request, _, reply) => reply.respond(createPartitions(cluster, request)),
    };
  }

  #toCoordinator<A extends GroupApi>(api: A): Handler<A> {
    return (request, context, reply) => {
      this.#askedBy = context.clientId;
      this.coordinator.handle(api, request, context, (response) => reply.respond(response));
    };
  }
}

/** Taking over a partition of `__consumer_offsets` that was never written to: 50 of them would open every trace. */
function isAboutNothing(event: TraceEvent, cluster: ClusterState): boolean {
  switch (event.kind) {
    case 'coordinator.loading':
    case 'coordinator.loaded':
    case 'coordinator.unloaded':
      return cluster.partition(topicPartition(offsetsTopic, event.offsetsPartition))?.log.endOffset === 0;
    default:
      return false;
  }
}
