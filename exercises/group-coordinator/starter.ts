/** Calls something off that was to happen later. */
interface Timer {
  cancel(): void;
}

interface Options {
  /** How long the first members of an empty group are waited for. */
  readonly initialRebalanceDelayMs: number;
  /** A member id that nobody has. */
  newMemberId(): string;
  /** Calls `run` once `delayMs` have passed. */
  after(delayMs: number, run: () => void): Timer;
}

interface JoinGroupRequest {
  /** `''`: it has none yet. */
  readonly memberId: string;
  readonly metadata: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}

interface JoinGroupResponse {
  /** `NONE`, `MEMBER_ID_REQUIRED`, `UNKNOWN_MEMBER_ID` */
  readonly error: string;
  readonly memberId: string;
  readonly generationId: number;
  readonly leader: string;
  /** For the leader: all members of the generation. For the others: empty. */
  readonly members: readonly { readonly memberId: string; readonly metadata: string }[];
}

interface SyncGroupRequest {
  readonly memberId: string;
  readonly generationId: number;
  /** By member id. Of the leader; empty from the others. */
  readonly assignments: ReadonlyMap<string, string>;
}

interface SyncGroupResponse {
  /** `NONE`, `UNKNOWN_MEMBER_ID`, `ILLEGAL_GENERATION`, `REBALANCE_IN_PROGRESS` */
  readonly error: string;
  readonly assignment: string;
}

/** The coordinator of one group. The rules are in the brief. */
export class GroupCoordinator {
  readonly #options: Options;
  #generationId = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** @param respond to be called once, now or later */
  joinGroup(request: JoinGroupRequest, respond: (response: JoinGroupResponse) => void): void {
    // So far everybody is let in at once, in a generation of their own.
    const memberId = request.memberId === '' ? this.#options.newMemberId() : request.memberId;
    this.#generationId++;
    respond({ error: 'NONE', memberId, generationId: this.#generationId, leader: memberId, members: [] });
  }

  /** @param respond to be called once, now or later */
  syncGroup(request: SyncGroupRequest, respond: (response: SyncGroupResponse) => void): void {
    respond({ error: 'NONE', assignment: request.assignments.get(request.memberId) ?? '' });
  }

  /** @returns the name of an error, or `NONE` */
  heartbeat(request: { readonly memberId: string; readonly generationId: number }): string {
    return request.generationId === this.#generationId ? 'NONE' : 'ILLEGAL_GENERATION';
  }

  /** @returns the name of an error, or `NONE` */
  leaveGroup(_request: { readonly memberId: string }): string {
    return 'NONE';
  }
}
