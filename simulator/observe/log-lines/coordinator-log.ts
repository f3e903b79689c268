// Floor 4. What a broker logs as coordinator of groups (Kafka 4.0: GroupMetadataManager and OffsetMetadataManager). Members that are removed for not coming back are logged together, so with the event
// that follows. Left out: the deletion of groups and offsets, which Kafka logs with times of its own.
import type { JoinGroupRequest, LeaveGroupRequest, SyncGroupRequest } from '../../protocol/requests.ts';
import type { GroupEvent, NetworkEvent } from '../../protocol/trace-event.ts';
import { type GroupView, GroupViews } from '../group-view.ts';
import { requestIn, responseIn, type TracedEvent } from '../run-trace.ts';
import type { Names } from '../sentences/names.ts';
import { CoordinatorMovesLog } from './coordinator-moves-log.ts';
import { hashSetText, type LogLevel, type LogLine } from './log-line.ts';
import type { LoggedCluster } from './logged-cluster.ts';
import { rebalanceReason } from './rebalance-reasons.ts';

const managerLogger = 'org.apache.kafka.coordinator.group.GroupMetadataManager';
const offsetsLogger = 'org.apache.kafka.coordinator.group.OffsetMetadataManager';

/** The request that a broker has in hand: what follows in the same millisecond is its doing. */
interface InHand {
  readonly atMs: number;
  readonly join: JoinGroupRequest | undefined;
  readonly leave: LeaveGroupRequest | undefined;
}

const nothing: InHand = { atMs: -1, join: undefined, leave: undefined };

export class CoordinatorLog {
  readonly #names: Names;
  readonly #cluster: LoggedCluster;
  readonly #groups = new GroupViews();
  readonly #leaders = new Map<string, string | null>();
  readonly #brokers = new Map<string, number>();
  readonly #moves = new CoordinatorMovesLog();
  /** Members that were removed together and are not logged yet. */
  #absent:
    | { readonly groupId: string; readonly why: 'did not rejoin' | 'never synced'; readonly memberIds: string[] }
    | undefined;
  #absentBefore: readonly string[] = [];
  /** The member that is added next takes the place of one that was removed for it. */
  #isReplacement = false;
  #inHand: InHand = nothing;
  #broker = 0;

  constructor(names: Names, cluster: LoggedCluster) {
    this.#names = names;
    this.#cluster = cluster;
  }

  /** What the coordinator logs with this event, and the broker that it runs on. */
  next(event: TracedEvent): { readonly brokerId: number; readonly lines: readonly LogLine[] } {
    const absent = this.#absentLines(event);
    const lines = this.#linesOf(event);
    this.#groups.next(event);
    return { brokerId: this.#broker, lines: absent.length === 0 ? lines : [...absent, ...lines] };
  }

  #linesOf(event: TracedEvent): readonly LogLine[] {
    switch (event.kind) {
      case 'request.delivered':
        return this.#delivered(event);
      case 'response.sent':
        return this.#answered(event);
      case 'coordinator.loading':
      case 'coordinator.loaded':
      case 'coordinator.unloaded':
        this.#broker = event.brokerId;
        this.#inHand = nothing;
        return this.#moves.lines(event);
      case 'group.state':
      case 'group.member.added':
      case 'group.member.removed':
      case 'group.generation':
      case 'offsets.committed':
      case 'offsets.removed': {
        this.#broker = this.#brokers.get(event.groupId) ?? this.#broker;
        // A group begins to be, or is read, on the broker that was last told of.
        this.#brokers.set(event.groupId, this.#broker);
        if (event.atMs !== this.#inHand.atMs) this.#inHand = nothing;
        return this.#groupLines(event);
      }
      default:
        return [];
    }
  }

  #groupLines(
    event: Extract<
      GroupEvent,
      {
        kind:
          | 'group.state'
          | 'group.member.added'
          | 'group.member.removed'
          | 'group.generation'
          | 'offsets.committed'
          | 'offsets.removed';
      }
    >,
  ): readonly LogLine[] {
    const { groupId } = event;
    const group = this.#groups.get(groupId);
    const line = (level: LogLevel, text: string, logger = managerLogger) => this.#line(groupId, level, logger, text);
    switch (event.kind) {
      case 'group.state':
        if (event.to !== 'PreparingRebalance' || event.cause === undefined) return [];
        return [
          line(
            'INFO',
            `Preparing to rebalance group ${groupId} in state PreparingRebalance with old generation ${event.generationId} (reason: ${rebalanceReason({ cause: event.cause, memberId: event.memberId ?? '', group, ...this.#inHand, silent: this.#absentBefore })}).`,
          ),
        ];
      case 'group.member.added':
        return this.#added(event, group);
      case 'group.member.removed':
        return this.#removed(event, group);
      case 'group.generation':
        this.#leaders.set(groupId, event.leader);
        return [
          line(
            'INFO',
            event.members.length === 0
              ? `Group ${groupId} with generation ${event.generationId} is now empty.`
              : `Stabilized group ${groupId} generation ${event.generationId} with ${event.members.length} members.`,
          ),
        ];
      case 'offsets.committed':
        return Array.from(event.offsets, ([{ topic, partition }, offset]) =>
          line(
            'DEBUG',
            `[GroupId ${groupId}] Committing offsets ${offset} for partition ${topic}-${partition} from member ${event.memberId} with leader epoch -1.`,
            offsetsLogger,
          ),
        );
      case 'offsets.removed':
        if (event.why !== 'expired') return [];
        return event.partitions.map(({ topic, partition }) =>
          line('DEBUG', `[GroupId ${groupId}] Expired offset for partition=${topic}-${partition}`, offsetsLogger),
        );
    }
  }

  #delivered(
    event: Extract<NetworkEvent, { kind: 'request.delivered' }> & { readonly atMs: number },
  ): readonly LogLine[] {
    this.#broker = event.brokerId;
    const asked = this.#names.request(event.correlationId);
    const join = asked && requestIn(asked, 'JoinGroup');
    this.#inHand = { atMs: event.atMs, join, leave: asked && requestIn(asked, 'LeaveGroup') };
    const sync = asked && requestIn(asked, 'SyncGroup');
    return sync === undefined ? [] : this.#assigned(sync);
  }

  #assigned({ groupId, generationId, memberId, assignments }: SyncGroupRequest): readonly LogLine[] {
    const group = this.#groups.get(groupId);
    if (group?.state !== 'CompletingRebalance' || group.generationId !== generationId) return [];
    if (this.#leaders.get(groupId) !== memberId) return [];
    const members = [...group.members.values()];
    const staticCount = members.filter(({ groupInstanceId }) => groupInstanceId !== null).length;
    const missing = members.map((member) => member.memberId).filter((id) => !assignments.has(id));
    return [
      this.#line(
        groupId,
        'INFO',
        managerLogger,
        `Assignment received from leader ${memberId} for group ${groupId} for generation ${generationId}. ` +
          `The group has ${members.length} members, ${staticCount} of which are static.`,
      ),
      ...(missing.length === 0
        ? []
        : [
            this.#line(
              groupId,
              'WARN',
              managerLogger,
              `Setting empty assignments for members ${hashSetText(missing)} of ${groupId} for generation ${generationId}.`,
            ),
          ]),
    ];
  }

  #answered(event: Extract<NetworkEvent, { kind: 'response.sent' }>): readonly LogLine[] {
    const answer = responseIn(event, 'JoinGroup');
    const asked = this.#names.request(event.correlationId);
    const join = asked && requestIn(asked, 'JoinGroup');
    if (answer === undefined || join === undefined || join.memberId !== '') return [];
    const { groupId } = join;
    const state = this.#groups.get(groupId)?.state ?? 'Empty';
    if (answer.error === 'MEMBER_ID_REQUIRED') {
      return [
        this.#line(
          groupId,
          'INFO',
          managerLogger,
          `Dynamic member with unknown member id joins group ${groupId} in ${state} state. ` +
            `Created a new member id ${answer.memberId} and requesting the member to rejoin with this id.`,
        ),
      ];
    }
    if (answer.error !== 'NONE' || join.groupInstanceId === null || state !== 'Stable') return [];
    return [
      this.#line(
        groupId,
        'INFO',
        managerLogger,
        "Static member which joins during Stable stage and doesn't affect the selected protocol will not trigger a rebalance.",
      ),
    ];
  }

  #added(
    { groupId, memberId, groupInstanceId }: Extract<GroupEvent, { kind: 'group.member.added' }>,
    group: GroupView | undefined,
  ): readonly LogLine[] {
    const { join } = this.#inHand;
    const isReplacement = this.#isReplacement;
    this.#isReplacement = false;
    // A coordinator that reads a group out of its log adds members, too, and logs nothing.
    if (join?.groupId !== groupId || join.groupInstanceId !== groupInstanceId) return [];
    const state = group?.state ?? 'Empty';
    const line = (text: string) => [this.#line(groupId, 'INFO', managerLogger, text)];
    if (join.memberId === memberId) {
      return line(
        `Pending dynamic member with id ${memberId} joins group ${groupId} in ${state} state. Adding to the group now.`,
      );
    }
    if (join.memberId !== '' || isReplacement) return [];
    return groupInstanceId === null
      ? line(
          `Dynamic member with unknown member id joins group ${groupId} in state ${state}. ` +
            `Created a new member id ${memberId} and added the member to the group.`,
        )
      : line(
          `Static member with groupInstanceId=${groupInstanceId} and unknown member id joins ` +
            `group ${groupId} in ${state} state. Created a new member id ${memberId} for this member and added to the group.`,
        );
  }

  #removed(
    { groupId, memberId, groupInstanceId, why }: Extract<GroupEvent, { kind: 'group.member.removed' }>,
    group: GroupView | undefined,
  ): readonly LogLine[] {
    const line = (text: string) => [this.#line(groupId, 'INFO', managerLogger, text)];
    this.#isReplacement = why === 'replaced';
    switch (why) {
      case 'left': {
        const leaving = this.#inHand.leave?.members.find(
          (member) => member.memberId === memberId || member.groupInstanceId === groupInstanceId,
        );
        return line(
          `[Group ${groupId}] Member ${memberId} has left group through explicit \`LeaveGroup\` request; client reason: ${leaving?.reason ?? 'not provided'}`,
        );
      }
      case 'session expired':
      case 'join timed out':
        return line(`Member ${memberId} in group ${groupId} has failed, removing it from the group.`);
      case 'did not rejoin':
      case 'never synced':
        if (this.#absent?.groupId === groupId && this.#absent.why === why) this.#absent.memberIds.push(memberId);
        else this.#absent = { groupId, why, memberIds: [memberId] };
        return [];
      case 'replaced':
        return line(
          `Static member with groupInstanceId=${groupInstanceId} and unknown member id joins ` +
            `group ${groupId} in ${group?.state ?? 'Empty'} state. Replacing previously mapped member ${memberId} with this groupInstanceId.`,
        );
      case 'group full':
        return [];
    }
  }

  #absentLines(event: TracedEvent): readonly LogLine[] {
    const absent = this.#absent;
    if (absent === undefined) return [];
    if (event.kind === 'group.member.removed' && event.groupId === absent.groupId && event.why === absent.why)
      return [];
    this.#absent = undefined;
    this.#absentBefore = absent.memberIds;
    const { groupId, memberIds } = absent;
    return absent.why === 'did not rejoin'
      ? [
          this.#line(
            groupId,
            'INFO',
            managerLogger,
            `Group ${groupId} removed dynamic members who haven't joined: ${hashSetText(memberIds)}`,
          ),
        ]
      : [
          this.#line(
            groupId,
            'DEBUG',
            managerLogger,
            `Group ${groupId} removed members who haven't sent their sync requests: ${hashSetText(memberIds)}`,
          ),
        ];
  }

  #line(groupId: string, level: LogLevel, logger: string, text: string): LogLine {
    const partition = this.#cluster.offsetsPartitionOf(groupId);
    const prefix = `[GroupCoordinator id=${this.#broker} topic=__consumer_offsets partition=${partition}] `;
    return { level, logger, text: prefix + text };
  }
}
