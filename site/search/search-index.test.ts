import { describe, expect, it } from 'vitest';
import type { SearchDocument } from './search-document.ts';
import { SearchIndex } from './search-index.ts';

const document = (heading: string, text: string, page = 'Page'): SearchDocument => ({
  kind: 'lesson',
  page,
  heading,
  address: `lessons/${heading.toLowerCase().replaceAll(' ', '-')}/`,
  text,
});

const index = new SearchIndex([
  document('How a crash is noticed', 'The session.timeout.ms of the member runs out, and the coordinator removes it.'),
  document('What the listener is told', 'onPartitionsRevoked is called first. Heartbeats go on meanwhile.'),
  document('Heartbeats', 'A heartbeat every 3 s.'),
  document('Long', `${'word '.repeat(60)}needle ${'word '.repeat(60)}`),
]);

const headings = (query: string) => index.find(query, 9).map(({ document: { heading } }) => heading);

describe('a search', () => {
  it('finds a setting by its whole name, by its beginning and by a part of it', () => {
    for (const query of ['session.timeout.ms', 'session.time', 'timeout'])
      expect(headings(query)).toContain('How a crash is noticed');
  });

  it('finds a callback by the words in its name', () => {
    expect(headings('revoked')).toEqual(['What the listener is told']);
  });

  it('puts a heading before a mention in the text', () => {
    expect(headings('heartbeats')[0]).toBe('Heartbeats');
  });

  it('forgives a slip of the finger', () => {
    expect(headings('coordinatr')).toContain('How a crash is noticed');
  });

  it('wants every word', () => {
    expect(headings('coordinator revoked')).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    expect(headings('   ')).toEqual([]);
  });

  it('shows the text around the hit, with the hit marked and what is left out', () => {
    const [found] = index.find('needle', 1);
    expect(found?.excerpt.find(({ isHit }) => isHit)).toEqual({ text: 'needle', isHit: true });
    const text = found?.excerpt.map((part) => part.text).join('') ?? '';
    expect(text).toMatch(/^… word .*needle.* …$/);
    expect(text.length).toBeLessThan(160);
  });
});
