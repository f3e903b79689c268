import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundlePlayer } from './bundle.ts';
import { hunt } from './hunt.ts';
import { plantedBugs } from './planted-bugs.ts';

const textOf = (file: string): string => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');

describe('planted bugs', () => {
  it.each(plantedBugs)('$name: has its one place in $file', ({ file, find, replace }) => {
    expect(textOf(file).split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  });

  it('are at least sixteen, each with a name of its own', () => {
    expect(new Set(plantedBugs.map(({ name }) => name)).size).toBeGreaterThanOrEqual(16);
    expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
  });

  it('are found: a generation that is not raised, by a rule, with a scenario that shows it', async () => {
    const bug = plantedBugs.find(({ name }) => name === 'a rebalance does not raise the generation');
    const player = await bundlePlayer(bug);
    const found = await hunt({ player, from: 1, seeds: 20, threads: 1, stopAtFirst: true, progress: false });
    const [first] = found.failures;
    expect(first?.violations.map(({ invariant }) => invariant)).toContain('generations grow');
    expect(first?.shrunk.consumers).toBeDefined();
  }, 120_000);
});
