import { describe, expect, it } from 'vitest';
import { lockFileBreaches } from './lock-file.ts';
import { inWords } from './repository-file.ts';

const found = (packages: unknown) =>
  inWords(lockFileBreaches('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }, undefined, 2)));

describe('the lock file', () => {
  it('is in order with every package that another one needs', () => {
    expect(
      found({
        '': {},
        'node_modules/a': { version: '1.0.0', dependencies: { b: '^1.0.0' }, optionalDependencies: { c: '1.0.0' } },
        'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { c: '1.0.0' } },
        'node_modules/c': { version: '1.0.0', optional: true },
      }),
    ).toEqual([]);
  });

  it('may not leave out what only another kind of machine needs', () => {
    expect(found({ 'node_modules/a': { optionalDependencies: { 'a-for-mac': '1.0.0' } } })).toEqual([
      expect.stringMatching(/^package-lock\.json:4: node_modules\/a needs a-for-mac, which is not locked/),
    ]);
  });

  it('names no download address', () => {
    expect(found({ 'node_modules/a': { resolved: 'https://example.com/a.tgz' } })).toEqual([
      expect.stringContaining('node_modules/a has a download address'),
    ]);
  });
});
