import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { presets } from './presets.ts';
import { fromFragment, toFragment } from './share.ts';

it('brings every preset through a link of moderate length', async () => {
  for (const { scenario } of presets) {
    const fragment = await toFragment(scenario);
    expect(fragment.length).toBeLessThan(1000);
    expect(await fromFragment(fragment)).toEqual({ kind: 'scenario', scenario });
  }
});

it('brings any data through a link', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (data) => {
      const scenario = JSON.parse(JSON.stringify(data));
      expect(await fromFragment(await toFragment(scenario))).toEqual({ kind: 'scenario', scenario });
    }),
    { numRuns: 30 },
  );
});

it('says of anything else that it is damaged, and never throws', async () => {
  expect(await fromFragment('')).toEqual({ kind: 'none' });
  expect(await fromFragment('#scene-join')).toEqual({ kind: 'none' });
  const whole = await toFragment({ topics: { orders: 3 } });
  expect(await fromFragment(whole.slice(0, -4))).toMatchObject({ kind: 'damaged' });
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect((await fromFragment(`#s=${text}`)).kind).toBe('damaged');
    }),
    { numRuns: 50 },
  );
});

it('does not unfold more than a scenario needs', async () => {
  const bomb = await toFragment({ note: 'x'.repeat(5_000_000) });
  expect(await fromFragment(bomb)).toEqual({
    kind: 'damaged',
    why: 'It unfolds into more than any scenario needs.',
  });
});
