// Floor 3. The coordination of the groups of one partition of `__consumer_offsets`, from its loading to its unloading (Kafka:
// GroupCoordinatorShard). Which request goes to which step; what the steps do is theirs.
import type { Timer } from '../../kernel/clock.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { RequestOf, ResponseOf } from '../../protocol/requests.ts';
import type { RequestContext } from '../../protocol/wire.ts';
import { ClassicGroup } from './classic/classic-group.ts';
import { heartbeat } from './classic/heartbeat.ts';
import { joinGroup } from './classic/join-group.ts';
import { leaveGroup } from './classic/leave-group.ts';
import { resumeClassicGroup } from './classic/loading.ts';
import { syncGroup } from './classic/sync-group.ts';
import type { CoordinatorRecord, StoredGroup } from './coordinator-record.ts';
import type { GroupCoordinatorEnvironment } from './environment.ts';
import type { Group, GroupContext, GroupView } from './group.ts';
import { type OneGroupApi, refusals } from './group-api.ts';
import { commitOffsets, createSimpleGroup } from './offsets/offset-commit.ts';
import { fetchOffsets } from './offsets/offset-fetch.ts';
import { deleteGroup, deleteOffsets, removeExpired, removeOffsetsOfTopic } from './offsets/offset-removal.ts';
import { OffsetStore } from './offsets/offset-store.ts';
import { ShardLog } from './shard-log.ts';
import type { ShardState } from './shard-state.ts';

type Handler<A extends OneGroupApi> = (
  shard: ShardState,
  request: RequestOf<A>,
  from: RequestContext,
  respond: (response: ResponseOf<A>) => void,
) => void;

const handlers: { readonly [A in OneGroupApi]: Handler<A> } = {
  JoinGroup: (shard, request, from, respond) =>
    joinGroup(shard, classicGroup(shard, request), { request, from, respond }),
  SyncGroup: (shard, request, _, respond) => syncGroup(classicGroup(shard, request), request, respond),
  Heartbeat: (shard, request, _, respond) => {
    const error = heartbeat(classicGroup(shard, request), request);
    shard.context.log.afterWrites((closed) => respond({ error: closed === 'NONE' ? error : closed }));
  },
  LeaveGroup: (shard, request, _, respond) => {
    const response = leaveGroup(classicGroup(shard, request), request);
    shard.context.log.afterWrites((closed) =>
      respond(closed === 'NONE' ? response : refusals.LeaveGroup(closed, request)),
    );
  },
  OffsetCommit: commitOffsets,
  OffsetFetch: (shard, request, _, respond) => fetchOffsets(shard, request, respond),
  OffsetDelete: (shard, request, _, respond) => deleteOffsets(shard, request, respond),
};

/** The group that a request of the classic protocol is about; `undefined`: there is none. */
function classicGroup(shard: ShardState, { groupId }: { readonly groupId: string }): ClassicGroup | undefined {
  const group = shard.groups.get(groupId);
  return group instanceof ClassicGroup ? group : undefined;
}

export class GroupShard {
  readonly #state: ShardState;
  #expiryTimer: Timer | undefined;

  /** Rebuilds groups and offsets from the partition's log; of records with the same key, the last counts. */
  constructor(
    environment: GroupCoordinatorEnvironment,
    offsetsPartition: number,
    records: Iterable<CoordinatorRecord>,
  ) {
    const log = new ShardLog((appended, onStored) => environment.append(offsetsPartition, appended, onStored));
    const context: GroupContext = { ...contextOf(environment), log };
    this.#state = { groups: new Map(), offsets: new OffsetStore(), context };

    const stored = new Map<string, StoredGroup>();
    for (const record of records) {
      if (record.type === 'offset') {
        this.#state.offsets.apply(record);
      } else {
        // Groups in the order of their last records: compaction, which keeps those, must not change it.
        stored.delete(record.groupId);
        if (record.value !== null) stored.set(record.groupId, record.value);
      }
    }
    for (const [groupId, group] of stored) this.#state.groups.set(groupId, resumeClassicGroup(groupId, group, context));
    for (const groupId of this.#state.offsets.groupIds()) {
      if (!this.#state.groups.has(groupId)) createSimpleGroup(this.#state, groupId);
    }
    this.#scheduleExpiry();
  }

  handle<A extends OneGroupApi>(
    api: A,
    request: RequestOf<A>,
    from: RequestContext,
    respond: (response: ResponseOf<A>) => void,
  ): void {
    handlers[api](this.#state, request, from, respond);
  }

  get groups(): Iterable<Group> {
    return this.#state.groups.values();
  }

  group(groupId: string): Group | undefined {
    return this.#state.groups.get(groupId);
  }

  deleteGroup(groupId: string, respond: (error: ErrorCode) => void): void {
    deleteGroup(this.#state, groupId, respond);
  }

  topicDeleted(topic: string): void {
    removeOffsetsOfTopic(this.#state, topic);
  }

  views(): readonly GroupView[] {
    const { groups, offsets } = this.#state;
    return Array.from(groups.values(), (group) => group.view(new Map(offsets.ofGroup(group.groupId))));
  }

  /** Timers go, and whoever waits is told `NOT_COORDINATOR`. */
  unload(): void {
    this.#expiryTimer?.cancel();
    const groups = [...this.#state.groups.values()];
    this.#state.groups.clear();
    for (const group of groups) group.dispose('NOT_COORDINATOR');
    this.#state.context.log.close();
  }

  #scheduleExpiry(): void {
    const { clock, config } = this.#state.context;
    if (config.offsetsRetentionCheckIntervalMs === undefined) return;
    this.#expiryTimer = clock.after(config.offsetsRetentionCheckIntervalMs, () => {
      this.#scheduleExpiry();
      removeExpired(this.#state);
    });
  }
}

function contextOf(environment: GroupCoordinatorEnvironment): Omit<GroupContext, 'log'> {
  return {
    clock: environment.clock,
    config: environment.config,
    emit: (event) => environment.emit(event),
    uuid: () => environment.uuid(),
    subscribedTopics: (metadata) => environment.subscribedTopics(metadata),
    assignedPartitions: (assignment) => environment.assignedPartitions(assignment),
  };
}
