// Finds sections by words, the way people type them: unfinished, in any order, with a slip of the finger. Floor 7; knows no page.
import MiniSearch from 'minisearch';
import type { SearchDocument } from './search-document.ts';

export interface Found {
  readonly document: SearchDocument;
  /** The text around the first hit, cut into what matches and what does not. */
  readonly excerpt: readonly ExcerptPart[];
}

export interface ExcerptPart {
  readonly text: string;
  readonly isHit: boolean;
}

const excerptLength = 140;

/** `session.timeout.ms` and `onPartitionsRevoked` are found whole and by their parts. */
function wordsOf(text: string): readonly string[] {
  return text
    .split(/[^\p{Letter}\p{Number}._-]+/u)
    .map((word) => word.replace(/^[._-]+|[._-]+$/g, ''))
    .filter((word) => word !== '')
    .flatMap((word) => {
      const parts = word
        .split(/[._-]|(?<=\p{Lowercase_Letter})(?=\p{Uppercase_Letter})/u)
        .filter((part) => part !== '');
      return parts.length > 1 ? [word, ...parts] : [word];
    });
}

export class SearchIndex {
  readonly #documents: readonly SearchDocument[];
  readonly #index: MiniSearch<SearchDocument & { readonly id: number }>;

  constructor(documents: readonly SearchDocument[]) {
    this.#documents = documents;
    this.#index = new MiniSearch({
      fields: ['heading', 'page', 'text'],
      tokenize: (text) => [...wordsOf(text)],
      searchOptions: {
        combineWith: 'AND',
        boost: { heading: 4, page: 2 },
        prefix: true,
        fuzzy: (word) => (word.length > 4 ? 0.2 : false),
      },
    });
    this.#index.addAll(documents.map((document, id) => ({ ...document, id })));
  }

  /** The best first. */
  find(query: string, most: number): readonly Found[] {
    return this.#index
      .search(query)
      .slice(0, most)
      .flatMap(({ id, terms }) => {
        const document = this.#documents[Number(id)];
        return document === undefined ? [] : [{ document, excerpt: excerptOf(document.text, terms) }];
      });
  }
}

/** @param terms words of the text, in small letters */
function excerptOf(text: string, terms: readonly string[]): readonly ExcerptPart[] {
  const escaped = [...terms]
    .sort((a, b) => b.length - a.length)
    .map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const hits = escaped.length === 0 ? [] : [...text.matchAll(new RegExp(escaped.join('|'), 'giu'))];
  const from = startNear(text, hits[0]?.index ?? 0);
  const to = Math.min(text.length, from + excerptLength);
  const parts: ExcerptPart[] = [];
  let at = from;
  for (const { 0: word, index } of hits) {
    if (index < at || index + word.length > to) continue;
    if (index > at) parts.push({ text: text.slice(at, index), isHit: false });
    parts.push({ text: word, isHit: true });
    at = index + word.length;
  }
  if (at < to) parts.push({ text: text.slice(at, to), isHit: false });
  if (from > 0) parts.unshift({ text: '… ', isHit: false });
  if (to < text.length) parts.push({ text: ' …', isHit: false });
  return parts;
}

/** The beginning of a word, a little before the hit. */
function startNear(text: string, hit: number): number {
  const wanted = Math.max(0, hit - excerptLength / 3);
  if (wanted === 0) return 0;
  const space = text.indexOf(' ', wanted);
  return space < 0 || space > hit ? hit : space + 1;
}
