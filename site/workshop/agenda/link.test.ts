import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack } from '../../packed-text.ts';
import { AGENDA_VERSION } from './agenda.ts';
import { fromAgendaFragment, toAgendaFragment } from './link.ts';
import { presets } from './presets.ts';
import { agendas } from './samples.ts';

it('brings any agenda through a link', async () => {
  await fc.assert(
    fc.asyncProperty(agendas, async (agenda) => {
      expect(await fromAgendaFragment(await toAgendaFragment(agenda))).toEqual({ kind: 'agenda', agenda });
    }),
    { numRuns: 50 },
  );
});

it('is short enough to be sent: a full day fits into a chat', async () => {
  for (const { agenda } of presets) expect((await toAgendaFragment(agenda)).length).toBeLessThan(800);
});

it('tells a page without an agenda from one whose agenda is damaged, and never throws', async () => {
  expect(await fromAgendaFragment('')).toEqual({ kind: 'none' });
  expect(await fromAgendaFragment('#agenda')).toEqual({ kind: 'none' });
  const [preset] = presets;
  const whole = preset === undefined ? '' : await toAgendaFragment(preset.agenda);
  expect(await fromAgendaFragment(whole.slice(0, -9))).toEqual({
    kind: 'damaged',
    why: 'It was cut off or changed on its way.',
  });
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect((await fromAgendaFragment(`#agenda=${text}`)).kind).toBe('damaged');
    }),
    { numRuns: 50 },
  );
});

it('says that a link is of a newer version', async () => {
  const newer = `#agenda=${await pack(JSON.stringify({ version: AGENDA_VERSION + 1, plan: [] }))}`;
  expect(await fromAgendaFragment(newer)).toMatchObject({
    kind: 'damaged',
    why: expect.stringMatching(/newer version/),
  });
});

it('neither reads nor unfolds more than an agenda needs', async () => {
  expect(await fromAgendaFragment(`#agenda=${'A'.repeat(30_000)}`)).toEqual({
    kind: 'damaged',
    why: 'It is longer than any agenda needs.',
  });
  const bomb = `#agenda=${await pack(JSON.stringify({ note: 'x'.repeat(5_000_000) }))}`;
  expect(await fromAgendaFragment(bomb)).toEqual({
    kind: 'damaged',
    why: 'It unfolds into more than any agenda needs.',
  });
});
