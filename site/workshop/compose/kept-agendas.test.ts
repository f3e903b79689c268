import { expect, it } from 'vitest';
import type { Announcements } from '../../storage/announcements.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import { put } from '../../storage/store.ts';
import type { Agenda } from '../agenda/agenda.ts';
import { removed } from '../agenda/editing.ts';
import { KeptAgendas } from './kept-agendas.ts';

const agenda: Agenda = {
  version: 1,
  name: 'A day',
  items: [{ kind: 'break', title: 'Break', minutes: 10 }],
  heldBack: { solutions: true, hints: false },
};

/** As if there were one tab. */
const alone: Announcements = { announce: () => {}, listen: () => () => {} };

async function opened(store: MemoryStore, announcements = alone): Promise<KeptAgendas> {
  let now = 0;
  const agendas = new KeptAgendas(store, announcements, () => {
    now += 1;
    return now;
  });
  await agendas.follow();
  return agendas;
}

it('keeps several, and opens the one that was changed last', async () => {
  const store = new MemoryStore();
  const agendas = await opened(store);
  agendas.begin(agenda);
  agendas.begin({ ...agenda, name: 'Another' });
  agendas.open(agendas.all.value.at(-1)?.id ?? '');
  agendas.changeAgenda(() => ({ name: 'The first' }));
  const later = await opened(store);
  expect(later.all.value.map((kept) => kept.agenda.name)).toEqual(['The first', 'Another']);
  expect(later.current.value?.agenda.name).toBe('The first');
});

it('takes changes back, one after another', async () => {
  const agendas = await opened(new MemoryStore());
  agendas.begin(agenda);
  agendas.changeAgenda(({ items }) => ({ items: removed(items, 0) }));
  agendas.changeAgenda(() => ({ name: 'Another' }));
  agendas.undo();
  expect(agendas.current.value?.agenda).toEqual({ ...agenda, items: [] });
  agendas.undo();
  expect(agendas.current.value?.agenda).toEqual(agenda);
  expect(agendas.canUndo.value).toBe(false);
});

it('leaves a record alone that a newer version of the site wrote, and says so', async () => {
  const store = new MemoryStore();
  await put(store, 'agenda/new', { version: 2 });
  const agendas = await opened(store);
  expect(agendas.trouble.value).toMatch(/newer version/);
  agendas.begin(agenda);
  expect(await store.get('agenda/new')).toEqual({ version: 2 });
});

it('takes in what another tab has changed before it changes the same agenda', async () => {
  const store = new MemoryStore();
  const listeners: (() => void)[] = [];
  const tab = (): Announcements => ({
    announce: () => {
      for (const heard of listeners) heard();
    },
    listen: (heard) => {
      listeners.push(heard);
      return () => {};
    },
  });
  const here = await opened(store, tab());
  here.begin(agenda);
  const there = await opened(store, tab());
  there.changeAgenda(() => ({ name: 'Renamed there' }));
  await expect.poll(() => here.current.value?.agenda.name).toBe('Renamed there');
  here.changeAgenda(() => ({ startsAt: '10:00' }));
  await expect.poll(() => there.current.value?.agenda).toEqual({ ...agenda, name: 'Renamed there', startsAt: '10:00' });
});
