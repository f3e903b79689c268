// Floor 5. The join and sync barrier of a group coordinator, for dynamic members of one group (Kafka: GroupMetadataManager, the classic
// protocol). Time is handed in; it never looks inside metadata or assignments.

interface Timer {
  cancel(): void;
}

interface Options {
  readonly initialRebalanceDelayMs: number;
  newMemberId(): string;
  after(delayMs: number, run: () => void): Timer;
}

interface JoinGroupRequest {
  readonly memberId: string;
  readonly metadata: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}

interface JoinGroupResponse {
  readonly error: string;
  readonly memberId: string;
  readonly generationId: number;
  readonly leader: string;
  readonly members: readonly { readonly memberId: string; readonly metadata: string }[];
}

interface SyncGroupRequest {
  readonly memberId: string;
  readonly generationId: number;
  readonly assignments: ReadonlyMap<string, string>;
}

interface SyncGroupResponse {
  readonly error: string;
  readonly assignment: string;
}

interface Member {
  readonly memberId: string;
  metadata: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  assignment: string;
  /** Until its first JoinGroup is answered. */
  isNew: boolean;
  session: Timer | undefined;
  join: ((response: JoinGroupResponse) => void) | undefined;
  sync: ((response: SyncGroupResponse) => void) | undefined;
}

/** How long a new member waits for its first answer at most. */
const newMemberJoinTimeoutMs = 300_000;

export class GroupCoordinator {
  readonly #options: Options;
  #state: 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' = 'Empty';
  #generationId = 0;
  /** In the order in which they joined: the first one leads. */
  readonly #members = new Map<string, Member>();
  /** Ids that were given out, and with which nobody has joined yet. */
  readonly #pendingIds = new Map<string, Timer>();
  /** Members that were told of the generation and have not sent SyncGroup. */
  readonly #unsynced = new Set<string>();
  #joinTimer: Timer | undefined;
  #syncTimer: Timer | undefined;
  #isInitial = false;
  #hasNewcomer = false;

  constructor(options: Options) {
    this.#options = options;
  }

  joinGroup(request: JoinGroupRequest, respond: (response: JoinGroupResponse) => void): void {
    const { memberId } = request;
    const member = this.#members.get(memberId);
    if (memberId === '') {
      const id = this.#options.newMemberId();
      this.#pendingIds.set(
        id,
        this.#options.after(request.sessionTimeoutMs, () => this.#expireId(id)),
      );
      respond(refusedJoin('MEMBER_ID_REQUIRED', id));
    } else if (this.#pendingIds.has(memberId)) {
      this.#forgetId(memberId);
      this.#addMember(request, respond);
    } else if (member === undefined) {
      respond(refusedJoin('UNKNOWN_MEMBER_ID', memberId));
    } else {
      this.#joinAgain(member, request, respond);
    }
  }

  syncGroup(request: SyncGroupRequest, respond: (response: SyncGroupResponse) => void): void {
    const member = this.#members.get(request.memberId);
    const error = this.#errorOf(request);
    if (member === undefined || error !== 'NONE') {
      respond(refusedSync(error));
    } else if (this.#state === 'PreparingRebalance') {
      respond(refusedSync('REBALANCE_IN_PROGRESS'));
    } else {
      this.#unsynced.delete(member.memberId);
      if (this.#state === 'Stable') {
        respond({ error: 'NONE', assignment: member.assignment });
        return;
      }
      member.sync = respond;
      if (member.memberId === this.#leader) this.#handOut(request.assignments);
    }
  }

  heartbeat(request: { readonly memberId: string; readonly generationId: number }): string {
    const member = this.#members.get(request.memberId);
    const error = this.#errorOf(request);
    if (member === undefined || error !== 'NONE') return error;
    this.#restartSession(member);
    return this.#state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
  }

  leaveGroup({ memberId }: { readonly memberId: string }): string {
    const member = this.#members.get(memberId);
    const isPending = this.#pendingIds.has(memberId);
    if (member === undefined && !isPending) return 'UNKNOWN_MEMBER_ID';
    this.#forgetId(memberId);
    if (member !== undefined) this.#remove(member);
    if (this.#state === 'PreparingRebalance') {
      // The delay for the first members runs its course, whoever leaves.
      if (!this.#isInitial) this.#completeIfAllJoined();
    } else if (this.#state !== 'Empty') {
      this.#prepareRebalance();
    }
    return 'NONE';
  }

  // Joining

  #addMember(request: JoinGroupRequest, respond: (response: JoinGroupResponse) => void): void {
    const { memberId, metadata, sessionTimeoutMs, rebalanceTimeoutMs } = request;
    const member: Member = {
      memberId,
      metadata,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      assignment: '',
      isNew: true,
      session: undefined,
      join: respond,
      sync: undefined,
    };
    this.#members.set(memberId, member);
    this.#hasNewcomer = true;
    this.#restartSession(member, newMemberJoinTimeoutMs);
    this.#rebalanceOrComplete();
  }

  #joinAgain(member: Member, request: JoinGroupRequest, respond: (response: JoinGroupResponse) => void): void {
    const isUnchanged = member.metadata === request.metadata;
    const asksForRebalance = this.#state === 'Stable' && member.memberId === this.#leader;
    if (this.#state !== 'PreparingRebalance' && isUnchanged && !asksForRebalance) {
      // Its answer was lost: it is given again.
      respond(this.#generationFor(member));
      return;
    }
    member.metadata = request.metadata;
    member.sessionTimeoutMs = request.sessionTimeoutMs;
    member.rebalanceTimeoutMs = request.rebalanceTimeoutMs;
    member.join = respond;
    this.#rebalanceOrComplete();
  }

  #rebalanceOrComplete(): void {
    if (this.#state !== 'PreparingRebalance') this.#prepareRebalance();
    else if (!this.#isInitial) this.#completeIfAllJoined();
  }

  #prepareRebalance(): void {
    this.#callOffSync();
    this.#syncTimer?.cancel();
    this.#unsynced.clear();
    this.#isInitial = this.#state === 'Empty';
    this.#state = 'PreparingRebalance';
    if (this.#isInitial) this.#waitForFirstMembers();
    else if (this.#haveAllJoined()) this.#completeJoin();
    else this.#setJoinTimer(this.#rebalanceTimeoutMs(), () => this.#completeJoin());
  }

  /** The delay begins anew as long as somebody joined meanwhile, for the rebalance timeout in all. */
  #waitForFirstMembers(): void {
    const { initialRebalanceDelayMs } = this.#options;
    const wait = (delayMs: number, remainingMs: number): void => {
      this.#hasNewcomer = false;
      this.#setJoinTimer(delayMs, () => {
        if (!this.#hasNewcomer || remainingMs === 0) this.#completeJoin();
        else wait(Math.min(initialRebalanceDelayMs, remainingMs), Math.max(remainingMs - delayMs, 0));
      });
    };
    wait(initialRebalanceDelayMs, Math.max(this.#rebalanceTimeoutMs() - initialRebalanceDelayMs, 0));
  }

  #setJoinTimer(delayMs: number, run: () => void): void {
    this.#joinTimer?.cancel();
    this.#joinTimer = this.#options.after(delayMs, run);
  }

  #haveAllJoined(): boolean {
    return this.#pendingIds.size === 0 && [...this.#members.values()].every(({ join }) => join !== undefined);
  }

  #completeIfAllJoined(): void {
    if (this.#state === 'PreparingRebalance' && this.#haveAllJoined()) this.#completeJoin();
  }

  /** Whoever is not there is out; those who are make up the next generation. */
  #completeJoin(): void {
    this.#joinTimer?.cancel();
    for (const member of [...this.#members.values()]) if (member.join === undefined) this.#remove(member);
    this.#generationId++;
    if (this.#members.size === 0) {
      this.#state = 'Empty';
      return;
    }
    this.#state = 'CompletingRebalance';
    for (const member of this.#members.values()) {
      const respond = member.join;
      member.join = undefined;
      member.isNew = false;
      this.#unsynced.add(member.memberId);
      this.#restartSession(member);
      respond?.(this.#generationFor(member));
    }
    this.#syncTimer = this.#options.after(this.#rebalanceTimeoutMs(), () => this.#expireUnsynced());
  }

  #generationFor({ memberId }: Member): JoinGroupResponse {
    const isLeader = memberId === this.#leader;
    return {
      error: 'NONE',
      memberId,
      generationId: this.#generationId,
      leader: this.#leader ?? '',
      members: isLeader
        ? [...this.#members.values()].map(({ memberId: id, metadata }) => ({ memberId: id, metadata }))
        : [],
    };
  }

  // Syncing

  #handOut(assignments: ReadonlyMap<string, string>): void {
    this.#state = 'Stable';
    for (const member of this.#members.values()) {
      member.assignment = assignments.get(member.memberId) ?? '';
      this.#answerSync(member, { error: 'NONE', assignment: member.assignment });
    }
  }

  #callOffSync(): void {
    for (const member of this.#members.values()) {
      this.#answerSync(member, refusedSync('REBALANCE_IN_PROGRESS'));
    }
  }

  #answerSync(member: Member, response: SyncGroupResponse): void {
    const respond = member.sync;
    member.sync = undefined;
    if (respond === undefined) return;
    // Its session may have run out while it waited.
    this.#restartSession(member);
    respond(response);
  }

  #expireUnsynced(): void {
    const silent = [...this.#unsynced];
    if (silent.length === 0) return;
    for (const id of silent) {
      const member = this.#members.get(id);
      if (member !== undefined) this.#remove(member);
    }
    this.#prepareRebalance();
  }

  // Sessions

  #restartSession(member: Member, timeoutMs = member.sessionTimeoutMs): void {
    member.session?.cancel();
    member.session = this.#options.after(timeoutMs, () => this.#expire(member));
  }

  #expire(member: Member): void {
    // Who waits for an answer cannot send heartbeats; only a new member's wait has an end.
    if ((member.join !== undefined || member.sync !== undefined) && !member.isNew) return;
    this.#remove(member);
    if (this.#state === 'PreparingRebalance') this.#completeIfAllJoined();
    else this.#prepareRebalance();
  }

  #expireId(id: string): void {
    this.#pendingIds.delete(id);
    this.#completeIfAllJoined();
  }

  #forgetId(id: string): void {
    this.#pendingIds.get(id)?.cancel();
    this.#pendingIds.delete(id);
  }

  #remove(member: Member): void {
    member.session?.cancel();
    this.#members.delete(member.memberId);
    this.#unsynced.delete(member.memberId);
    const respond = member.join;
    member.join = undefined;
    respond?.(refusedJoin('UNKNOWN_MEMBER_ID', ''));
    member.sync?.(refusedSync('UNKNOWN_MEMBER_ID'));
    member.sync = undefined;
  }

  get #leader(): string | undefined {
    const [first] = this.#members.keys();
    return first;
  }

  #errorOf({ memberId, generationId }: { readonly memberId: string; readonly generationId: number }): string {
    if (!this.#members.has(memberId)) return 'UNKNOWN_MEMBER_ID';
    return generationId === this.#generationId ? 'NONE' : 'ILLEGAL_GENERATION';
  }

  #rebalanceTimeoutMs(): number {
    return Math.max(0, ...[...this.#members.values()].map((member) => member.rebalanceTimeoutMs));
  }
}

function refusedJoin(error: string, memberId: string): JoinGroupResponse {
  return { error, memberId, generationId: -1, leader: '', members: [] };
}

function refusedSync(error: string): SyncGroupResponse {
  return { error, assignment: '' };
}
