// The workshop on the course map, where the reader is in one: what it shows of each item stands on the map already. Its code is fetched only
// then.
import { tabAnnouncements } from '../storage/announcements.ts';
import { loadQuietly } from '../storage/quiet-record.ts';
import type { Store } from '../storage/store.ts';
import { ATTENDING } from '../storage/workshop-records.ts';
import type { AgendaItem } from '../workshop/agenda/agenda.ts';
import type { ListedItem } from '../workshop/attend/agenda-list.tsx';

/** To be called when the map shows what is done. */
export async function showMapAgenda(store: Store): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-workshop]');
  if (place === null || (await loadQuietly(store, ATTENDING)) === undefined) return;
  const [{ h, render }, { MapAgenda }, { Attendance }] = await Promise.all([
    import('preact'),
    import('../workshop/attend/map-agenda.tsx'),
    import('../workshop/attend/attendance.ts'),
  ]);
  const attendance = new Attendance(store, tabAnnouncements('workshop'));
  await attendance.follow();
  place.hidden = false;
  render(h(MapAgenda, { attendance, describe }), place);
}

function describe(item: AgendaItem): ListedItem {
  if (item.kind === 'break') return { title: item.title, kind: 'Break', href: undefined, state: '', isDone: false };
  const kind = item.kind === 'lesson' ? 'Lesson' : 'Exercise';
  const row = document.querySelector<HTMLElement>(`[data-${item.kind}="${item.slug}"]`);
  const link = row?.querySelector('a');
  if (row === null || link === null || link === undefined) {
    return { title: item.slug, kind, href: undefined, state: 'not in this version of the course', isDone: false };
  }
  return {
    title: link.dataset.title ?? link.textContent ?? item.slug,
    kind,
    href: link.getAttribute('href') ?? undefined,
    state: row.querySelector(item.kind === 'lesson' ? '.map-lesson [data-state]' : '[data-state]')?.textContent ?? '',
    isDone: row.dataset.progress === 'done' || row.dataset.progress === 'passed',
  };
}
