// A mock interview as it goes: its clock, the step on the screen, what becomes of an answer. Whatever happens is kept at once, so that leaving
// the page loses seconds at most. Floor 7; knows no page; clock and storage are handed in.
import { computed, signal } from '@preact/signals';
import { type MockAnswer, type MockInterview, type MockStep, saveMock } from '../../storage/mock-interview.ts';
import { RECORD_VERSION } from '../../storage/records.ts';
import { addReview, type ReviewEntry } from '../../storage/review-log.ts';
import { storageFailureReason } from '../../storage/storage-error.ts';
import type { Store } from '../../storage/store.ts';
import type { Minutes } from './plan.ts';

export interface MockSessionOptions {
  readonly store: Store;
  readonly now: () => number;
}

export class MockSession {
  readonly #mock = signal<MockInterview | undefined>(undefined);
  /** When the clock was started last; `undefined`: it stands. */
  readonly #runningSince = signal<number | undefined>(undefined);
  readonly #ticked = signal(0);
  readonly trouble = signal<string | undefined>(undefined);
  readonly mock = computed(() => this.#mock.value);
  readonly isRunning = computed(() => this.#runningSince.value !== undefined);
  readonly elapsedMs = computed(() => {
    const since = this.#runningSince.value;
    return (this.#mock.value?.elapsedMs ?? 0) + (since === undefined ? 0 : Math.max(0, this.#ticked.value - since));
  });
  readonly step = computed((): MockStep | undefined => {
    const mock = this.#mock.value;
    return mock === undefined || mock.endedAt !== undefined ? undefined : mock.steps[mock.at];
  });
  readonly #options: MockSessionOptions;
  #stepSinceMs = 0;

  constructor(options: MockSessionOptions) {
    this.#options = options;
  }

  begin(id: string, minutes: Minutes, steps: readonly MockStep[]): void {
    const startedAt = this.#options.now();
    this.#take({
      ...{ version: RECORD_VERSION, id, minutes, startedAt, steps: [...steps] },
      ...{ at: 0, isTwisted: false, elapsedMs: 0, answers: {} },
    });
    this.go();
  }

  /** One that was left. Its clock stands until `go`. */
  resume(mock: MockInterview): void {
    this.#take(mock);
  }

  #take(mock: MockInterview): void {
    this.#runningSince.value = undefined;
    this.#mock.value = mock;
    this.#stepSinceMs = mock.elapsedMs;
  }

  go(): void {
    if (this.#mock.value === undefined || this.isRunning.value) return;
    this.#ticked.value = this.#options.now();
    this.#runningSince.value = this.#options.now();
    void this.save();
  }

  pause(): void {
    this.#ticked.value = this.#options.now();
    const elapsedMs = this.elapsedMs.value;
    this.#runningSince.value = undefined;
    this.#change({ elapsedMs });
  }

  /** The host's timer: the clock on the screen moves. */
  tick(): void {
    if (this.isRunning.value) this.#ticked.value = this.#options.now();
  }

  /** @param answer what is new of it; a step's answer may be given in parts */
  answer(answer: Partial<Omit<MockAnswer, 'at' | 'tookMs'>>): void {
    const mock = this.#mock.value;
    if (mock === undefined) return;
    this.tick();
    const before = mock.answers[mock.at];
    const whole: MockAnswer = {
      text: '',
      ...before,
      ...answer,
      // Of two states the later stands: what is said in one moment has an order, too.
      at: Math.max(this.#options.now(), (before?.at ?? 0) + 1),
      tookMs: this.elapsedMs.value - this.#stepSinceMs,
    };
    this.#change({ answers: { ...mock.answers, [mock.at]: whole } });
    this.#review(mock.steps[mock.at], before, whole);
  }

  /** What was answered here counts in the review as well. */
  #review(step: MockStep | undefined, before: MockAnswer | undefined, { at, tookMs, mark, isRight }: MockAnswer): void {
    if (step === undefined || step.kind === 'coding' || (step.kind === 'computed' && step.isTwist)) return;
    if (before?.mark !== undefined || before?.isRight !== undefined) return;
    const result: ReviewEntry['result'] | undefined =
      mark ?? (isRight === undefined ? undefined : isRight ? 'right' : 'wrong');
    if (result === undefined) return;
    const card = step.kind === 'talk' ? step.card : `computed/${step.family}`;
    this.#attempt(addReview(this.#options.store, card, { at, result, tookMs }));
  }

  twist(): void {
    this.#change({ isTwisted: true });
  }

  next(): void {
    const mock = this.#mock.value;
    if (mock === undefined) return;
    if (mock.at + 1 >= mock.steps.length) {
      this.end();
      return;
    }
    this.tick();
    this.#stepSinceMs = this.elapsedMs.value;
    this.#change({ at: mock.at + 1 });
  }

  end(): void {
    this.pause();
    this.#change({ endedAt: this.#options.now() });
  }

  #change(change: Partial<MockInterview>): void {
    const mock = this.#mock.value;
    if (mock === undefined) return;
    this.#mock.value = { ...mock, ...change };
    void this.save();
  }

  /** With the time that went by until now. */
  async save(): Promise<void> {
    const mock = this.#mock.value;
    if (mock === undefined) return;
    await this.#attempt(saveMock(this.#options.store, { ...mock, elapsedMs: this.elapsedMs.value }));
  }

  async #attempt(write: Promise<unknown>): Promise<void> {
    try {
      await write;
      this.trouble.value = undefined;
    } catch (error) {
      this.trouble.value = `The interview goes on, but it is not kept, because ${storageFailureReason(error)}.`;
    }
  }
}
