// The workbench's entrance for pages: loads an exercise with what is kept of it, and puts the workbench in its place.

import { exercises } from 'virtual:exercises';
import { effect } from '@preact/signals';
import { h, render } from 'preact';
import { createRunner } from '../runner/page/runner.ts';
import { tabAnnouncements } from '../storage/announcements.ts';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { sessionSlot } from '../storage/unload-slot.ts';
import { Attendance } from '../workshop/attend/attendance.ts';
import '../styles/board.css';
import '../styles/workbench.css';
import '../styles/workbench-file.css';
import '../styles/workbench-brief.css';
import '../styles/code-word.css';
import '../styles/workbench-results.css';
import '../styles/workbench-time-travel.css';
import '../styles/workbench-narrow.css';
import { Bench } from './bench.ts';
import { MountFailure } from './mount-failure.tsx';
import { showPane, writeBadge } from './page-panes.ts';
import { testInHash } from './test-link.ts';
import { Workbench } from './workbench.tsx';

export function mountWorkbench(element: HTMLElement, { slug }: { slug: string }): void {
  open(element, slug).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    render(h(MountFailure, { reason, retry: () => mountWorkbench(element, { slug }) }), element);
  });
}

async function open(element: HTMLElement, slug: string): Promise<void> {
  const entry = exercises.get(slug);
  if (entry === undefined) throw new Error(`There is no exercise "${slug}" in this course.`);
  const exercise = await entry.load();
  const store = indexedDbStore();
  const attendance = new Attendance(store, tabAnnouncements('workshop'));
  const bench = new Bench({
    exercise,
    loadSolution: entry.loadSolution,
    runner: createRunner(exercise.units),
    store,
    attendance,
    slot: sessionSlot(slug),
    announcements: tabAnnouncements(slug),
    // Where a lesson stands beside the workbench there is no room for the brief as well.
    hasBriefPane: document.getElementById('lesson') === null,
    isExam: false,
    showPane,
  });
  await Promise.all([bench.open(), attendance.follow()]);
  followAddress(bench);
  showBench(element, bench);
}

/** @param bench opened already */
export function showBench(element: HTMLElement, bench: Bench): void {
  keepWhenLeaving(bench);
  effect(() => writeBadge(bench));
  render(h(Workbench, { bench }), element);
}

/** A link to a test selects it; nothing runs because of it. */
function followAddress(bench: Bench): void {
  const select = (): void => {
    const id = testInHash(location.hash);
    if (id !== undefined) bench.control.selected.value = id;
  };
  select();
  window.addEventListener('hashchange', select);
}

/** Both, since neither is certain: a tab that is put away on a phone may be ended without another word. */
function keepWhenLeaving(bench: Bench): void {
  window.addEventListener('pagehide', () => bench.keeper.leaving());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') bench.keeper.leaving();
  });
}
