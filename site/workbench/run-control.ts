// Runs the suite against what stands in the editor, and holds what came of it. Late answers of an earlier run are dropped.
import { signal } from '@preact/signals';
import type { StripResult } from '../editor/strip-result.ts';
import type { Exercise } from '../exercise.ts';
import type { CollectedTest, Ending, RunReport, TestOutcome } from '../runner/outcome.ts';
import type { Runner, StrippedAnswer } from '../runner/page/runner.ts';
import type { TestTimeline } from '../runner/protocol.ts';
import { type Verdict, verdictOf } from '../runner/verdict.ts';
import {
  changesSince,
  type FinishedRun,
  type LiveRun,
  neighborFailure,
  type RunChanges,
  selectionAfter,
  withEarlierOutcomes,
} from './shown-run.ts';
import { announcementOf } from './words.ts';

/** Runs shorter than this are shown when they end: results that vanish for a blink and come back only distract. */
const SHOW_LIVE_AFTER_MS = 250;

export interface RunRequest {
  readonly only?: string;
  /** Started by typing, not by the person: a syntax error then says nothing beyond its mark in the editor. */
  readonly isUnasked?: boolean;
}

interface RunControlOptions {
  readonly exercise: Exercise;
  readonly runner: Runner;
  readonly strip: () => Promise<StripResult>;
  readonly onFinished: (run: FinishedRun, verdict: Verdict) => void;
  /** Fresh outcomes, or those of another visit, with the code that they are of. Called before `onFinished`. */
  readonly onOutcomes: (answer: StrippedAnswer, outcomes: readonly TestOutcome[], isRestored: boolean) => void;
  /** After a run, what went on in the failure that is shown. */
  readonly onTimeline: (timeline: TestTimeline) => void;
}

/** As it appears in stacks. */
export const pathOfAnswer = ({ slug }: Pick<Exercise, 'slug'>): string => `/${slug}.ts`;

export class RunControl {
  readonly isRunning = signal(false);
  readonly live = signal<LiveRun | undefined>(undefined);
  readonly finished = signal<FinishedRun | undefined>(undefined);
  readonly changes = signal<RunChanges | undefined>(undefined);
  readonly selected = signal<string | undefined>(undefined);
  /** For the live region. */
  readonly announcement = signal('');
  readonly #options: RunControlOptions;
  #run = 0;

  constructor(options: RunControlOptions) {
    this.#options = options;
  }

  get #path(): string {
    return pathOfAnswer(this.#options.exercise);
  }

  verdictOf(report: RunReport): Verdict {
    return verdictOf(this.#options.exercise.rules, report);
  }

  /** Shows results that were kept from another visit. */
  restore(run: FinishedRun): void {
    this.finished.value = run;
    if (run.code !== undefined)
      this.#options.onOutcomes({ path: this.#path, code: run.code }, run.report.outcomes, true);
    this.selected.value ??= selectionAfter(this.verdictOf(run.report), undefined);
  }

  /** What stands in the editor now is probably run next. */
  prepare(stripped: StripResult): void {
    if (stripped.kind === 'stripped') this.#options.runner.prepare({ path: this.#path, code: stripped.code });
  }

  async run({ only, isUnasked = false }: RunRequest = {}): Promise<void> {
    const run = ++this.#run;
    const isCurrent = (): boolean => run === this.#run;
    let stripped: StripResult;
    try {
      stripped = await this.#options.strip();
    } catch (error) {
      const message = `The part that takes types out does not answer: ${String(error)}.`;
      if (isCurrent()) this.#showEnding({ kind: 'no-sandbox', message }, '');
      return;
    }
    if (!isCurrent()) return;
    if (stripped.kind === 'syntax-error') {
      this.#options.runner.cancel();
      this.#end();
      if (!isUnasked)
        this.#showEnding({ kind: 'syntax-error', message: stripped.message, at: stripped.at }, stripped.source);
      return;
    }
    this.isRunning.value = true;
    const progress = this.#followLive(only, isCurrent);
    const { code, instrumented, source } = stripped;
    const answer = { path: this.#path, code, ...(instrumented === undefined ? {} : { instrumented }) };
    const looked = this.selected.value;
    const report = await this.#options.runner.run(answer, {
      ...progress,
      ...(only === undefined ? {} : { only: [only] }),
      timeline: looked === undefined ? {} : { test: looked },
      onTimeline: (timeline) => {
        if (isCurrent()) this.#options.onTimeline(timeline);
      },
    });
    if (!isCurrent()) return;
    this.#end();
    if (report.ending.kind !== 'tampered') this.#options.onOutcomes(answer, report.outcomes, false);
    this.#finish(report, source, code, only);
  }

  /** Ends the run under way and says so. */
  cancel(): void {
    if (!this.isRunning.value) return;
    this.#run++;
    this.#options.runner.cancel();
    this.#end();
    this.#showEnding({ kind: 'cancelled' }, this.finished.value?.source ?? '');
  }

  selectNeighborFailure(step: 1 | -1): void {
    const { report } = this.finished.value ?? {};
    if (report === undefined) return;
    const next = neighborFailure(this.verdictOf(report), this.selected.value, step);
    if (next !== undefined) this.selected.value = next;
  }

  #followLive(only: string | undefined, isCurrent: () => boolean) {
    let collected: readonly CollectedTest[] = [];
    // A test run alone leaves the others as they are.
    let outcomes: readonly TestOutcome[] =
      only === undefined ? [] : (this.finished.value?.report.outcomes.filter(({ id }) => id !== only) ?? []);
    let isShown = false;
    const show = (): void => {
      if (isShown && isCurrent() && this.isRunning.value) this.live.value = { only, collected, outcomes };
    };
    setTimeout(() => {
      isShown = true;
      show();
    }, SHOW_LIVE_AFTER_MS);
    return {
      onCollected: (tests: readonly CollectedTest[]): void => {
        collected = tests;
        show();
      },
      onOutcome: (outcome: TestOutcome): void => {
        outcomes = [...outcomes, outcome];
        show();
      },
    };
  }

  #finish(report: RunReport, source: string, code: string, only: string | undefined): void {
    const earlier = this.finished.value;
    // After tampering no outcome can be believed.
    const believed = report.ending.kind === 'tampered' ? { ...report, outcomes: [] } : report;
    const shown = only === undefined ? believed : withEarlierOutcomes(believed, earlier?.report);
    const run: FinishedRun = { report: shown, source, code, only, endedAt: Date.now() };
    const verdict = this.verdictOf(shown);
    this.changes.value = changesSince(earlier?.report, shown);
    this.finished.value = run;
    this.selected.value = only ?? selectionAfter(verdict, this.selected.value);
    this.announcement.value = announcementOf(run, verdict);
    this.#options.onFinished(run, verdict);
  }

  /** An end without outcomes of its own: those of the run before stay in the list. */
  #showEnding(ending: Ending, source: string): void {
    const earlier = this.finished.value?.report;
    const report: RunReport = {
      collected: earlier?.collected ?? [],
      outcomes: earlier?.outcomes ?? [],
      ending,
      logs: [],
      durationMs: 0,
    };
    const run: FinishedRun = { report, source, only: undefined, endedAt: Date.now() };
    this.changes.value = undefined;
    this.finished.value = run;
    this.announcement.value = announcementOf(run, this.verdictOf(report));
  }

  #end(): void {
    this.isRunning.value = false;
    this.live.value = undefined;
  }
}
