// Runs after a pause in typing, and never before the person has typed: restored code is not run unasked.
import type { Ending } from '../runner/outcome.ts';

export const AUTO_RUN_PAUSE_MS = 150;

/** After these the same code would only hang or die again; typing on must not do that over and over. */
const NEEDS_ASKING: ReadonlySet<Ending['kind']> = new Set(['endless-loop', 'never-settled', 'died', 'no-sandbox']);

export const pausesAutoRun = (ending: Ending | undefined): boolean =>
  ending !== undefined && NEEDS_ASKING.has(ending.kind);

interface AutoRunOptions {
  readonly isOn: () => boolean;
  readonly lastEnding: () => Ending | undefined;
  readonly run: () => void;
}

export class AutoRun {
  readonly #options: AutoRunOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: AutoRunOptions) {
    this.#options = options;
  }

  edited(): void {
    clearTimeout(this.#timer);
    if (!this.#options.isOn() || pausesAutoRun(this.#options.lastEnding())) return;
    this.#timer = setTimeout(this.#options.run, AUTO_RUN_PAUSE_MS);
  }

  /** The person asked for a run themselves. */
  cancel(): void {
    clearTimeout(this.#timer);
  }
}
