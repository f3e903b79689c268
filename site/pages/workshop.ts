// Entry of the page on which an instructor composes agendas.
import { h, render } from 'preact';
import { tabAnnouncements } from '../storage/announcements.ts';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { ComposeView } from '../workshop/compose/compose-view.tsx';
import { KeptAgendas } from '../workshop/compose/kept-agendas.ts';
import { courseData } from '../workshop/course-data.ts';
import { enableHeader } from './header.ts';

enableHeader();

const place = document.getElementById('compose-view');
if (place !== null) {
  const agendas = new KeptAgendas(indexedDbStore(), tabAnnouncements('agendas'));
  void agendas.follow().then(() => {
    place.replaceChildren();
    render(h(ComposeView, { agendas, course: courseData(), toRoot: document.body.dataset.root ?? './' }), place);
  });
}
