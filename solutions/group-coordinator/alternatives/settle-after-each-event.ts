// Plain data, and one function that is asked after each event what has to happen now. Timers are alarms with names: setting one anew replaces
// the one before.
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

interface Row {
  readonly id: string;
  asked: JoinRequest;
  part: string;
  hasSynced: boolean;
  isNew: boolean;
  joined: ((response: Joined) => void) | undefined;
  synced: ((response: Synced) => void) | undefined;
}

export class GroupCoordinator {
  readonly #options: Options;
  readonly #alarms = new Map<string, { cancel(): void }>();
  readonly #ids = new Set<string>();
  #phase: 'empty' | 'first' | 'join' | 'sync' | 'stable' = 'empty';
  #rows: Row[] = [];
  #leader = '';
  #generation = 0;
  #isRebalanceDue = false;
  #hasMore = false;

  constructor(options: Options) {
    this.#options = options;
  }

  joinGroup(request: JoinRequest, respond: (response: Joined) => void): void {
    const { memberId } = request;
    if (memberId === '') {
      const id = this.#options.newMemberId();
      this.#ids.add(id);
      this.#alarm(`id ${id}`, request.sessionTimeoutMs, () => this.#ids.delete(id));
      respond(refused('MEMBER_ID_REQUIRED', id));
      return;
    }
    const row = this.#rows.find(({ id }) => id === memberId);
    if (this.#ids.delete(memberId)) {
      this.#quiet(`id ${memberId}`);
      this.#rows.push({
        id: memberId,
        asked: request,
        part: '',
        hasSynced: false,
        isNew: true,
        joined: respond,
        synced: undefined,
      });
      if (this.#leader === '') this.#leader = memberId;
      this.#alarm(memberId, 300_000, () => this.#expire(memberId));
      this.#hasMore = true;
    } else if (row === undefined) {
      respond(refused('UNKNOWN_MEMBER_ID', memberId));
      return;
    } else {
      const isRetry =
        row.asked.metadata === request.metadata && !(this.#phase === 'stable' && memberId === this.#leader);
      if (isRetry && (this.#phase === 'sync' || this.#phase === 'stable')) {
        respond(this.#present(row));
        return;
      }
      row.asked = request;
      row.joined = respond;
    }
    this.#isRebalanceDue = this.#phase !== 'first' && this.#phase !== 'join';
    this.#settle();
  }

  syncGroup(request: SyncRequest, respond: (response: Synced) => void): void {
    const error = this.#errorOf(request);
    const row = this.#rows.find(({ id }) => id === request.memberId);
    if (row === undefined || error !== 'NONE') {
      respond({ error, assignment: '' });
      return;
    }
    row.hasSynced = true;
    row.synced = respond;
    if (this.#rows.every(({ hasSynced }) => hasSynced)) this.#quiet('sync');
    if (this.#phase === 'sync' && row.id === this.#leader) {
      this.#phase = 'stable';
      for (const each of this.#rows) each.part = request.assignments.get(each.id) ?? '';
      for (const each of this.#rows) this.#answerSync(each, { error: 'NONE', assignment: each.part });
    } else if (this.#phase === 'stable') {
      row.synced = undefined;
      respond({ error: 'NONE', assignment: row.part });
    }
  }

  heartbeat(request: Beat): string {
    const error = this.#errorOf(request);
    if (error === 'NONE' || error === 'REBALANCE_IN_PROGRESS') this.#listenTo(request.memberId);
    return error;
  }

  leaveGroup({ memberId }: { readonly memberId: string }): string {
    const isKnown = this.#ids.delete(memberId) || this.#rows.some(({ id }) => id === memberId);
    if (!isKnown) return 'UNKNOWN_MEMBER_ID';
    this.#quiet(`id ${memberId}`);
    this.#drop([memberId]);
    this.#settle();
    return 'NONE';
  }

  #settle(): void {
    if (this.#isRebalanceDue) {
      this.#isRebalanceDue = false;
      this.#quiet('sync');
      for (const row of this.#rows) this.#answerSync(row, { error: 'REBALANCE_IN_PROGRESS', assignment: '' });
      const { initialRebalanceDelayMs } = this.#options;
      const isFirst = this.#phase === 'empty';
      this.#phase = isFirst ? 'first' : 'join';
      if (isFirst) this.#waitForMore(initialRebalanceDelayMs, Math.max(0, this.#longest() - initialRebalanceDelayMs));
      else this.#alarm('join', this.#longest(), () => this.#close());
    }
    const haveAllCome = this.#ids.size === 0 && this.#rows.every(({ joined }) => joined !== undefined);
    if (this.#phase === 'join' && haveAllCome) this.#close();
  }

  #waitForMore(delayMs: number, leftMs: number): void {
    this.#hasMore = false;
    this.#alarm('join', delayMs, () => {
      if (!this.#hasMore || leftMs === 0) this.#close();
      else this.#waitForMore(Math.min(this.#options.initialRebalanceDelayMs, leftMs), Math.max(0, leftMs - delayMs));
    });
  }

  #close(): void {
    this.#quiet('join');
    this.#drop(this.#rows.filter(({ joined }) => joined === undefined).map(({ id }) => id));
    this.#isRebalanceDue = false;
    this.#generation++;
    this.#phase = this.#rows.length === 0 ? 'empty' : 'sync';
    for (const row of [...this.#rows]) {
      const respond = row.joined;
      Object.assign(row, { part: '', hasSynced: false, isNew: false, joined: undefined });
      this.#listenTo(row.id);
      respond?.(this.#present(row));
    }
    if (this.#phase !== 'sync') return;
    this.#alarm('sync', this.#longest(), () => {
      this.#drop(this.#rows.filter(({ hasSynced }) => !hasSynced).map(({ id }) => id));
    });
  }

  #drop(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const gone = this.#rows.filter(({ id }) => ids.includes(id));
    this.#rows = this.#rows.filter(({ id }) => !ids.includes(id));
    if (ids.includes(this.#leader)) {
      this.#leader = this.#rows[0]?.id ?? '';
    }
    for (const { id, joined, synced } of gone) {
      this.#quiet(id);
      joined?.(refused('UNKNOWN_MEMBER_ID', ''));
      synced?.({ error: 'UNKNOWN_MEMBER_ID', assignment: '' });
    }
    this.#isRebalanceDue = this.#phase === 'sync' || this.#phase === 'stable';
  }

  #expire(id: string): void {
    const row = this.#rows.find((each) => each.id === id);
    const isWaiting = row?.joined !== undefined || row?.synced !== undefined;
    if (row?.isNew === true || !isWaiting) this.#drop([id]);
  }

  #answerSync(row: Row, response: Synced): void {
    const respond = row.synced;
    row.synced = undefined;
    if (respond === undefined) return;
    this.#listenTo(row.id);
    respond(response);
  }

  #present({ id }: Row): Joined {
    const members = this.#rows.map((row) => ({ memberId: row.id, metadata: row.asked.metadata }));
    return {
      error: 'NONE',
      memberId: id,
      generationId: this.#generation,
      leader: this.#leader,
      members: id === this.#leader ? members : [],
    };
  }

  #errorOf({ memberId, generationId }: Beat): string {
    if (!this.#rows.some(({ id }) => id === memberId)) return 'UNKNOWN_MEMBER_ID';
    if (generationId !== this.#generation) return 'ILLEGAL_GENERATION';
    return this.#phase === 'join' || this.#phase === 'first' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
  }

  #listenTo(id: string): void {
    const row = this.#rows.find((each) => each.id === id);
    if (row !== undefined) this.#alarm(id, row.asked.sessionTimeoutMs, () => this.#expire(id));
  }

  #longest(): number {
    return this.#rows.reduce((longest, { asked }) => Math.max(longest, asked.rebalanceTimeoutMs), 0);
  }

  #alarm(name: string, ms: number, run: () => void): void {
    this.#quiet(name);
    const timer = this.#options.after(ms, () => {
      this.#alarms.delete(name);
      run();
      this.#settle();
    });
    this.#alarms.set(name, timer);
  }

  #quiet(name: string): void {
    this.#alarms.get(name)?.cancel();
    this.#alarms.delete(name);
  }
}

function refused(error: string, memberId: string): Joined {
  return { error, memberId, generationId: -1, leader: '', members: [] };
}
