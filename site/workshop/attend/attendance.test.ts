import { expect, it } from 'vitest';
import type { Announcements } from '../../storage/announcements.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import type { Agenda } from '../agenda/agenda.ts';
import { codeWordHashOf } from '../agenda/code-word.ts';
import { Attendance } from './attendance.ts';

const agenda: Agenda = {
  version: 1,
  name: 'A day',
  items: [{ kind: 'exercise', slug: 'range-assignor', minutes: 35 }],
  heldBack: { solutions: true, hints: true },
  codeWordHash: codeWordHashOf('seal', undefined),
};

/** What tabs of one browser hear of each other. */
function tabs(): () => Announcements {
  const heard = new Map<object, () => void>();
  return () => {
    const me = {};
    return {
      announce: () => {
        for (const [who, listener] of heard) if (who !== me) listener();
      },
      listen: (listener) => {
        heard.set(me, listener);
        return () => heard.delete(me);
      },
    };
  };
}

it('is the same in all tabs: joined, released and left', async () => {
  const store = new MemoryStore();
  const tab = tabs();
  const [here, there] = [new Attendance(store, tab()), new Attendance(store, tab())];
  await Promise.all([here.follow(), there.follow()]);
  await here.join(agenda, 5);
  await expect.poll(() => there.attending.value?.agenda).toEqual(agenda);
  expect(await there.release('otter')).toBe(false);
  expect(await there.release('Seal')).toBe(true);
  await expect.poll(() => here.attending.value?.released.all).toBe(true);
  await here.leave();
  await expect.poll(() => there.attending.value).toBeUndefined();
  expect(await store.keys('')).toEqual([]);
});

it('holds as long as the page is open where nothing can be kept, and says so', async () => {
  const store = new MemoryStore();
  const attendance = new Attendance(store, tabs()());
  store.fault = new DOMException('', 'QuotaExceededError');
  expect(await attendance.join(agenda, 5)).toMatch(/could not be kept, because the space/);
  expect(attendance.attending.value?.agenda).toEqual(agenda);
});
