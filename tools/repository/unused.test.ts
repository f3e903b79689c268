import { describe, expect, it } from 'vitest';
import { modulesOf } from './modules.ts';
import { inWords, type RepositoryFile } from './repository-file.ts';
import { unusedExports, unusedFiles } from './unused.ts';

const repository = (contents: Record<string, string>): RepositoryFile[] =>
  Object.entries(contents).map(([path, text]) => ({ path, text }));

describe('a file that nothing imports', () => {
  const found = (contents: Record<string, string>) => {
    const files = repository(contents);
    return unusedFiles(files, modulesOf(files)).map(({ file }) => file);
  };

  it('is found', () => {
    expect(found({ 'site/a.ts': '', 'site/a.test.ts': "import './b.ts';", 'site/b.ts': '' })).toEqual(['site/a.ts']);
  });

  it.each([
    ['an import', "import { x } from './used.ts';"],
    ['an import of its types', "import type { X } from './used.ts';"],
    ['an export from it', "export * from './used.ts';"],
    ['a dynamic import', "const used = () => import('./used.ts');"],
    ['an import with a query', "import url from './used.ts?worker';"],
    ['a worker’s address', "new Worker(new URL('./used.ts', import.meta.url));"],
    ['an import without an ending', "import { x } from './used';"],
    ['a path from the root', "const entry = '/site/used.ts';"],
  ])('is not one that is used by %s', (_, text) => {
    expect(found({ 'site/x.test.ts': text, 'site/used.ts': '' })).toEqual([]);
  });

  it('is not a command of package.json, nor what a name of the house stands for', () => {
    expect(
      found({
        'package.json': '{ "scripts": { "judge": "tsx tools/judge/main.ts" } }',
        'tools/judge/main.ts': "import { topicPartition } from 'kafka';",
        'simulator/kafka.ts': '',
      }),
    ).toEqual([]);
  });

  it('may be a style sheet', () => {
    const styles = { 'site/x.test.ts': "import './a.css';", 'site/a.css': "@import './b.css';", 'site/b.css': '' };
    expect(found({ ...styles, 'site/c.css': '' })).toEqual(['site/c.css']);
  });
});

describe('an exported value that nobody imports', () => {
  const found = (contents: Record<string, string>) => inWords(unusedExports(modulesOf(repository(contents))));

  it('is found, with its line', () => {
    expect(
      found({
        'site/a.ts': 'export const used = 1;\nexport function spare() {}',
        'site/b.test.ts': "import { used } from './a.ts';",
      }),
    ).toEqual(['site/a.ts:2: exports spare, which nobody imports. Keep it inside, or remove it.']);
  });

  it('is not one that is passed on, or taken with all the rest', () => {
    const taken = { 'site/a.ts': 'export const a = 1;', 'site/b.ts': 'export const b = 1;' };
    expect(
      found({ ...taken, 'site/c.test.ts': "export { a } from './a.ts'; const b = await import('./b.ts');" }),
    ).toEqual([]);
  });

  it('is not a type, which may stand in a signature alone', () => {
    expect(found({ 'site/a.ts': 'export interface Props {}\nexport type Other = 1;' })).toEqual([]);
  });

  it('is not on a public face', () => {
    expect(found({ 'simulator/kafka.ts': 'export const sleep = 1;' })).toEqual([]);
  });
});
