// Entry of the page of what is kept in this browser.
import { h, render } from 'preact';
import { KeptView, type Names } from '../progress/kept-view.tsx';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { enableHeader } from './header.ts';
import { forgetMemories, keptMemories } from './kept-memories.ts';

enableHeader();

const view = document.getElementById('kept-view');
if (view !== null) {
  // Written into the page by the build: our own.
  const names = JSON.parse(document.getElementById('names')?.textContent ?? '{}') as Names;
  view.replaceChildren();
  render(h(KeptView, { store: indexedDbStore(), memories: keptMemories, forgetMemories, names }), view);
}
