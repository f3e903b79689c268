// The workbench of a mock interview: a fresh buffer under keys of its own, other cases than the course's, no hint and no solution.

import { exercises } from 'virtual:exercises';
import { effect, untracked } from '@preact/signals';
import { render } from 'preact';
import type { Exercise, SuiteTerms } from '../exercise.ts';
import { createRunner } from '../runner/page/runner.ts';
import { tabAnnouncements } from '../storage/announcements.ts';
import { prefixedStore } from '../storage/prefixed-store.ts';
import { SETTINGS } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { sessionSlot } from '../storage/unload-slot.ts';
import { Attendance } from '../workshop/attend/attendance.ts';
import { Bench } from './bench.ts';
import { showBench } from './mount.ts';
import { showPane } from './page-panes.ts';

export interface ExamOptions {
  readonly slug: string;
  /** Where the suite's chance begins. */
  readonly chance: string;
  /** The rule that is not asked for until `isTwisted`. */
  readonly twist: string;
  readonly isTwisted: boolean;
  readonly store: Store;
  /** Begins the keys of everything that is kept of it, but the settings. */
  readonly prefix: string;
  /** Told after each run which rules were asked for, and which of them held. */
  readonly onHeld: (rules: readonly string[], held: readonly string[]) => void;
}

export interface Exam {
  /** Titles of all rules, by id. */
  readonly titles: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Rejects when the exercise cannot be fetched or is no more. */
export async function mountExam(element: HTMLElement, options: ExamOptions): Promise<Exam> {
  const { slug, prefix, onHeld } = options;
  const entry = exercises.get(slug);
  if (entry === undefined) throw new Error(`There is no exercise "${slug}" in this course.`);
  const exercise: Exercise = await entry.load();
  const rules = exercise.rules.filter(({ id }) => options.isTwisted || id !== options.twist);
  const terms: SuiteTerms = { chance: options.chance, rules: rules.map(({ id }) => id) };
  const units = { ...exercise.units, terms };
  const runner = createRunner(units);
  const bench = new Bench({
    exercise: { ...exercise, rules, units, hintsHtml: [] },
    loadSolution: () => Promise.reject(new Error('a mock interview shows no solution')),
    runner,
    // What a workshop holds back is not there in the first place.
    attendance: new Attendance(options.store, tabAnnouncements('workshop')),
    store: prefixedStore(options.store, prefix, [SETTINGS.key('')]),
    slot: sessionSlot(`${prefix}${slug}`),
    announcements: tabAnnouncements(`${prefix}${slug}`),
    hasBriefPane: true,
    isExam: true,
    showPane,
  });
  await bench.open();
  showBench(element, bench);
  const stop = effect(() => {
    const run = bench.control.finished.value;
    if (run === undefined || run.only !== undefined) return;
    const verdict = bench.control.verdictOf(run.report);
    const held = verdict.rules.filter(({ state }) => state === 'holds').map(({ rule }) => rule.id);
    untracked(() => onHeld(terms.rules, held));
  });
  return {
    titles: new Map(exercise.rules.map(({ id, title }) => [id, title])),
    async close() {
      stop();
      await bench.keeper.flush();
      render(null, element);
      bench.dispose();
      runner.dispose();
    },
  };
}
