// Floor 7. The files of the repository, as the checks beside this file see them: a path and a text, so that a test can make one up.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RepositoryFile {
  /** From the root, with forward slashes: `site/runner/outcome.ts`. */
  readonly path: string;
  /** Empty for pictures and fonts. */
  readonly text: string;
}

/** Something that a check found: where, what, and how to mend it. */
export interface Breach {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly problem: string;
}

export function inWords(breaches: readonly Breach[]): string[] {
  return breaches.map(({ file, line, problem }) => `${file}:${line}: ${problem}`);
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** `site/**` for a whole folder, `*` within a folder's name, `{a,b}` for alternatives. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const source = pattern
      .replace(/[.+^$()|[\]\\]/g, '\\$&')
      .replace(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
      .replace(/\*\*\/|\*\*|\*/g, (star) => ({ '**/': '(?:.*/)?', '**': '.*' })[star] ?? '[^/]*');
    return new RegExp(`^${source}$`);
  });
  return (path) => expressions.some((expression) => expression.test(path));
}

/** What .gitignore names, and git's own folder. */
const notOurs = new Set(['.cache', '.git', 'coverage', 'dist', 'node_modules', 'playwright-report', 'test-results']);
const isLearnersOwn = matcherOf(['exercises/*/answer.ts']);
const isBinary = matcherOf(['**/*.{png,jpg,ico,woff2,ttf}']);

export function repositoryFiles(root: string): readonly RepositoryFile[] {
  const read = (folder: string): RepositoryFile[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (notOurs.has(entry.name) || isLearnersOwn(path)) return [];
      if (entry.isDirectory()) return read(path);
      return [{ path, text: isBinary(path) ? '' : readFileSync(join(root, path), 'utf8') }];
    });
  return read('').sort((a, b) => (a.path < b.path ? -1 : 1));
}
