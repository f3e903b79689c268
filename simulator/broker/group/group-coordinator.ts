// Floor 3. A broker's group coordinator: which groups are its own, and what it answers about those (Kafka: GroupCoordinatorService and
// CoordinatorRuntime). It does not know who sends requests, or what leads a partition of `__consumer_offsets` to this broker.
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { DescribedGroup, ListedGroup, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { RequestContext } from '../../protocol/wire.ts';
import { refusedJoin } from './classic/membership-responses.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';
import type { GroupCoordinatorEnvironment } from './environment.ts';
import type { GroupView } from './group.ts';
import { type GroupApi, type OneGroupApi, refusals } from './group-api.ts';
import { GroupShard } from './group-shard.ts';
import { partitionFor } from './java-hash.ts';
import { withUnknownPartitions } from './known-partitions.ts';

export type { GroupView, MemberView } from './group.ts';
export type { GroupApi } from './group-api.ts';

type Respond<A extends GroupApi> = (response: ResponseOf<A>) => void;
type Handler<A extends GroupApi> = (request: RequestOf<A>, from: RequestContext, respond: Respond<A>) => void;

export class GroupCoordinator {
  readonly #environment: GroupCoordinatorEnvironment;
  /** By partition of `__consumer_offsets`. What is not here is coordinated by another broker. */
  readonly #shards = new Map<number, GroupShard | 'loading'>();
  readonly #handlers: { readonly [A in GroupApi]: Handler<A> } = {
    JoinGroup: (request, from, respond) => this.#join(request, from, respond),
    SyncGroup: (request, from, respond) => this.#askMembersShard('SyncGroup', request, from, respond),
    Heartbeat: (request, from, respond) => this.#askMembersShard('Heartbeat', request, from, respond),
    LeaveGroup: (request, from, respond) => this.#askMembersShard('LeaveGroup', request, from, respond),
    OffsetCommit: (request, from, respond) => this.#commit(request, from, respond),
    OffsetFetch: (request, from, respond) => this.#askShard('OffsetFetch', request, from, respond),
    OffsetDelete: (request, from, respond) => this.#deleteOffsets(request, from, respond),
    ListGroups: (request, _, respond) => respond(this.#listGroups(request)),
    DescribeGroups: ({ groups }, _, respond) => respond({ groups: groups.map((groupId) => this.#describe(groupId)) }),
    DeleteGroups: (request, _, respond) => this.#deleteGroups(request, respond),
  };

  constructor(environment: GroupCoordinatorEnvironment) {
    this.#environment = environment;
  }

  /**
   * Answers a request about groups.
   *
   * @param respond called at most once: at once, or when what the request waits for has come. It must not call the coordinator. A JoinGroup or SyncGroup
   *   that waits is never answered when its member sends the same again, or leaves while it waits in SyncGroup: as in Kafka, where the client that sent it has
   *   given it up by then.
   */
  handle<A extends GroupApi>(api: A, request: RequestOf<A>, context: RequestContext, respond: Respond<A>): void {
    this.#handlers[api](request, context, (response) => {
      Object.freeze(response); // The wire hands it over without a copy.
      respond(response);
    });
  }

  /** This broker begins to lead a partition of `__consumer_offsets`: until `finishLoading`, requests get `COORDINATOR_LOAD_IN_PROGRESS` (Heartbeat: `NONE`). */
  startLoading(offsetsPartition: number): void {
    this.#checkPartition(offsetsPartition);
    this.unload(offsetsPartition);
    this.#shards.set(offsetsPartition, 'loading');
    this.#announce('coordinator.loading', offsetsPartition);
  }

  /**
   * Rebuilds groups and offsets, and goes on with them: every session begins anew. Without effect when the partition was unloaded meanwhile.
   *
   * @param records all that the partition's log holds, in its order
   */
  finishLoading(offsetsPartition: number, records: Iterable<CoordinatorRecord>): void {
    if (this.#shards.get(offsetsPartition) !== 'loading') return;
    this.#announce('coordinator.loaded', offsetsPartition);
    this.#shards.set(offsetsPartition, new GroupShard(this.#environment, offsetsPartition, records));
  }

  /** This broker leads the partition no longer: who waits is told `NOT_COORDINATOR`, as is everybody who asks from now on. */
  unload(offsetsPartition: number): void {
    const shard = this.#shards.get(offsetsPartition);
    if (shard === undefined) return;
    this.#shards.delete(offsetsPartition);
    if (shard !== 'loading') shard.unload();
    this.#announce('coordinator.unloaded', offsetsPartition);
  }

  /** Removes what was committed for a topic that is no more. */
  topicDeleted(topic: string): void {
    for (const shard of this.#loadedShards()) shard.topicDeleted(topic);
  }

  /** The groups that are coordinated here, as they are now. */
  groups(): readonly GroupView[] {
    return this.#loadedShards().flatMap((shard) => shard.views());
  }

  #join(request: RequestOf<'JoinGroup'>, from: RequestContext, respond: Respond<'JoinGroup'>): void {
    const { minSessionTimeoutMs, maxSessionTimeoutMs } = this.#environment.config;
    const { groupId, memberId, sessionTimeoutMs } = request;
    if (groupId === '') respond(refusedJoin('INVALID_GROUP_ID', memberId));
    else if (sessionTimeoutMs < minSessionTimeoutMs || sessionTimeoutMs > maxSessionTimeoutMs) {
      respond(refusedJoin('INVALID_SESSION_TIMEOUT', memberId));
    } else this.#askShard('JoinGroup', request, from, respond);
  }

  #askMembersShard<A extends 'SyncGroup' | 'Heartbeat' | 'LeaveGroup' | 'OffsetDelete'>(
    api: A,
    request: RequestOf<A>,
    from: RequestContext,
    respond: Respond<A>,
  ): void {
    if (request.groupId === '') respond(refusals[api]('INVALID_GROUP_ID', request));
    else this.#askShard(api, request, from, respond);
  }

  #askShard<A extends OneGroupApi>(api: A, request: RequestOf<A>, from: RequestContext, respond: Respond<A>): void {
    const shard = this.#shardOf(request.groupId);
    if (typeof shard === 'string') respond(refusals[api](shard, request));
    else shard.handle(api, request, from, respond);
  }

  #commit(request: RequestOf<'OffsetCommit'>, from: RequestContext, respond: Respond<'OffsetCommit'>): void {
    const offsets = new Map([...request.offsets].filter(([partition]) => this.#exists(partition)));
    const answer = (errors: ReadonlyMap<TopicPartition, ErrorCode>) =>
      respond({ errors: withUnknownPartitions(request.offsets.keys(), errors) });
    if (offsets.size === 0) answer(new Map());
    else this.#askShard('OffsetCommit', { ...request, offsets }, from, ({ errors }) => answer(errors));
  }

  #deleteOffsets(request: RequestOf<'OffsetDelete'>, from: RequestContext, respond: Respond<'OffsetDelete'>): void {
    const partitions = request.partitions.filter((partition) => this.#exists(partition));
    this.#askMembersShard('OffsetDelete', { ...request, partitions }, from, ({ error, errors }) =>
      respond(
        error === 'NONE' ? { error, errors: withUnknownPartitions(request.partitions, errors) } : { error, errors },
      ),
    );
  }

  #exists({ topic, partition }: TopicPartition): boolean {
    return partition < (this.#environment.partitionCount(topic) ?? 0);
  }

  #listGroups({ statesFilter }: RequestOf<'ListGroups'>): ResponseOf<'ListGroups'> {
    const wanted = new Set(statesFilter.map((state) => state.trim().toLowerCase()));
    const groups: ListedGroup[] = [];
    for (const shard of this.#shards.values()) {
      if (shard === 'loading') return { error: 'COORDINATOR_LOAD_IN_PROGRESS', groups: [] };
      for (const { groupId, protocolType, state, type } of shard.groups) {
        if (wanted.size > 0 && !wanted.has(state.toLowerCase())) continue;
        groups.push({ groupId, protocolType: protocolType ?? '', state, type });
      }
    }
    return { error: 'NONE', groups };
  }

  #describe(groupId: string): DescribedGroup {
    const shard = this.#shardOf(groupId);
    const none = { groupId, protocolType: '', protocol: '', members: [] };
    if (typeof shard === 'string') return { ...none, error: shard, state: '' };
    return shard.group(groupId)?.describe() ?? { ...none, error: 'NONE', state: 'Dead' };
  }

  #deleteGroups({ groups }: RequestOf<'DeleteGroups'>, respond: Respond<'DeleteGroups'>): void {
    const groupIds = new Set(groups);
    const errors = new Map<string, ErrorCode>();
    const answer = (groupId: string, error: ErrorCode) => {
      errors.set(groupId, error);
      if (errors.size < groupIds.size) return;
      respond({ errors: new Map(Array.from(groupIds, (each) => [each, errors.get(each) ?? 'UNKNOWN_SERVER_ERROR'])) });
    };
    if (groupIds.size === 0) respond({ errors });
    for (const groupId of groupIds) {
      const shard = this.#shardOf(groupId);
      if (typeof shard === 'string') answer(groupId, shard);
      else shard.deleteGroup(groupId, (error) => answer(groupId, error));
    }
  }

  /** The shard of a group, or why it cannot be asked. */
  #shardOf(groupId: string): GroupShard | 'COORDINATOR_LOAD_IN_PROGRESS' | 'NOT_COORDINATOR' {
    const shard = this.#shards.get(partitionFor(groupId, this.#environment.offsetsPartitionCount));
    if (shard === undefined) return 'NOT_COORDINATOR';
    return shard === 'loading' ? 'COORDINATOR_LOAD_IN_PROGRESS' : shard;
  }

  #loadedShards(): readonly GroupShard[] {
    return [...this.#shards.values()].filter((shard) => shard !== 'loading');
  }

  #checkPartition(offsetsPartition: number): void {
    const { offsetsPartitionCount } = this.#environment;
    if (Number.isInteger(offsetsPartition) && offsetsPartition >= 0 && offsetsPartition < offsetsPartitionCount) return;
    throw new RangeError(
      `__consumer_offsets has partitions 0 to ${offsetsPartitionCount - 1}; ${offsetsPartition} cannot be loaded.`,
    );
  }

  #announce(
    kind: 'coordinator.loading' | 'coordinator.loaded' | 'coordinator.unloaded',
    offsetsPartition: number,
  ): void {
    this.#environment.emit({ kind, brokerId: this.#environment.brokerId, offsetsPartition });
  }
}
