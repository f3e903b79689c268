// Entry of the instructor's page of a workshop: the room.
import { h, render } from 'preact';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { judgeInPage } from '../workshop/room/judge-in-page.ts';
import { Room } from '../workshop/room/room.ts';
import { RoomView } from '../workshop/room/room-view.tsx';
import { readExerciseFacts } from './exercise-facts.ts';
import { enableHeader } from './header.ts';

enableHeader();

const view = document.getElementById('room-view');
if (view !== null) {
  const room = new Room({
    store: indexedDbStore(),
    exercises: readExerciseFacts(),
    judge: judgeInPage(),
    now: Date.now,
  });
  void room.load().then(() => {
    view.replaceChildren();
    render(h(RoomView, { room }), view);
  });
}
