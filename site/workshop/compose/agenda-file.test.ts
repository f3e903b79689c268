import { expect, it } from 'vitest';
import type { KeptAgenda } from '../../storage/workshop-records.ts';
import { agendaFileText, readAgendaFile } from './agenda-file.ts';

const kept: KeptAgenda = {
  version: 1,
  id: 'mine',
  savedAt: 1,
  agenda: { version: 1, name: 'A day', items: [], heldBack: { solutions: true, hints: false } },
  words: { all: 'heron', exercises: { 'range-assignor': 'seal' } },
};
const read = (text: string) => readAgendaFile(new Blob([text]), 'new', 7);

it('comes back with its code words, under a new name in the store', async () => {
  expect(await read(agendaFileText(kept))).toEqual({ kind: 'agenda', kept: { ...kept, id: 'new', savedAt: 7 } });
});

it('is refused in words when it is none, damaged, of another version, or too large', async () => {
  const why = async (text: string) => {
    const file = await read(text);
    return file.kind === 'refused' ? file.why : 'taken';
  };
  expect(await why('{"format":')).toMatch(/not JSON/);
  expect(await why('[1]')).toMatch(/no agenda of this site/);
  const file = JSON.parse(agendaFileText(kept));
  expect(await why(JSON.stringify({ ...file, agenda: { version: 2 } }))).toMatch(/newer version/);
  expect(await why(JSON.stringify({ ...file, agenda: { ...kept.agenda, name: '' } }))).toMatch(/damaged at "name"/);
  expect(await why(JSON.stringify({ ...file, words: 3 }))).toMatch(/code words are damaged/);
  expect(await why(' '.repeat(300_000))).toMatch(/300 kB/);
});
