// The checks of this folder, held against the repository itself.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bannedCalls } from './banned-calls.ts';
import { incompleteExercises } from './exercise-files.ts';
import { floorBreaches } from './floor-check.ts';
import { floorRules } from './floors.ts';
import { brokenLinks } from './links.ts';
import { lockFileBreaches } from './lock-file.ts';
import { modulesOf } from './modules.ts';
import { inWords, repositoryFiles } from './repository-file.ts';
import { unusedExports, unusedFiles } from './unused.ts';
import { unwantedWords } from './words.ts';

describe('the repository', () => {
  const files = repositoryFiles(fileURLToPath(new URL('../..', import.meta.url)));
  const modules = modulesOf(files);

  it('imports only from the same floor or a lower one', () => {
    expect(inWords(floorBreaches(modules, floorRules))).toEqual([]);
  });

  it('reads no clock and no chance in the simulator', () => {
    expect(inWords(bannedCalls(files))).toEqual([]);
  });

  it('has no file that nothing imports', () => {
    expect(inWords(unusedFiles(files, modules))).toEqual([]);
  });

  it('exports no value that nobody imports', () => {
    expect(inWords(unusedExports(modules))).toEqual([]);
  });

  it('has no link that leads nowhere', () => {
    expect(inWords(brokenLinks(files))).toEqual([]);
  });

  it('has every file of every exercise, and mistakes that name their rule', () => {
    expect(inWords(incompleteExercises(files))).toEqual([]);
  });

  it('locks every package for every kind of machine, and no download address', () => {
    const lock = files.find(({ path }) => path === 'package-lock.json');
    expect(inWords(lockFileBreaches('package-lock.json', lock?.text ?? '{}'))).toEqual([]);
  });

  it('holds no path of a machine, no address of a registry, no note of work left undone', () => {
    expect(inWords(unwantedWords(files))).toEqual([]);
  });
});
