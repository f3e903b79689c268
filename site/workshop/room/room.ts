// Floor 7. The room's state and what the instructor can do with it: one object that the views draw. It is kept with each change.
import { computed, signal } from '@preact/signals';
import { RECORD_VERSION } from '../../storage/records.ts';
import { storageFailureReason } from '../../storage/storage-error.ts';
import { put, type Store } from '../../storage/store.ts';
import { counted } from '../../workbench/words.ts';
import type { ExerciseFacts } from '../exercise-facts.ts';
import type { HandIn, ShortResult } from '../hand-in/hand-in.ts';
import { readHandIns } from '../hand-in/read-hand-ins.ts';
import { type Answer, type Judge, JudgeQueue, type Judging } from './judge-queue.ts';
import { rollUp } from './roll-up.ts';
import { clearRoom, readRoom } from './room-keeping.ts';
import { answerId, handInId, JUDGED, type Judged, PEOPLE, RECEIVED, type Received } from './room-records.ts';

export interface Told {
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

const nothingTold: Told = { lines: [], problems: [] };

interface Arrival {
  readonly handIn: HandIn;
  /** As it is kept in `Received`. */
  readonly from: string;
}

export interface RoomOptions {
  readonly store: Store;
  readonly exercises: readonly ExerciseFacts[];
  readonly judge: Judge;
  readonly now: () => number;
}

export class Room {
  readonly exercises: readonly ExerciseFacts[];
  readonly judging = signal<Judging>({ kind: 'resting' });
  readonly told = signal<Told>(nothingTold);
  /** Whether answers are run as they arrive. */
  readonly isJudgingArrivals = signal(false);
  readonly #received = signal<ReadonlyMap<string, Received>>(new Map());
  readonly #judged = signal<ReadonlyMap<string, Judged>>(new Map());
  readonly #merged = signal<Readonly<Record<string, string>>>({});
  readonly rollUp = computed(() => {
    const received = [...this.#received.value.values()];
    return rollUp({ received, judged: this.#judged.value, merged: this.#merged.value }, this.exercises);
  });
  readonly #store: Store;
  readonly #now: () => number;
  readonly #queue: JudgeQueue;
  /** What arrives in several ways at once is taken in one after the other. */
  #lastTaken: Promise<unknown> = Promise.resolve();

  constructor({ store, exercises, judge, now }: RoomOptions) {
    this.exercises = exercises;
    this.#store = store;
    this.#now = now;
    this.#queue = new JudgeQueue({
      judge,
      onState: (state) => {
        this.judging.value = state;
      },
      onJudged: (answer, result) => this.#judgedHere(answer, result),
      onTrouble: ({ person, slug }, error) => {
        const why = error instanceof Error ? error.message : String(error);
        this.#addProblem(`${person}, ${this.titleOf(slug)}: It could not be run here. ${why}`);
      },
    });
  }

  titleOf(slug: string): string {
    return this.exercises.find((exercise) => exercise.slug === slug)?.title ?? slug;
  }

  /** Empty for a rule that this site's version does not have. */
  ruleTitleOf(slug: string, rule: string): string {
    const exercise = this.exercises.find((each) => each.slug === slug);
    return exercise?.rules.find(({ id }) => id === rule)?.title ?? '';
  }

  /** Brings back what was kept. */
  async load(): Promise<void> {
    try {
      const { received, judged, merged, unreadable } = await readRoom(this.#store);
      this.#received.value = received;
      this.#judged.value = judged;
      this.#merged.value = merged;
      for (const key of unreadable) {
        this.#addProblem(
          `A record of the room, "${key}", cannot be read by this version of the site. It stays where it is.`,
        );
      }
    } catch (error) {
      this.#addProblem(`What the room kept cannot be read, because ${storageFailureReason(error)}.`);
    }
  }

  /** Files or pasted texts: what can be read is taken in, the rest is told. */
  async takeIn(sources: readonly { readonly name: string; readonly text: () => Promise<string> }[]): Promise<void> {
    const handIns: Arrival[] = [];
    const problems: string[] = [];
    for (const { name, text } of sources) {
      try {
        const read = await readHandIns(name, await text());
        handIns.push(...read.handIns.map((handIn) => ({ handIn, from: name })));
        problems.push(...read.problems);
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.told.value = { lines: [], problems };
    const lines = handIns.length === 0 ? [] : [await this.#take(handIns)];
    this.told.value = { ...this.told.value, lines };
  }

  async takeLive(handIns: readonly HandIn[], problems: readonly string[]): Promise<void> {
    await this.#take(handIns.map((handIn) => ({ handIn, from: 'live' })));
    for (const problem of problems) this.#addProblem(problem);
  }

  /** @returns what was taken in, in a sentence */
  #take(arrivals: readonly Arrival[]): Promise<string> {
    const taken = this.#lastTaken.then(() => this.#takeNow(arrivals));
    this.#lastTaken = taken;
    return taken;
  }

  async #takeNow(arrivals: readonly Arrival[]): Promise<string> {
    const before = this.#received.value;
    const all = new Map(before);
    for (const { handIn, from } of arrivals) {
      const id = handInId(handIn);
      if (all.has(id)) continue;
      const record: Received = { version: RECORD_VERSION, handIn, receivedAt: this.#now(), from };
      all.set(id, record);
      await this.#keep(RECEIVED.key(id), record);
    }
    this.#received.value = all;
    if (this.isJudgingArrivals.value) this.judgeAll();
    const added = all.size - before.size;
    const repeated = arrivals.length - added;
    const also = repeated === 0 ? '' : ` ${repeated} ${repeated === 1 ? 'was' : 'were'} here already.`;
    const unknown = this.rollUp.value.columns.filter((slug) => !this.exercises.some((each) => each.slug === slug));
    const strange =
      unknown.length === 0 ? '' : ` This site has no exercise ${unknown.map((slug) => `"${slug}"`).join(', ')}.`;
    return `Took in ${counted(added, 'hand-in')}.${also}${strange}`;
  }

  /** Shows the hand-ins of the one under the name of the other. Nothing is lost: `split` takes it back. */
  async merge(id: string, into: string): Promise<void> {
    await this.#keepMerged({ ...this.#merged.value, [id]: into });
  }

  async split(ids: readonly string[]): Promise<void> {
    await this.#keepMerged(Object.fromEntries(Object.entries(this.#merged.value).filter(([id]) => !ids.includes(id))));
  }

  async #keepMerged(merged: Readonly<Record<string, string>>): Promise<void> {
    this.#merged.value = merged;
    await this.#keep(PEOPLE.key(''), { version: RECORD_VERSION, merged });
  }

  judgeAll(): void {
    this.#queue.add(this.rollUp.value.toJudge);
  }

  cancelJudging(): void {
    this.isJudgingArrivals.value = false;
    this.#queue.cancel();
  }

  async #judgedHere({ slug, source }: Answer, result: ShortResult): Promise<void> {
    const exerciseVersion = this.exercises.find((exercise) => exercise.slug === slug)?.version ?? '';
    const id = answerId(slug, exerciseVersion, source);
    const record: Judged = { version: RECORD_VERSION, slug, exerciseVersion, result, judgedAt: this.#now() };
    this.#judged.value = new Map(this.#judged.value).set(id, record);
    await this.#keep(JUDGED.key(id), record);
  }

  async clear(): Promise<void> {
    this.cancelJudging();
    try {
      await clearRoom(this.#store);
      this.#received.value = new Map();
      this.#judged.value = new Map();
      this.#merged.value = {};
      this.told.value = { lines: ['The room is empty.'], problems: [] };
    } catch (error) {
      this.#addProblem(`The room was not cleared, because ${storageFailureReason(error)}.`);
    }
  }

  async #keep(key: string, record: unknown): Promise<void> {
    try {
      await put(this.#store, key, record);
    } catch (error) {
      const reason = storageFailureReason(error);
      this.#addProblem(
        `Until the page is closed all goes on, but what comes now is not kept, because ${reason}. Keep the files.`,
      );
    }
  }

  #addProblem(problem: string): void {
    const { lines, problems } = this.told.value;
    if (!problems.includes(problem)) this.told.value = { lines, problems: [...problems, problem] };
  }
}
