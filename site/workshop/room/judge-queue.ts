// Floor 7. Runs handed-in answers one after the other and tells how far it has come. Knows neither the sandbox nor the page.
import type { ShortResult } from '../hand-in/hand-in.ts';

export interface Answer {
  readonly person: string;
  readonly slug: string;
  readonly source: string;
}

export type Judging =
  | { readonly kind: 'resting' }
  /** `done` of `total` are judged; `now` is being run. */
  | { readonly kind: 'running'; readonly done: number; readonly total: number; readonly now: Answer };

export interface Judge {
  /** Resolves with `undefined` when it was called off. Rejects where the answer could not be run for reasons of our own. */
  judge(slug: string, source: string): Promise<ShortResult | undefined>;
  cancel(): void;
  /** Nothing is to be judged for now: lets go of what is kept warm. */
  rest(): void;
}

export interface JudgeQueueOptions {
  readonly judge: Judge;
  readonly onState: (state: Judging) => void;
  readonly onJudged: (answer: Answer, result: ShortResult) => Promise<void>;
  readonly onTrouble: (answer: Answer, error: unknown) => void;
}

export class JudgeQueue {
  readonly #options: JudgeQueueOptions;
  #waiting: Answer[] = [];
  #now: Answer | undefined;
  #done = 0;

  constructor(options: JudgeQueueOptions) {
    this.#options = options;
  }

  /** Answers that wait already, or are being run, are not added again. */
  add(answers: readonly Answer[]): void {
    const known = [this.#now, ...this.#waiting];
    const isNew = (answer: Answer): boolean =>
      !known.some((each) => each?.slug === answer.slug && each.source === answer.source);
    // Those of one exercise in a row, since its suite is kept warm.
    this.#waiting = [...this.#waiting, ...answers.filter(isNew)].sort((a, b) => a.slug.localeCompare(b.slug));
    if (this.#now === undefined) void this.#work();
    else this.#tell(this.#now);
  }

  /** What is judged until now stays. */
  cancel(): void {
    this.#waiting = [];
    this.#options.judge.cancel();
  }

  async #work(): Promise<void> {
    const { judge, onJudged, onTrouble } = this.#options;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#now = next;
      this.#tell(next);
      try {
        const result = await judge.judge(next.slug, next.source);
        if (result !== undefined) await onJudged(next, result);
      } catch (error) {
        onTrouble(next, error);
      }
      this.#done += 1;
    }
    this.#now = undefined;
    this.#done = 0;
    judge.rest();
    this.#options.onState({ kind: 'resting' });
  }

  #tell(now: Answer): void {
    this.#options.onState({ kind: 'running', done: this.#done, total: this.#done + 1 + this.#waiting.length, now });
  }
}
