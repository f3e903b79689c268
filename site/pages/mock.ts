// Entry of the mock interview. Simulator, editor and timeline are fetched by the questions that need them.

import deck from 'virtual:interview-deck';
import { effect } from '@preact/signals';
import { h, render } from 'preact';
import { families } from '../interview/families/families.ts';
import type { MockDesk } from '../interview/mock/desk.ts';
import { MockView } from '../interview/mock/mock-view.tsx';
import { MockSession } from '../interview/mock/session.ts';
import { randomId } from '../random-id.ts';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { enlivenCard } from './enliven-card.ts';
import { enableHeader } from './header.ts';
import { enablePaneTabs, showPane } from './panes.ts';
import { dismissTermsWithEscape } from './terms.ts';

const tickMs = 250;
const saveMs = 5000;

enableHeader();
dismissTermsWithEscape();
showPane('read');

const place = document.getElementById('mock-view');
if (place !== null) open(place);

function open(place: HTMLElement): void {
  const store = indexedDbStore();
  const session = new MockSession({ store, now: Date.now });
  const desk: MockDesk = {
    session,
    store,
    names: { deck, families, exercises: exerciseNames() },
    root: document.body.dataset.root ?? '',
    enliven: enlivenCard,
    openExam: async (element, options) => (await import('../workbench/mount-exam.ts')).mountExam(element, options),
    enablePanes: () => enablePaneTabs(() => {}),
    newId: randomId,
  };
  setInterval(() => session.tick(), tickMs);
  setInterval(() => {
    if (session.isRunning.value) void session.save();
  }, saveMs);
  // Who leaves comes back to a clock that stands.
  window.addEventListener('pagehide', () => session.pause());
  effect(() => {
    const mock = session.mock.value;
    // The report has an address in this browser.
    if (mock?.endedAt !== undefined) history.replaceState(null, '', `#${mock.id}`);
  });
  place.replaceChildren();
  render(h(MockView, { desk }), place);
}

function exerciseNames(): MockDesk['names']['exercises'] {
  // Written into the page by the build: our own.
  const names: Record<string, { readonly title: string; readonly lesson: string }> = JSON.parse(
    document.getElementById('exercise-names')?.textContent ?? '{}',
  );
  return new Map(Object.entries(names));
}
