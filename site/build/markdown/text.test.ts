import { describe, expect, it } from 'vitest';
import { block, renderText, seven } from './fixture.ts';

describe('headings', () => {
  it('have an address made of their words and a link to it with words of its own', () => {
    const { html } = renderText('## Who *stands* first?');
    expect(html).toContain('<h2 id="who-stands-first">');
    expect(html).toContain('href="#who-stands-first"');
    expect(html).toContain('Link to &quot;Who stands first?&quot;');
  });

  it('of the same words get different addresses', () => {
    expect(renderText('## Why\n\n## Why').html).toContain('id="why-1"');
  });

  it('carry the prefix of a text that shares its page with another', () => {
    expect(renderText('## Why\n\n[see](#why)', 'brief-').html).toMatch(/id="brief-why"[\s\S]*href="#brief-why"/);
  });

  it('cannot hold a placeholder', () => {
    const scene = block('assignment', `id: one${seven}\ncaption: One.`);
    expect(renderText(`${scene}\n## {{one.most}} of them`).problems).toEqual([
      expect.stringMatching(/^1\d: a heading cannot hold a placeholder/),
    ]);
  });
});

describe('links', () => {
  it('to Markdown files become addresses of pages', () => {
    expect(renderText('[it](../known/lesson.md)').html).toContain('href="../../lessons/known/"');
  });

  it('that lead nowhere are reported with the line they stand on, also inside a paragraph', () => {
    expect(renderText('First.\n\nSecond,\nand [third](../gone/lesson.md).').problems).toEqual([
      '4: lessons/range/lesson.md may not link to "../gone/lesson.md"',
    ]);
  });

  it('to a heading of the same page are checked', () => {
    expect(renderText('## Member order\n\n[it](#member-ordr)').problems).toEqual([
      '3: no heading here has the address "#member-ordr"; did you mean "#member-order"?',
    ]);
  });

  it('to other sites stay as they are', () => {
    const { html, problems } = renderText('[KIP](https://cwiki.apache.org/x)');
    expect(html).toContain('href="https://cwiki.apache.org/x"');
    expect(problems).toEqual([]);
  });
});

describe('glossary terms', () => {
  it('carry their explanation with them, for hover, focus and screen readers', () => {
    const { html } = renderText('The [leader](glossary:leader) decides.');
    expect(html).toContain('<span class="term" tabindex="0" aria-describedby="term-1">leader');
    expect(html).toContain(
      'role="tooltip" id="term-1">The member that runs <code>assign</code>.</span></span> decides.',
    );
  });

  it('that the glossary does not have are reported', () => {
    expect(renderText('A [leader](glossary:leadr).').problems).toEqual([
      '1: the glossary has no term "leadr"; did you mean "leader"?',
    ]);
  });
});

describe('notes for a speaker', () => {
  it('stand in the page and are not shown', () => {
    expect(renderText('::: speaker\nAsk the room.\n:::\n').html).toContain(
      '<template data-speaker>\n<p>Ask the room.</p>\n</template>',
    );
  });

  it('cannot hold a heading, since it would be one of the page', () => {
    expect(renderText('::: speaker\n## Ask\n:::\n').problems).toEqual([
      expect.stringMatching(/^2: a heading cannot stand inside "::: speaker"/),
    ]);
  });
});

describe('callouts', () => {
  it('have a label and a title', () => {
    const { html } = renderText('::: wrong Range is *balanced*.\nNo.\n:::');
    expect(html).toContain('<div class="callout wrong" role="note"><p class="callout-label">Often said</p>');
    expect(html).toContain('<p class="callout-title">Range is <em>balanced</em>.</p>');
  });

  it('of a claim need the claim', () => {
    expect(renderText('Text.\n\n::: wrong\nNo.\n:::').problems).toEqual(['3: write the claim behind "::: wrong"']);
  });

  it('must be closed', () => {
    expect(renderText('Text.\n\n::: note Title\nNo end.').problems).toEqual([
      '3: the block "::: note" is never closed; add a line with ::: after it',
    ]);
  });

  it('of an unknown name are reported', () => {
    expect(renderText('::: tip Title\nText.\n:::').problems).toEqual([
      '1: no block is named "tip Title"; known: note, warning, wrong, tabs',
    ]);
  });
});

describe('code', () => {
  it('is colored for both themes by custom properties', () => {
    expect(renderText('```ts\nconst a = 1;\n```').html).toMatch(/--shiki-light:#\w+;--shiki-dark:#\w+/);
  });

  it('in a language that is not known is reported', () => {
    expect(renderText('```jva\n```').problems).toEqual([
      '1: "jva" is no known language or block; did you mean "java"?',
    ]);
  });

  it('in tabs stands one under another with its label, until a script makes tabs of it', () => {
    const { html } = renderText('::: tabs\n```ts TypeScript\na\n```\n```java Java\nb\n```\n:::');
    expect(html).toContain('data-code-tabs');
    expect(html).toMatch(/data-label="TypeScript"><p class="code-tab-label">TypeScript<\/p>[\s\S]*data-label="Java"/);
  });

  it('in tabs needs labels, and two fences or more, and nothing else', () => {
    expect(renderText('::: tabs\n```ts\na\n```\n:::').problems).toEqual([
      '2: a fence inside "::: tabs" needs a label: ```ts TypeScript',
      '1: "::: tabs" needs two fences or more',
    ]);
    expect(renderText('::: tabs\nText.\n:::').problems).toEqual(['2: only fences can stand inside "::: tabs"']);
  });
});

describe('tables', () => {
  it('scroll on their own and say what their headers head', () => {
    const { html } = renderText('| a | b |\n| - | - |\n| 1 | 2 |');
    expect(html).toContain('<div class="table" role="group" aria-label="Table" tabindex="0"><table>');
    expect(html).toContain('<th scope="col">a</th>');
  });

  it('with an empty corner have row headers', () => {
    const { html } = renderText('| | b |\n| - | - |\n| one | 2 |');
    expect(html).toContain('<td></td>');
    expect(html).toContain('<th scope="row">one</th>');
  });
});

it('images are refused: there is no page for their files', () => {
  expect(renderText('![a](a.png)').problems).toEqual(['1: images are not supported; draw a scene, or say it in words']);
});

it('HTML in a text is shown, not run', () => {
  expect(renderText('<script>alert(1)</script>').html).not.toContain('<script>');
});
