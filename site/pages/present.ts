// Entry of the presenter's page: the projector's window, the speaker's, or the choice of what to present, as its address says.
import { h, render } from 'preact';
import { tabAnnouncements } from '../storage/announcements.ts';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { KeptAgendas } from '../workshop/compose/kept-agendas.ts';
import { courseData } from '../workshop/course-data.ts';
import { type PresentAddress, readAddress, writeAddress } from '../workshop/present/address.ts';
import { ChooseView } from '../workshop/present/choose-view.tsx';
import { deckOf } from '../workshop/present/deck.ts';
import { beginningOf } from '../workshop/present/pace.ts';
import { PresentView } from '../workshop/present/present-view.tsx';
import { Presentation } from '../workshop/present/presentation.ts';
import { type Shown, together } from '../workshop/present/together.ts';
import { enableHeader } from './header.ts';

const store = indexedDbStore();
const course = courseData();
const toRoot = document.body.dataset.root ?? './';

async function choose(place: HTMLElement, trouble?: string): Promise<void> {
  enableHeader();
  const agendas = new KeptAgendas(store, tabAnnouncements('agendas'));
  await agendas.follow();
  place.replaceChildren();
  render(h(ChooseView, { agendas: agendas.all.value, course, toRoot, trouble }), place);
}

async function present(place: HTMLElement, address: PresentAddress): Promise<void> {
  const deck = await deckOf(address.programme, { store, course, toRoot });
  if (deck === undefined) {
    await choose(
      place,
      'What this address presents is not here: the agenda is of another browser, or the lesson of another course.',
    );
    return;
  }
  const write = ({ item, step }: Shown): void =>
    history.replaceState(undefined, '', writeAddress({ ...address, item, step }));
  const presentation = new Presentation(deck, beginningOf(deck.agenda, Date.now()), (shown) => {
    write(shown);
    windows.tell(shown);
  });
  const windows = together(
    writeAddress({ ...address, item: 0, step: 0, isNotes: false }),
    () => presentation.view.value?.shown,
    (shown) => void presentation.follow(shown).then(() => write(shown)),
  );
  const openNotes = (): void => {
    const { item, step } = presentation.view.value?.shown ?? address;
    window.open(
      writeAddress({ ...address, item, step, isNotes: true }),
      'rebalance-lab-notes',
      'popup,width=1100,height=760',
    );
  };
  await presentation.begin(address.item, address.step);
  document.body.classList.add('is-presenting');
  place.replaceChildren();
  render(h(PresentView, { presentation, isNotes: address.isNotes, openNotes }), place);
}

const place = document.getElementById('present-view');
if (place !== null) {
  const address = readAddress(location.hash);
  void (address === undefined ? choose(place) : present(place, address));
  // What is presented is said by the address alone.
  window.addEventListener('hashchange', () => location.reload());
}
