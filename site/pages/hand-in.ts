// Entry of the page on which an attendee of a workshop hands in.
import { h, render } from 'preact';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { HandInView } from '../workshop/hand-in/hand-in-view.tsx';
import { readExerciseFacts } from './exercise-facts.ts';
import { enableHeader } from './header.ts';

enableHeader();

const view = document.getElementById('hand-in-view');
if (view !== null) {
  view.replaceChildren();
  const root = document.body.dataset.root ?? './';
  render(h(HandInView, { store: indexedDbStore(), exercises: readExerciseFacts(), root, agenda: undefined }), view);
}
