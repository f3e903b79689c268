// Floor 6. A coordinator of an answer with a clock of its own: requests go in, and what is answered is read once, into plain words, when it
// comes. Time passes only when it is told to.

export interface JoinGroupRequest {
  readonly memberId: string;
  readonly metadata: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}

export interface Timer {
  cancel(): void;
}

/** What an answer's class has to offer, as far as the suite knows it: what comes back is not trusted. */
export interface Coordinator {
  joinGroup(request: JoinGroupRequest, respond: (response: unknown) => void): void;
  syncGroup(
    request: {
      readonly memberId: string;
      readonly generationId: number;
      readonly assignments: ReadonlyMap<string, string>;
    },
    respond: (response: unknown) => void,
  ): void;
  heartbeat(request: { readonly memberId: string; readonly generationId: number }): string;
  leaveGroup(request: { readonly memberId: string }): string;
}

export type CoordinatorClass = new (options: {
  readonly initialRebalanceDelayMs: number;
  readonly newMemberId: () => string;
  readonly after: (delayMs: number, run: () => void) => Timer;
}) => Coordinator;

export type Reply = { readonly number: number; readonly atMs: number; readonly answer: string };

interface Due {
  readonly atMs: number;
  readonly run: () => void;
  isCancelled: boolean;
}

export class Group {
  readonly #coordinator: Coordinator;
  readonly #timers: Due[] = [];
  #replies: Reply[] = [];
  #ids = 0;
  now = 0;

  constructor(Class: CoordinatorClass, initialRebalanceDelayMs: number) {
    this.#coordinator = new Class({
      initialRebalanceDelayMs,
      newMemberId: () => {
        this.#ids++;
        return `m${this.#ids}`;
      },
      after: (delayMs, run) => this.#after(delayMs, run),
    });
  }

  /** Everything that was answered since this was last asked. */
  takeReplies(): readonly Reply[] {
    const replies = this.#replies;
    this.#replies = [];
    return replies;
  }

  /** @param number tells the request's answer from others; @param words `join m1 foo 10000 30000`, as in the recorded traces */
  send(number: number, words: readonly string[]): void {
    const [what, given = '-', ...more] = words;
    const memberId = given === '-' ? '' : given;
    if (what === 'join') {
      const [metadata = '', session, rebalance] = more;
      const request = { memberId, metadata, sessionTimeoutMs: Number(session), rebalanceTimeoutMs: Number(rebalance) };
      this.#coordinator.joinGroup(Object.freeze(request), (response) => this.#reply(number, joinInWords(response)));
    } else if (what === 'sync') {
      const [generation, assignments = '-'] = more;
      const request = { memberId, generationId: Number(generation), assignments: assignmentsIn(assignments) };
      this.#coordinator.syncGroup(Object.freeze(request), (response) => this.#reply(number, syncInWords(response)));
    } else if (what === 'heartbeat') {
      const answer: unknown = this.#coordinator.heartbeat({ memberId, generationId: Number(more[0]) });
      this.#reply(number, textOf(answer));
    } else if (what === 'leave') {
      this.#reply(number, textOf(this.#coordinator.leaveGroup({ memberId })));
    }
    this.advanceTo(this.now);
  }

  /** Lets time pass; timers that are due at the same time run in the order in which they were set. */
  advanceTo(atMs: number): void {
    for (;;) {
      const [next] = this.#timers
        .filter((timer) => !timer.isCancelled && timer.atMs <= atMs)
        .sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.atMs);
      next.run();
    }
    this.now = atMs;
  }

  #after(delayMs: number, run: () => void): Timer {
    const timer: Due = { atMs: this.now + delayMs, run, isCancelled: false };
    this.#timers.push(timer);
    return {
      cancel: () => {
        timer.isCancelled = true;
      },
    };
  }

  #reply(number: number, answer: string): void {
    this.#replies.push({ number, atMs: this.now, answer });
  }
}

function assignmentsIn(words: string): ReadonlyMap<string, string> {
  if (words === '-') return new Map();
  return new Map(words.split(',').map((each) => [each.slice(0, each.indexOf(':')), each.slice(each.indexOf(':') + 1)]));
}

/** `g1 m1 m1 m1:foo,m2:foo`: generation, who was answered, the leader, and the members as the leader is told them. */
function joinInWords(response: unknown): string {
  const { error, memberId, generationId, leader, members } = fieldsOf(response);
  if (error === 'MEMBER_ID_REQUIRED') return `MEMBER_ID_REQUIRED ${textOf(memberId)}`;
  if (error !== 'NONE') return textOf(error);
  const listed = Array.isArray(members)
    ? members
        .map(fieldsOf)
        .map((member) => `${textOf(member.memberId)}:${textOf(member.metadata)}`)
        .sort()
    : ['?'];
  return `g${String(Number(generationId))} ${textOf(memberId)} ${textOf(leader)} ${listed.join(',') || '-'}`;
}

function syncInWords(response: unknown): string {
  const { error, assignment } = fieldsOf(response);
  if (error !== 'NONE') return textOf(error);
  return `ok ${assignment === undefined || assignment === '' ? '-' : textOf(assignment)}`;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : `(${value === null ? 'null' : typeof value})`;
}
