// One object for each phase that the group can be in: what each event means there stands side by side. A phase is made anew when it begins,
// so that what belongs to it, its timer above all, ends with it.
interface Options {
  readonly initialRebalanceDelayMs: number;
  newMemberId(): string;
  after(delayMs: number, run: () => void): { cancel(): void };
}
interface JoinRequest {
  readonly memberId: string;
  readonly metadata: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}
interface Joined {
  readonly error: string;
  readonly memberId: string;
  readonly generationId: number;
  readonly leader: string;
  readonly members: readonly { readonly memberId: string; readonly metadata: string }[];
}
interface Beat {
  readonly memberId: string;
  readonly generationId: number;
}
interface SyncRequest extends Beat {
  readonly assignments: ReadonlyMap<string, string>;
}
interface Synced {
  readonly error: string;
  readonly assignment: string;
}

interface Phase {
  /** Somebody new, or somebody whose joining again is news. */
  joins(): void;
  /** Whether the same JoinGroup again is a retry. */
  isRetry(memberId: string): boolean;
  sync(member: Member, request: SyncRequest, respond: (response: Synced) => void): void;
  readonly beatAnswer: string;
  leaves(): void;
  expired(): void;
  end(): void;
}

class Member {
  asked: JoinRequest;
  isNew = true;
  assignment = '';
  join: ((response: Joined) => void) | undefined;
  sync: ((response: Synced) => void) | undefined;
  stopSession = (): void => {};

  constructor(asked: JoinRequest, join: (response: Joined) => void) {
    this.asked = asked;
    this.join = join;
  }

  answerJoin(response: Joined): void {
    const respond = this.join;
    this.join = undefined;
    respond?.(response);
  }

  /** @returns whether it was waiting */
  answerSync(response: Synced): boolean {
    const respond = this.sync;
    this.sync = undefined;
    respond?.(response);
    return respond !== undefined;
  }
}

export class GroupCoordinator {
  readonly #options: Options;
  readonly #members = new Map<string, Member>();
  readonly #pending = new Map<string, () => void>();
  #phase: Phase;
  #generation = 0;
  #newcomers = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#phase = this.#empty();
  }

  joinGroup(request: JoinRequest, respond: (response: Joined) => void): void {
    const { memberId } = request;
    const known = this.#members.get(memberId);
    const forget = this.#pending.get(memberId);
    if (memberId === '') {
      const id = this.#options.newMemberId();
      const timer = this.#options.after(request.sessionTimeoutMs, () => {
        this.#pending.delete(id);
        this.#phase.expired();
      });
      this.#pending.set(id, () => timer.cancel());
      respond(no('MEMBER_ID_REQUIRED', id));
    } else if (forget !== undefined) {
      forget();
      this.#pending.delete(memberId);
      this.#newcomers++;
      this.#members.set(memberId, new Member(request, respond));
      this.#hear(memberId, 300_000);
      this.#phase.joins();
    } else if (known === undefined) {
      respond(no('UNKNOWN_MEMBER_ID', memberId));
    } else if (known.asked.metadata === request.metadata && this.#phase.isRetry(memberId)) {
      respond(this.#generationOf(memberId));
    } else {
      known.asked = request;
      known.join = respond;
      this.#phase.joins();
    }
  }

  syncGroup(request: SyncRequest, respond: (response: Synced) => void): void {
    const error = this.#problemWith(request);
    const member = this.#members.get(request.memberId);
    if (error !== 'NONE' || member === undefined) respond({ error, assignment: '' });
    else this.#phase.sync(member, request, respond);
  }

  heartbeat(beat: Beat): string {
    const error = this.#problemWith(beat);
    if (error !== 'NONE') return error;
    this.#hear(beat.memberId);
    return this.#phase.beatAnswer;
  }

  leaveGroup({ memberId }: { readonly memberId: string }): string {
    const forget = this.#pending.get(memberId);
    if (forget === undefined && !this.#members.has(memberId)) return 'UNKNOWN_MEMBER_ID';
    forget?.();
    this.#pending.delete(memberId);
    this.#remove(memberId);
    this.#phase.leaves();
    return 'NONE';
  }

  // The phases

  #empty(): Phase {
    return {
      joins: () => this.#enter(this.#firstMembers()),
      isRetry: () => false,
      sync: refuseSync,
      beatAnswer: 'NONE',
      leaves: () => {},
      expired: () => {},
      end: () => {},
    };
  }

  #firstMembers(): Phase {
    const { initialRebalanceDelayMs: delay, after } = this.#options;
    let before = this.#newcomers;
    const wait = (ms: number, left: number): { cancel(): void } =>
      after(ms, () => {
        const hasMore = this.#newcomers > before;
        before = this.#newcomers;
        if (hasMore && left > 0) timer = wait(Math.min(delay, left), Math.max(0, left - ms));
        else this.#beginGeneration();
      });
    let timer = wait(delay, Math.max(0, this.#longest() - delay));
    const nothing = () => {};
    const stop = () => timer.cancel();
    return { ...this.#joining(stop), joins: nothing, leaves: nothing, expired: nothing };
  }

  #rejoining(): Phase {
    const timer = this.#options.after(this.#longest(), () => this.#beginGeneration());
    return this.#joining(() => timer.cancel());
  }

  #joining(end: () => void): Phase {
    const look = () => {
      const isComplete =
        this.#pending.size === 0 && [...this.#members.values()].every(({ join }) => join !== undefined);
      if (isComplete) this.#beginGeneration();
    };
    return {
      joins: look,
      isRetry: () => false,
      sync: refuseSync,
      beatAnswer: 'REBALANCE_IN_PROGRESS',
      leaves: look,
      expired: look,
      end,
    };
  }

  /** Also once assignments are out: whoever has not asked for its own is still waited for. */
  #generationRuns(): Phase {
    const unsynced = new Set(this.#members.keys());
    let isAssigned = false;
    const timer = this.#options.after(this.#longest(), () => {
      if (unsynced.size === 0) return;
      for (const memberId of unsynced) this.#remove(memberId);
      this.#rebalance();
    });
    const rebalance = () => this.#rebalance();
    return {
      joins: rebalance,
      isRetry: (memberId) => !isAssigned || memberId !== this.#leader(),
      sync: (member, { memberId, assignments }, respond) => {
        unsynced.delete(memberId);
        if (isAssigned) return respond({ error: 'NONE', assignment: member.assignment });
        member.sync = respond;
        if (memberId !== this.#leader()) return;
        isAssigned = true;
        for (const [id, each] of this.#members) each.assignment = assignments.get(id) ?? '';
        for (const [id, each] of this.#members) {
          if (each.sync !== undefined) this.#hear(id);
          each.answerSync({ error: 'NONE', assignment: each.assignment });
        }
      },
      beatAnswer: 'NONE',
      leaves: rebalance,
      expired: () => {},
      end: () => timer.cancel(),
    };
  }

  #enter(phase: Phase): void {
    this.#phase.end();
    this.#phase = phase;
  }

  #rebalance(): void {
    for (const [id, member] of this.#members) {
      if (member.answerSync({ error: 'REBALANCE_IN_PROGRESS', assignment: '' })) this.#hear(id);
    }
    this.#enter(this.#rejoining());
    this.#phase.expired();
  }

  #beginGeneration(): void {
    for (const [id, { join }] of [...this.#members]) if (join === undefined) this.#remove(id);
    this.#generation++;
    this.#enter(this.#members.size === 0 ? this.#empty() : this.#generationRuns());
    for (const [id, member] of [...this.#members]) {
      member.isNew = false;
      member.assignment = '';
      this.#hear(id);
      member.answerJoin(this.#generationOf(id));
    }
  }

  // Members

  /** The one that joined first: a map keeps that order, and who was dropped and comes back stands last. */
  #leader(): string {
    return this.#members.keys().next().value ?? '';
  }

  #generationOf(memberId: string): Joined {
    const leader = this.#leader();
    const members = [...this.#members].map(([id, { asked }]) => ({ memberId: id, metadata: asked.metadata }));
    return {
      error: 'NONE',
      memberId,
      generationId: this.#generation,
      leader,
      members: memberId === leader ? members : [],
    };
  }

  #problemWith({ memberId, generationId }: Beat): string {
    if (!this.#members.has(memberId)) return 'UNKNOWN_MEMBER_ID';
    return generationId === this.#generation ? 'NONE' : 'ILLEGAL_GENERATION';
  }

  #longest(): number {
    return Math.max(0, ...[...this.#members.values()].map(({ asked }) => asked.rebalanceTimeoutMs));
  }

  #hear(memberId: string, forMs?: number): void {
    const member = this.#members.get(memberId);
    if (member === undefined) return;
    member.stopSession();
    const timer = this.#options.after(forMs ?? member.asked.sessionTimeoutMs, () => {
      const isWaiting = member.join !== undefined || member.sync !== undefined;
      if (isWaiting && !member.isNew) return;
      const isInGeneration = this.#phase.beatAnswer === 'NONE';
      this.#remove(memberId);
      if (isInGeneration) this.#rebalance();
      else this.#phase.expired();
    });
    member.stopSession = () => timer.cancel();
  }

  #remove(memberId: string): void {
    const member = this.#members.get(memberId);
    if (member === undefined) return;
    member.stopSession();
    this.#members.delete(memberId);
    member.answerJoin(no('UNKNOWN_MEMBER_ID', ''));
    member.answerSync({ error: 'UNKNOWN_MEMBER_ID', assignment: '' });
  }
}

function refuseSync(_member: Member, _request: SyncRequest, respond: (response: Synced) => void): void {
  respond({ error: 'REBALANCE_IN_PROGRESS', assignment: '' });
}

function no(error: string, memberId: string): Joined {
  return { error, memberId, generationId: -1, leader: '', members: [] };
}
