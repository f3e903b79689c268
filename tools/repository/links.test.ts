import { describe, expect, it } from 'vitest';
import { brokenLinks } from './links.ts';
import { inWords } from './repository-file.ts';

const found = (text: string) =>
  inWords(
    brokenLinks([
      { path: 'docs/guide.md', text },
      { path: 'README.md', text: '' },
      { path: 'docs/picture.png', text: '' },
    ]),
  );

describe('a link in a document', () => {
  it.each([
    '[a](../README.md)',
    '![a](picture.png)',
    '[a](../docs)',
    '[a](../docs/)',
    '[a](../README.md#part)',
    '[a](#part)',
    '[ref]: ../README.md',
  ])('may lead to what is there: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(['[a](https://kafka.apache.org/x)', '[a](mailto:a@b.example)', '[leader](glossary:leader)'])(
    'is left to others when it leads outside: %s',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it.each(['[a](gone.md)', '![a](../docs/gone.png)', '[a](README.md)', '[ref]: gone.md', '[a](gone.md "Title")'])(
    'is found when it leads nowhere: %s',
    (text) => {
      expect(found(`first line\n\n${text}`)).toEqual([
        expect.stringMatching(/^docs\/guide\.md:3: links to .*which is not there/),
      ]);
    },
  );

  it('is no link inside code', () => {
    expect(found('```md\n[a](gone.md)\n```\nand `[b](gone.md)`')).toEqual([]);
  });
});
