// Floor 7. Words that belong to one person's machine or to work left undone, and not into the repository.
import { type Breach, lineAt, type RepositoryFile } from './repository-file.ts';

interface Unwanted {
  readonly pattern: RegExp;
  readonly problem: string;
}

const everywhere: readonly Unwanted[] = [
  {
    pattern: /(?<![\w.])\/(?:home|Users|root|work)\/[\w.-]+|\b[A-Z]:\\Users\\/g,
    problem: 'names a path of one machine. Write it from the root of the repository.',
  },
  {
    pattern: /\bregistry\.[\w-]+\.\w+/g,
    problem:
      'names the address of a package registry. Each machine has its own; see omit-lockfile-registry-resolved in .npmrc.',
  },
];

const inSource: readonly Unwanted[] = [
  {
    pattern: /\b(?:TO[D]O|FIX[M]E)\b/g,
    problem: 'is a note of work left undone. Do it, or file an issue.',
  },
];

export function unwantedWords(files: readonly RepositoryFile[]): readonly Breach[] {
  return files.flatMap(({ path, text }) => {
    const unwanted = path === 'package-lock.json' ? everywhere : [...everywhere, ...inSource];
    return unwanted.flatMap(({ pattern, problem }) =>
      [...text.matchAll(pattern)].map((match) => ({
        file: path,
        line: lineAt(text, match.index),
        problem: `"${match[0]}" ${problem}`,
      })),
    );
  });
}
