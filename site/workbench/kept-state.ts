// Settings, progress and last results: signals that are written through to storage.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Exercise } from '../exercise.ts';
import { loadQuietly, saveQuietly } from '../storage/quiet-record.ts';
import {
  DEFAULT_SETTINGS,
  PROGRESS,
  type Progress,
  RECORD_VERSION,
  RESULTS,
  SETTINGS,
  type Settings,
  type StoredResults,
} from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import type { FinishedRun } from './shown-run.ts';

export class KeptState {
  readonly #store: Store;
  readonly #exercise: Exercise;
  readonly #settings = signal<Settings>(DEFAULT_SETTINGS);
  readonly #progress = signal<Progress>({ version: RECORD_VERSION, slug: '', hintsShown: 0 });

  constructor(store: Store, exercise: Exercise) {
    this.#store = store;
    this.#exercise = exercise;
    this.#progress.value = { ...this.#progress.value, slug: exercise.slug };
  }

  get settings(): ReadonlySignal<Settings> {
    return this.#settings;
  }

  get progress(): ReadonlySignal<Progress> {
    return this.#progress;
  }

  /** Returns the last results, where there are some of this version of the exercise. */
  async load(): Promise<FinishedRun | undefined> {
    const { slug } = this.#exercise;
    const [settings, progress, results] = await Promise.all([
      loadQuietly(this.#store, SETTINGS),
      loadQuietly(this.#store, PROGRESS, slug),
      loadQuietly(this.#store, RESULTS, slug),
    ]);
    if (settings !== undefined) this.#settings.value = settings;
    if (progress !== undefined) this.#progress.value = progress;
    if (results === undefined || results.exerciseVersion !== this.#exercise.version) return undefined;
    const { report, source, code, savedAt } = results;
    return { report, source, ...(code === undefined ? {} : { code }), only: undefined, endedAt: savedAt };
  }

  change(settings: Partial<Omit<Settings, 'version'>>): void {
    this.#settings.value = { ...this.#settings.value, ...settings };
    void saveQuietly(this.#store, SETTINGS, this.#settings.value);
  }

  progressed(progress: Partial<Omit<Progress, 'version' | 'slug'>>): void {
    this.#progress.value = { ...this.#progress.value, ...progress };
    void saveQuietly(this.#store, PROGRESS, this.#progress.value, this.#exercise.slug);
  }

  /** Keeps what a whole run showed; ends that say nothing about the tests are not worth remembering. */
  remember({ report, source, code, only, endedAt }: FinishedRun): void {
    const { slug, version } = this.#exercise;
    if (only !== undefined || report.outcomes.length === 0) return;
    const record: StoredResults = {
      version: RECORD_VERSION,
      slug,
      savedAt: endedAt,
      exerciseVersion: version,
      source,
      ...(code === undefined ? {} : { code }),
      report,
    };
    void saveQuietly(this.#store, RESULTS, record, slug);
  }
}
