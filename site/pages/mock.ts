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
    address: placeInPage() === null ? location.hash.slice(1) : '',
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
  const keepAddress = (): void => {
    const id = session.mock.value?.id;
    if (id !== undefined && location.hash !== `#${id}`) history.replaceState(null, '', `#${id}`);
  };
  // An interview has an address in this browser while it runs, and its report afterwards.
  effect(keepAddress);
  window.addEventListener('hashchange', () => {
    if (placeInPage() !== null) keepAddress();
    // Another interview.
    else if (location.hash !== `#${session.mock.value?.id ?? ''}`) location.reload();
  });
  place.replaceChildren();
  render(h(MockView, { desk }), place);
}

/** To which a skip link has led. */
function placeInPage(): HTMLElement | null {
  return document.getElementById(location.hash.slice(1));
}

function exerciseNames(): MockDesk['names']['exercises'] {
  // Written into the page by the build: our own.
  const names: Record<string, { readonly title: string; readonly lesson: string }> = JSON.parse(
    document.getElementById('exercise-names')?.textContent ?? '{}',
  );
  return new Map(Object.entries(names));
}
