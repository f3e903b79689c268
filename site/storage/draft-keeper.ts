// Keeps the draft of one exercise safe while it is being written: saves, conflicts between tabs, undo, failing storage.
// Knows no editor and no page; the timers are the host's, everything else is handed in.

import type { DraftKeeperOptions, DraftState, Opening, SetAside, StoredCopy } from './draft-state.ts';
import {
  COPY_SCHEMA,
  type Copy,
  copyPrefix,
  DRAFT,
  type Draft,
  RECORD_VERSION,
  readRecord,
  unreadablePrefix,
} from './records.ts';
import { storageFailureReason } from './storage-error.ts';
import type { Change } from './store.ts';

/** A pause in typing of this length saves. */
export const SAVE_PAUSE_MS = 300;
/** While typing goes on, this long after the first unsaved key at the latest. */
const SAVE_AT_LEAST_MS = 800;
/** Storage that failed is tried again this often. */
export const RETRY_MS = 5000;

type SaveOutcome =
  | { readonly kind: 'written'; readonly draft: Draft }
  | { readonly kind: 'conflict'; readonly other: Draft };

export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  readonly #key: string;
  readonly #copyKey: string;
  #source: string;
  #state: DraftState;
  /** Revision of the stored draft that this tab's text follows; 0: there was none. */
  #seenRevision = 0;
  #isDirty = false;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;
  #latestTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  /** Accesses run one after another, so that a tab never takes its own save for another tab's. */
  #queue: Promise<void> = Promise.resolve();
  readonly #stopListening: () => void;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
    this.#key = DRAFT.key(options.slug);
    this.#copyKey = `${copyPrefix(options.slug)}${options.tab}`;
    this.#source = options.starter;
    this.#state = {
      saving: { kind: 'saved', at: undefined },
      conflict: undefined,
      previous: undefined,
      baseVersion: options.exerciseVersion,
    };
    this.#stopListening = options.announcements.listen(() => void this.#enqueue(() => this.#compareWithStore()));
  }

  get state(): DraftState {
    return this.#state;
  }

  /** What to begin with. Never rejects: where nothing can be read, the starter is it and the state says so. */
  async open(): Promise<Opening> {
    const { store, slug } = this.#options;
    const setAside: SetAside[] = [];
    const copies: StoredCopy[] = [];
    await this.#attempt(async () => {
      const draft = await store.change(this.#key, (stored) => this.#readOrMoveAside(stored));
      if (draft !== undefined) this.#adopt(draft);
      for (const key of [...(await store.keys(copyPrefix(slug))), ...(await store.keys(unreadablePrefix(this.#key)))]) {
        const raw = await store.get(key);
        // A draft of a newer version that was set aside can be read again once the site has caught up.
        const reading = readRecord(COPY_SCHEMA, raw);
        if (reading.kind === 'read') copies.push({ key, copy: reading.record });
        if (reading.kind === 'unreadable') setAside.push({ key, raw: reading.raw, why: reading.why });
      }
    });
    await this.#takeUnloaded(copies);
    return { source: this.#source, setAside, copies };
  }

  /** Text that this tab could no longer save when it went away the last time. */
  async #takeUnloaded(copies: StoredCopy[]): Promise<void> {
    const { slot, slug, store } = this.#options;
    const unloaded = slot.take();
    if (unloaded === undefined || unloaded.source === this.#source) return;
    const { source, baseVersion, savedAt } = unloaded;
    if (unloaded.revision === this.#seenRevision) {
      this.#source = source;
      this.#isDirty = true;
      this.#update({ baseVersion });
      await this.flush();
      return;
    }
    // Another tab went on in the meantime: the text stands beside its draft until somebody chooses.
    const key = `${copyPrefix(slug)}unload-${savedAt}`;
    const copy: Copy = { version: RECORD_VERSION, slug, source, baseVersion, savedAt };
    copies.push({ key, copy });
    const kept = await this.#attempt(() => store.change(key, () => ({ writes: [[key, copy]], result: true })));
    if (kept) slot.clear();
  }

  /** The person typed. */
  edited(source: string): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#isDirty = true;
    if (this.#state.saving.kind === 'saved') this.#update({ saving: { kind: 'waiting' } });
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = setTimeout(() => void this.flush(), SAVE_PAUSE_MS);
    this.#latestTimer ??= setTimeout(() => void this.flush(), SAVE_AT_LEAST_MS);
  }

  /** Puts another text in the draft's place; what was there can be taken back, after a reload too. */
  async replace(
    source: string,
    replacedBy: NonNullable<Draft['previous']>['replacedBy'],
    baseVersion?: string,
  ): Promise<void> {
    const previous = { source: this.#source, baseVersion: this.#state.baseVersion, replacedBy };
    this.#source = source;
    this.#isDirty = true;
    this.#update({ previous, baseVersion: baseVersion ?? this.#state.baseVersion });
    await this.flush();
  }

  /** Takes the last replacement back and returns the text to show; doing it twice does nothing but swap. */
  async undoReplace(): Promise<string> {
    const previous = this.#state.previous;
    if (previous !== undefined) await this.replace(previous.source, 'undo', previous.baseVersion);
    return this.#source;
  }

  /** Ends a conflict: the other tab's text becomes this tab's, this tab's becomes the one that undo brings back. */
  async useOtherTab(): Promise<string> {
    const other = this.#state.conflict;
    if (other === undefined) return this.#source;
    this.#seenRevision = other.revision;
    this.#update({ conflict: undefined });
    await this.replace(other.source, 'other-tab', other.baseVersion);
    return this.#source;
  }

  /** Ends a conflict: this tab's text becomes the draft, the other one is what undo brings back. */
  async keepMine(): Promise<void> {
    const other = this.#state.conflict;
    if (other === undefined) return;
    this.#seenRevision = other.revision;
    this.#isDirty = true;
    const previous = { source: other.source, baseVersion: other.baseVersion, replacedBy: 'other-tab' } as const;
    this.#update({ conflict: undefined, previous });
    await this.flush();
  }

  /** Goes on with the draft as it is although the exercise changed under it. */
  async acceptExercise(): Promise<void> {
    this.#isDirty = true;
    this.#update({ baseVersion: this.#options.exerciseVersion });
    await this.flush();
  }

  /** Removes a copy or a record that was set aside. */
  async discard(key: string): Promise<void> {
    await this.#attempt(() =>
      this.#options.store.change(key, () => ({ writes: [[key, undefined]], result: undefined })),
    );
  }

  /** Saves now what is not saved yet. */
  flush(): Promise<void> {
    clearTimeout(this.#pauseTimer);
    clearTimeout(this.#latestTimer);
    this.#latestTimer = undefined;
    return this.#enqueue(() => this.#save());
  }

  /** The page is about to go: there may be no time for a transaction, so the text is also put where writing is synchronous. */
  leaving(): void {
    if (!this.#isDirty) return;
    const { slot, now } = this.#options;
    slot.put({
      source: this.#source,
      baseVersion: this.#state.baseVersion,
      revision: this.#seenRevision,
      savedAt: now(),
    });
    void this.flush();
  }

  dispose(): void {
    for (const timer of [this.#pauseTimer, this.#latestTimer, this.#retryTimer]) clearTimeout(timer);
    this.#stopListening();
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work);
    return this.#queue;
  }

  async #save(): Promise<void> {
    if (!this.#isDirty) return;
    const { store, announcements } = this.#options;
    const source = this.#source;
    const outcome = await this.#attempt(() => store.change(this.#key, (stored) => this.#decide(source, stored)));
    if (outcome === undefined) return;
    if (outcome.kind === 'conflict') {
      this.#update({ conflict: outcome.other, saving: { kind: 'waiting' } });
      return;
    }
    this.#seenRevision = outcome.draft.revision;
    this.#isDirty = this.#source !== source;
    this.#options.slot.clear();
    this.#update({ saving: this.#isDirty ? { kind: 'waiting' } : { kind: 'saved', at: outcome.draft.savedAt } });
    announcements.announce();
  }

  #decide(source: string, stored: unknown): Change<SaveOutcome> {
    const { slug, now } = this.#options;
    const reading = readRecord(DRAFT.schema, stored);
    const other = reading.kind === 'read' ? reading.record : undefined;
    if (other !== undefined && other.revision !== this.#seenRevision && other.source !== source) {
      const outcome: SaveOutcome = { kind: 'conflict', other };
      return { writes: [[this.#copyKey, this.#copyOf(source, this.#state.baseVersion)] as const], result: outcome };
    }
    const draft: Draft = {
      version: RECORD_VERSION,
      slug,
      source,
      baseVersion: this.#state.baseVersion,
      savedAt: now(),
      revision: Math.max(other?.revision ?? 0, this.#seenRevision) + 1,
      previous: this.#state.previous,
    };
    const outcome: SaveOutcome = { kind: 'written', draft };
    const aside = reading.kind === 'unreadable' ? [[this.#asideKey(), reading.raw] as const] : [];
    return { writes: [[this.#key, draft] as const, [this.#copyKey, undefined] as const, ...aside], result: outcome };
  }

  /** Another tab saved, or storage came back: is there a draft that this tab's text does not follow? */
  async #compareWithStore(): Promise<void> {
    const stored = await this.#attempt(async () => ({ raw: await this.#options.store.get(this.#key) }));
    const reading = readRecord(DRAFT.schema, stored?.raw);
    if (reading.kind !== 'read' || reading.record.revision <= this.#seenRevision) return;
    if (reading.record.source === this.#source) this.#adopt(reading.record);
    else this.#update({ conflict: reading.record });
  }

  #adopt(draft: Draft): void {
    this.#source = draft.source;
    this.#seenRevision = draft.revision;
    this.#isDirty = false;
    this.#update({
      saving: { kind: 'saved', at: draft.savedAt },
      conflict: undefined,
      previous: draft.previous,
      baseVersion: draft.baseVersion,
    });
  }

  #readOrMoveAside(stored: unknown): Change<Draft | undefined> {
    const reading = readRecord(DRAFT.schema, stored);
    if (reading.kind === 'read') return { writes: [], result: reading.record };
    const aside = [[this.#asideKey(), stored] as const, [this.#key, undefined] as const];
    return { writes: reading.kind === 'unreadable' ? aside : [], result: undefined };
  }

  #asideKey(): string {
    return `${unreadablePrefix(this.#key)}${this.#options.now()}`;
  }

  #copyOf(source: string, baseVersion: string): Copy {
    const { slug, now } = this.#options;
    return { version: RECORD_VERSION, slug, source, baseVersion, savedAt: now() };
  }

  /** Runs an access to the store; a failure becomes a state that stays until an access succeeds. */
  async #attempt<T>(access: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await access();
      if (this.#state.saving.kind === 'failing') this.#update({ saving: { kind: 'waiting' } });
      return result;
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  #fail(error: unknown): void {
    this.#update({ saving: { kind: 'failing', reason: storageFailureReason(error) } });
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.retry(), RETRY_MS);
  }

  /** Tries storage again after it failed. */
  async retry(): Promise<void> {
    clearTimeout(this.#retryTimer);
    if (this.#isDirty) await this.flush();
    else await this.#enqueue(() => this.#compareWithStore());
    if (this.#state.saving.kind === 'waiting' && !this.#isDirty)
      this.#update({ saving: { kind: 'saved', at: undefined } });
  }

  #update(change: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onState(this.#state);
  }
}
