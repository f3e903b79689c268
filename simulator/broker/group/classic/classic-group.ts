// Floor 3. A classic group: its members in join order, who leads, and the counts that its protocol steps decide by (Kafka: ClassicGroup).
// The steps themselves are in the files beside it; this one knows neither requests that arrive nor when a rebalance is due.
import type { Timer } from '../../../kernel/clock.ts';
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type {
  DescribedGroup,
  JoinGroupRequest,
  JoinGroupResponse,
  JoinGroupResponseMember,
  OffsetCommitRequest,
  SyncGroupResponse,
} from '../../../protocol/requests.ts';
import type { GroupEvent, GroupState, RebalanceCause } from '../../../protocol/trace-event.ts';
import type { CoordinatorRecord, StoredOffset } from '../coordinator-record.ts';
import type { Group, GroupContext, GroupView } from '../group.ts';
import type { ClassicMember, Respond } from './classic-member.ts';
import { describeGroup, viewOf } from './describe.ts';
import { checkTransition } from './group-states.ts';
import { refusedJoin, refusedSync } from './membership-responses.ts';
import { offsetCommitError, offsetExpiryBase } from './offset-rules.ts';
import { ProtocolVotes } from './protocol-votes.ts';
import { restartSession } from './sessions.ts';
import { topicsOf } from './subscribed-topics.ts';

export type RemovalReason = Extract<GroupEvent, { kind: 'group.member.removed' }>['why'];

/** What a group goes on with when its coordinator takes it over. */
export interface ClassicGroupStart {
  readonly generationId: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly leaderId: string | null;
  readonly stateSinceMs: number;
}

export class ClassicGroup implements Group {
  readonly type = 'classic';
  readonly groupId: string;
  readonly context: GroupContext;
  state: GroupState = 'Empty';
  /** The state before this one. A rebalance that began in Empty is an initial one. */
  previousState: GroupState = 'Dead';
  stateSinceMs: number;
  generationId: number;
  protocolType: string | null;
  protocolName: string | null;
  leaderId: string | null;
  /** By member id, in join order; the replacement of a static member counts as newly joined. */
  readonly members = new Map<string, ClassicMember>();
  /** Ids that were handed out and not joined with yet, with what forgets them. */
  readonly pendingJoins = new Map<string, Timer>();
  /** Members of this generation that have not sent SyncGroup. */
  readonly pendingSyncs = new Set<string>();
  /** Member ids by `group.instance.id`. */
  readonly staticMembers = new Map<string, string>();
  /** Somebody joined since the initial rebalance was last put off. */
  isMemberAddedInInitialRebalance = false;
  /** Ends the join phase. */
  joinTimer: Timer | undefined;
  /** Ends the wait for members' SyncGroups. */
  syncTimer: Timer | undefined;
  /** The topics of this generation's members. `undefined`: not known. */
  #subscribedTopics: ReadonlySet<string> | undefined;
  readonly #votes = new ProtocolVotes();
  #parkedJoinCount = 0;

  constructor(groupId: string, context: GroupContext, start?: ClassicGroupStart) {
    this.groupId = groupId;
    this.context = context;
    this.stateSinceMs = start?.stateSinceMs ?? context.clock.now();
    this.generationId = start?.generationId ?? 0;
    this.protocolType = start?.protocolType ?? null;
    this.protocolName = start?.protocolName ?? null;
    this.leaderId = start?.leaderId ?? null;
  }

  get isEmpty(): boolean {
    return this.state === 'Empty';
  }

  /** It holds offsets and has never had members. */
  get isSimple(): boolean {
    return this.isEmpty && this.protocolType === null && this.pendingJoins.size === 0;
  }

  get parkedJoinCount(): number {
    return this.#parkedJoinCount;
  }

  /** Nobody is waited for in the join phase: neither a member, nor one that has only got its id. */
  get haveAllJoined(): boolean {
    return this.members.size === this.#parkedJoinCount && this.pendingJoins.size === 0;
  }

  /** How long members may take to join, and to sync: the longest that one of them asks for. */
  get rebalanceTimeoutMs(): number {
    let longest = 0;
    for (const { rebalanceTimeoutMs } of this.members.values()) longest = Math.max(longest, rebalanceTimeoutMs);
    return longest;
  }

  /** Tells the trace that the group is coordinated from now on, as it is. */
  announce(state: 'Empty' | 'Stable'): void {
    this.state = state;
    this.context.emit({
      kind: 'group.state',
      groupId: this.groupId,
      from: 'Dead',
      to: state,
      generationId: this.generationId,
    });
  }

  transitionTo(state: GroupState, cause?: RebalanceCause, memberId?: string): void {
    checkTransition(this.groupId, this.state, state);
    this.previousState = this.state;
    this.state = state;
    this.stateSinceMs = this.context.clock.now();
    this.context.emit({
      kind: 'group.state',
      groupId: this.groupId,
      from: this.previousState,
      to: state,
      generationId: this.generationId,
      ...(cause === undefined ? {} : { cause }),
      ...(memberId === undefined ? {} : { memberId }),
    });
  }

  /** The generation that the members of now make up: its number, its protocol, its topics. */
  beginGeneration(): void {
    this.generationId++;
    this.protocolName = this.members.size === 0 ? null : (this.selectProtocol() ?? null);
    this.noteSubscribedTopics();
    this.pendingSyncs.clear();
    this.transitionTo(this.members.size === 0 ? 'Empty' : 'CompletingRebalance');
  }

  add(member: ClassicMember): void {
    if (member.groupInstanceId !== null) this.staticMembers.set(member.groupInstanceId, member.memberId);
    if (this.members.size === 0) this.protocolType = member.protocolType;
    this.leaderId ??= member.memberId;
    this.members.set(member.memberId, member);
    this.#votes.add(member.protocolNames);
    this.forgetPendingJoin(member.memberId);
    this.context.emit({ kind: 'group.member.added', groupId: this.groupId, ...member.identity() });
  }

  /** A member, a pending id, or nobody. A parked JoinGroup is answered before, where it is to be answered at all. */
  remove(memberId: string, why: RemovalReason): void {
    const member = this.members.get(memberId);
    if (member !== undefined) {
      this.members.delete(memberId);
      this.#votes.remove(member.protocolNames);
      this.park(member, undefined);
      if (member.groupInstanceId !== null) this.staticMembers.delete(member.groupInstanceId);
      member.session?.cancel();
    }
    if (this.leaderId === memberId) this.leaderId = this.members.keys().next().value ?? null;
    this.forgetPendingJoin(memberId);
    this.pendingSyncs.delete(memberId);
    if (member === undefined) return;
    this.context.emit({ kind: 'group.member.removed', groupId: this.groupId, why, ...member.identity() });
  }

  /** Puts a new member id in the place of a static member's. What the old one waits for is answered with `FENCED_INSTANCE_ID`. */
  replaceStaticMember(old: ClassicMember, memberId: string): ClassicMember {
    this.answerJoin(old, refusedJoin('FENCED_INSTANCE_ID', old.memberId));
    this.answerSync(old, refusedSync('FENCED_INSTANCE_ID'));
    const replacement = old.replacement(memberId);
    const wasLeader = this.leaderId === old.memberId;
    const wasPendingSync = this.pendingSyncs.has(old.memberId);
    this.remove(old.memberId, 'replaced');
    this.add(replacement);
    if (wasLeader) this.leaderId = memberId;
    // As in Kafka, the old id is still waited for: the new one does not send SyncGroup in its stead.
    if (wasPendingSync) this.pendingSyncs.add(old.memberId);
    return replacement;
  }

  update(
    member: ClassicMember,
    {
      protocols,
      rebalanceTimeoutMs,
      sessionTimeoutMs,
    }: Pick<JoinGroupRequest, 'protocols' | 'rebalanceTimeoutMs' | 'sessionTimeoutMs'>,
  ): void {
    this.#votes.remove(member.protocolNames);
    member.protocols = protocols;
    this.#votes.add(member.protocolNames);
    member.rebalanceTimeoutMs = rebalanceTimeoutMs;
    member.sessionTimeoutMs = sessionTimeoutMs;
  }

  /** Keeps the JoinGroup of a member to be answered later. One that it sent before is never answered: its client has given it up. */
  park(member: ClassicMember, respond: Respond<JoinGroupResponse> | undefined): void {
    if (member.parkedJoin !== undefined) this.#parkedJoinCount--;
    if (respond !== undefined) this.#parkedJoinCount++;
    member.parkedJoin = respond;
  }

  answerJoin(member: ClassicMember, response: JoinGroupResponse): void {
    const respond = member.parkedJoin;
    this.park(member, undefined);
    respond?.(response);
  }

  /** @returns whether the member was waiting */
  answerSync(member: ClassicMember, response: SyncGroupResponse): boolean {
    const respond = member.parkedSync;
    member.parkedSync = undefined;
    respond?.(response);
    return respond !== undefined;
  }

  forgetPendingJoin(memberId: string): void {
    this.pendingJoins.get(memberId)?.cancel();
    this.pendingJoins.delete(memberId);
  }

  cancelSyncTimer(): void {
    this.syncTimer?.cancel();
    this.syncTimer = undefined;
  }

  /** Whether somebody who offers these protocols may join the present members. */
  supports(protocolType: string, names: readonly string[]): boolean {
    if (this.isEmpty) return protocolType !== '' && names.length > 0;
    return protocolType === this.protocolType && names.some((name) => this.#votes.isSupportedByAll(name));
  }

  selectProtocol(): string | undefined {
    return this.#votes.winner();
  }

  /** `NONE`, or why a request that names this member id and instance id is refused. */
  memberError(memberId: string, groupInstanceId: string | null): ErrorCode {
    if (groupInstanceId !== null) {
      const mapped = this.staticMembers.get(groupInstanceId);
      if (mapped === undefined) return 'UNKNOWN_MEMBER_ID';
      if (mapped !== memberId) return 'FENCED_INSTANCE_ID';
    }
    return this.members.has(memberId) ? 'NONE' : 'UNKNOWN_MEMBER_ID';
  }

  membersForLeader(): readonly JoinGroupResponseMember[] {
    return Array.from(this.members.values(), (member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      metadata: member.metadataFor(this.protocolName),
    }));
  }

  noteSubscribedTopics(): void {
    this.#subscribedTopics = this.protocolType === 'consumer' ? topicsOf(this) : undefined;
  }

  isSubscribedTo(topic: string): boolean {
    return this.#subscribedTopics?.has(topic) ?? this.protocolType === 'consumer';
  }

  get isSubscriptionKnown(): boolean {
    return this.#subscribedTopics !== undefined;
  }

  validateOffsetCommit(request: OffsetCommitRequest): ErrorCode {
    return offsetCommitError(this, request);
  }

  /** In the classic protocol a commit keeps the session alive (not in CompletingRebalance, where it is refused). */
  noteOffsetCommit(memberId: string): void {
    const member = this.members.get(memberId);
    if (member !== undefined) restartSession(this, member);
  }

  validateOffsetDelete(): ErrorCode {
    return this.isEmpty || this.protocolType === 'consumer' ? 'NONE' : 'NON_EMPTY_GROUP';
  }

  validateDelete(): ErrorCode {
    return this.isEmpty ? 'NONE' : 'NON_EMPTY_GROUP';
  }

  expiryBase(): ((offset: StoredOffset) => number) | undefined {
    return offsetExpiryBase(this);
  }

  tombstones(): readonly CoordinatorRecord[] {
    return [{ type: 'group', groupId: this.groupId, value: null }];
  }

  describe(): DescribedGroup {
    return describeGroup(this);
  }

  view(offsets: GroupView['offsets']): GroupView {
    return viewOf(this, offsets);
  }

  dispose(error: ErrorCode): void {
    this.transitionTo('Dead');
    this.joinTimer?.cancel();
    this.cancelSyncTimer();
    for (const memberId of [...this.pendingJoins.keys()]) this.forgetPendingJoin(memberId);
    for (const member of this.members.values()) {
      member.session?.cancel();
      this.answerJoin(member, refusedJoin(error, member.memberId));
      this.answerSync(member, refusedSync(error));
    }
  }

  revived(): Group {
    const { groupId, context, generationId, protocolType, stateSinceMs } = this;
    const start = { generationId, protocolType, protocolName: null, leaderId: null, stateSinceMs };
    const group = new ClassicGroup(groupId, context, start);
    group.noteSubscribedTopics();
    group.announce('Empty');
    return group;
  }
}
