import { expect, it } from 'vitest';
import { fromFragment } from '../../playground/share.ts';
import { playgroundLink } from './playground-link.ts';

it('a link to the playground holds the scenario, as one that was shared does', async () => {
  const scenario = { for: '20s', topics: { 'orders-ü': 4 }, note: '注'.repeat(100) };
  const link = playgroundLink(scenario);
  expect(link).toMatch(/^\.\.\/\.\.\/playground\/#s=[\w-]+$/);
  expect(await fromFragment(new URL(link, 'https://host/lessons/x/').hash)).toEqual({ kind: 'scenario', scenario });
});
