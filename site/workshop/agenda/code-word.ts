// Floor 7. Code words that open what an agenda holds back. An agenda carries a hash of each, so that the word cannot be read off a link;
// more it is not: this is courtesy, not security. Knows no page.
import type { Agenda } from './agenda.ts';

const prime = 0x100000001b3n;
const offset = 0xcbf29ce484222325n;
const bits64 = 0xffffffffffffffffn;

/**
 * FNV-1a over UTF-8, 64 bits, of the word and of what it opens. Not `crypto.subtle`: a page that comes over plain HTTP out of the local
 * network has none, and a word of a human language could be guessed from any hash.
 *
 * @param opens slug of an exercise; `undefined`: everything
 * @returns 16 hexadecimal digits
 */
export function codeWordHashOf(word: string, opens: string | undefined): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(`${opens ?? ''}\n${sameWord(word)}`)) {
    hash = ((hash ^ BigInt(byte)) * prime) & bits64;
  }
  return hash.toString(16).padStart(16, '0');
}

/** As it is said aloud: case, spaces and hyphens do not count. */
export const sameWord = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]+/gu, '');

/** What a word opens: everything, some exercises, or nothing. */
export function openedBy(
  agenda: Agenda,
  word: string,
): { readonly all: boolean; readonly exercises: readonly string[] } {
  if (sameWord(word) === '') return { all: false, exercises: [] };
  const exercises = agenda.items.flatMap((item) =>
    item.kind === 'exercise' && item.codeWordHash === codeWordHashOf(word, item.slug) ? [item.slug] : [],
  );
  return { all: agenda.codeWordHash === codeWordHashOf(word, undefined), exercises };
}
