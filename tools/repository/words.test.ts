import { describe, expect, it } from 'vitest';
import { inWords } from './repository-file.ts';
import { unwantedWords } from './words.ts';

const found = (text: string, path = 'tools/x.ts') => inWords(unwantedWords([{ path, text }]));

/** Put together here, so that this file does not hold what it looks for. */
const joined = (...parts: string[]) => parts.join('');

describe('a word that does not belong', () => {
  it.each([
    joined('/', 'home/ann/lab'),
    joined('/', 'Users/ann'),
    joined('/', 'root/x'),
    joined('C:', '\\Users\\ann'),
    joined('https://registry', '.npmjs.org/x'),
    joined('// TO', 'DO: later'),
  ])('is found: %s', (text) => {
    expect(found(`\n${text}`)).toEqual([expect.stringMatching(/^tools\/x\.ts:2: /)]);
  });

  it.each(['/lessons/home/', 'site/root/x', '../home/x', 'the registry. It is', 'https://example.com/home/x'])(
    'is not %s',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
