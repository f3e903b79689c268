// Entry of the page on which an attendee of a workshop hands in.
import { h, render } from 'preact';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { loadQuietly } from '../storage/quiet-record.ts';
import { ATTENDING } from '../storage/workshop-records.ts';
import { HandInView } from '../workshop/hand-in/hand-in-view.tsx';
import { readExerciseFacts } from './exercise-facts.ts';
import { enableHeader } from './header.ts';

enableHeader();

const view = document.getElementById('hand-in-view');
if (view !== null) {
  const store = indexedDbStore();
  const root = document.body.dataset.root ?? './';
  void loadQuietly(store, ATTENDING).then((attending) => {
    const agenda = attending && {
      name: attending.agenda.name,
      exercises: attending.agenda.items.flatMap((item) => (item.kind === 'exercise' ? [item.slug] : [])),
    };
    view.replaceChildren();
    render(h(HandInView, { store, exercises: readExerciseFacts(), root, agenda }), view);
  });
}
