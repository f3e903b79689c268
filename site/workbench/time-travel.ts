// Timelines of the clusters that tests made: each is played again in the sandbox when it is asked for, one at a time, and kept until the
// test has run anew. Knows no markup.
import { signal } from '@preact/signals';
import type { Solution } from '../exercise.ts';
import type { Ending, TestOutcome } from '../runner/outcome.ts';
import type { Runner, StrippedAnswer } from '../runner/page/runner.ts';
import type { TestTimeline } from '../runner/protocol.ts';
import type { TimelineModel } from '../timeline/model/timeline-model.ts';

/** Whose run: the learner's, or that of the solution on the same test. */
export type Side = 'yours' | 'reference';

export interface Wanted {
  readonly test: string;
  /** By its number in the test; `undefined`: what the failure is about, else the one that was let run last. */
  readonly cluster: number | undefined;
  /** `undefined`: the cluster's first. */
  readonly group: string | undefined;
  readonly side: Side;
}

type Notes = TestOutcome['notes'];

export interface PlayedCluster {
  readonly cluster: number;
  readonly model: TimelineModel;
  readonly notes: Notes;
  /** What was played again is not what was run: the code depends on something besides the simulation. */
  readonly differs: boolean;
}

export type TimelineState =
  | { readonly kind: 'playing' }
  | { readonly kind: 'played'; readonly played: PlayedCluster }
  /** The run came to another end than its own. */
  | { readonly kind: 'ended'; readonly ending: Ending }
  /** It ran to its end, and there is nothing to be drawn. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly why: string };

interface TimeTravelOptions {
  readonly runner: Pick<Runner, 'replay'>;
  readonly loadSolution: () => Promise<Solution>;
  /** Of the answer, as stacks name it. */
  readonly path: string;
  /** A replay would call a run off that is under way. */
  readonly isRunning: () => boolean;
}

interface Known {
  readonly answer: StrippedAnswer;
  readonly outcome: TestOutcome;
  readonly isRestored: boolean;
}

export class TimeTravel {
  readonly #options: TimeTravelOptions;
  readonly #states = signal<ReadonlyMap<string, TimelineState>>(new Map());
  /** The code that each result is about, which is not always what stands in the editor. */
  readonly #known = new Map<string, Known>();
  #queue: Promise<void> = Promise.resolve();

  constructor(options: TimeTravelOptions) {
    this.#options = options;
  }

  /** These results are new: what was played of earlier ones is about other code. @param isRestored they are of another visit */
  ran(answer: StrippedAnswer, outcomes: readonly TestOutcome[], isRestored: boolean): void {
    const states = new Map(this.#states.value);
    for (const outcome of outcomes) {
      this.#known.set(outcome.id, { answer, outcome, isRestored });
      for (const key of states.keys()) if (testIn(key) === outcome.id) states.delete(key);
    }
    this.#states.value = states;
  }

  /** A run has told one of its clusters by itself. */
  told({ test, cluster, model }: TestTimeline): void {
    const known = this.#known.get(test);
    if (known === undefined) return;
    const played = { cluster, model, notes: known.outcome.notes, differs: false };
    for (const number of [undefined, cluster]) {
      this.#put({ test, cluster: number, group: undefined, side: 'yours' }, { kind: 'played', played });
    }
  }

  /** Whether the code behind a result is known, so that it can be played again. */
  knows(test: string): boolean {
    return this.#known.has(test);
  }

  /** What another visit has left is played only when it is asked for: nothing runs because a page was opened. */
  mayPlayUnasked(test: string): boolean {
    return this.#known.get(test)?.isRestored === false;
  }

  /** `undefined`: nobody has asked for it. */
  stateOf(wanted: Wanted): TimelineState | undefined {
    return this.#states.value.get(keyOf(wanted));
  }

  /** Plays it, unless that is done or under way. Ends in a state, whatever happens; where a run comes between, in none. */
  async play(wanted: Wanted): Promise<void> {
    const known = this.#known.get(wanted.test);
    if (known === undefined || this.stateOf(wanted) !== undefined) return;
    this.#put(wanted, { kind: 'playing' });
    const turn = this.#queue.then(() => this.#play(wanted, known));
    this.#queue = turn.catch(() => {});
    await turn;
  }

  async #play(wanted: Wanted, known: Known): Promise<void> {
    const isCurrent = (): boolean => this.#known.get(wanted.test) === known && this.stateOf(wanted)?.kind === 'playing';
    if (!isCurrent()) return;
    if (this.#options.isRunning()) return this.#forget(wanted);
    const state = await this.#stateAfter(wanted, known);
    if (!isCurrent()) return;
    if (state === undefined) this.#forget(wanted);
    else this.#put(wanted, state);
  }

  async #stateAfter(wanted: Wanted, { answer, outcome }: Known): Promise<TimelineState | undefined> {
    const { test, cluster, group, side } = wanted;
    const { runner, loadSolution, path } = this.#options;
    try {
      const code = side === 'yours' ? answer : { path, code: (await loadSolution()).code };
      const { report, timeline } = await runner.replay(code, {
        test,
        ...(cluster === undefined ? {} : { cluster }),
        ...(group === undefined ? {} : { group }),
      });
      if (report.ending.kind === 'cancelled') return undefined;
      if (report.ending.kind !== 'finished') return { kind: 'ended', ending: report.ending };
      const again = report.outcomes.find(({ id }) => id === test);
      if (timeline === undefined || again === undefined) return { kind: 'nothing' };
      const differs = side === 'yours' && !isSameRun(outcome, again);
      const { notes } = again;
      return { kind: 'played', played: { cluster: timeline.cluster, model: timeline.model, notes, differs } };
    } catch (error) {
      return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  }

  #put(wanted: Wanted, state: TimelineState): void {
    this.#states.value = new Map(this.#states.value).set(keyOf(wanted), state);
  }

  #forget(wanted: Wanted): void {
    const states = new Map(this.#states.value);
    states.delete(keyOf(wanted));
    this.#states.value = states;
  }
}

const keyOf = ({ test, cluster, group, side }: Wanted): string =>
  `${side} ${cluster ?? 'default'} ${group === undefined ? 'default' : encodeURIComponent(`group ${group}`)} ${test}`;
const testIn = (key: string): string => key.split(' ').slice(3).join(' ');

/**
 * Each cluster of the result is found among those of the run that was played again, with the same trace. There may be more: a test that is
 * played alone makes those itself that an earlier test had made for it.
 */
function isSameRun(result: TestOutcome, again: TestOutcome): boolean {
  if (result.state !== again.state) return false;
  const found = new Set(again.notes.clusters.map(identityOf));
  return result.notes.clusters.every((note) => found.has(identityOf(note)));
}

const identityOf = ({ name, eventCount, endMs, digest }: Notes['clusters'][number]): string =>
  `${name} ${eventCount} ${endMs} ${digest}`;
