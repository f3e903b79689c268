import { describe, expect, it } from 'vitest';
import { block, renderQuiz, renderText, seven } from './fixture.ts';

const question = '## Which one?\n\n- [x] This `one`\n- [ ] That\n\nBecause.\n';

describe('a question with a list', () => {
  it('has its options, the right one marked, and the explanation folded away', () => {
    const { html, problems } = renderQuiz(question);
    expect(problems).toEqual([]);
    expect(html).toContain('<h3 id="question-which-one">Which one?</h3>');
    expect(html).toMatch(/data-right>This <code>one<\/code><\/button>[\s\S]*disabled>That<\/button>/);
    expect(html).toMatch(/<details class="reveal">[\s\S]*<p>Because\.<\/p>/);
  });

  it('may have several right options, which are then ticked and checked together', () => {
    const { html } = renderQuiz('## Which?\n\n- [x] A\n- [x] B\n- [ ] C\n\nBecause.\n');
    expect(html).toContain('data-many');
    expect(html).toContain('aria-pressed="false" data-right>A');
  });

  it('without a right option is reported', () => {
    expect(renderQuiz(`${question}\n## Second?\n\n- [ ] A\n- [ ] B\n\nBecause.\n`).problems).toEqual([
      '8: no option of "Second?" is right; mark one with [x]',
    ]);
  });

  it('with an option that is not marked is reported at that option', () => {
    expect(renderQuiz('## Which?\n\n- [x] A\n- B\n\nBecause.\n').problems).toEqual([
      '4: "B" is not marked; begin it with [x] or [ ]',
    ]);
  });

  it('without an explanation is reported', () => {
    expect(renderQuiz('## Which?\n\n- [x] A\n- [ ] B\n').problems).toEqual([
      '1: "Which?" has no explanation; add a paragraph after the options',
    ]);
  });
});

describe('a question with an answer to work out', () => {
  const ask = block('ask', `id: own${seven}\nask: owner of orders-6`);

  it('takes it from the assignor', () => {
    const { html, problems } = renderQuiz(`## Who?\n\n${ask}\nThat is {{own.owner.orders-6}}.`);
    expect(problems).toEqual([]);
    expect(html).toContain('data-right>c3');
    expect(html).toContain('That is c3.');
  });

  it('belongs in questions.md', () => {
    expect(renderText(ask).problems).toEqual(['1: ```ask belongs in questions.md; use ```predict here']);
  });
});

it('a question without options is reported', () => {
  expect(renderQuiz('## Which?\n\nText.\n').problems).toEqual([
    expect.stringMatching(/^1: "Which\?" has no options; add a list/),
  ]);
});

it('text before the first question is reported', () => {
  expect(renderQuiz(`Hello.\n\n${question}`).problems).toEqual([
    '1: text before the first question; begin with "## The question"',
  ]);
});
