// Entry of the instructor's page of a workshop: the room.
import { signal } from '@preact/signals';
import { h, render } from 'preact';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { judgeInPage } from '../workshop/room/judge-in-page.ts';
import { followLive, type LiveState } from '../workshop/room/live-feed.ts';
import { Room } from '../workshop/room/room.ts';
import { RoomView } from '../workshop/room/room-view.tsx';
import { readExerciseFacts } from './exercise-facts.ts';
import { enableHeader } from './header.ts';
import { takeRoomKey } from './room-key.ts';

enableHeader();

const view = document.getElementById('room-view');
if (view !== null) {
  const room = new Room({
    store: indexedDbStore(),
    exercises: readExerciseFacts(),
    judge: judgeInPage(),
    now: Date.now,
  });
  const live = signal<LiveState>({ kind: 'off' });
  const Whole = () => h(RoomView, { room, live: live.value });
  const key = takeRoomKey();
  // An address that differs in its key alone loads no page anew.
  addEventListener('hashchange', () => {
    if (takeRoomKey() !== key) location.reload();
  });
  void room.load().then(() => {
    view.replaceChildren();
    render(h(Whole, null), view);
    if (key === undefined) return;
    followLive({
      root: document.body.dataset.root ?? './',
      key,
      onState: (state) => {
        live.value = state;
      },
      onArrived: (handIns, problems) => room.takeLive(handIns, problems),
    });
  });
}
