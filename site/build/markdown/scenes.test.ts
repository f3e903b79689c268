import { describe, expect, it } from 'vitest';
import { block, renderText, seven } from './fixture.ts';

const scene = (more = 'caption: Seven.') => block('assignment', `id: one${seven}\n${more}`);

describe('an assignment block', () => {
  it('is drawn as a figure with a board and a caption', () => {
    const { html, problems } = renderText(scene('caption: "`c1` has most."'));
    expect(problems).toEqual([]);
    expect(html).toMatch(/<figure class="scene">[\s\S]*class="board"[\s\S]*<figcaption><code>c1<\/code> has most/);
  });

  it('takes members with an instance id and a rack', () => {
    const text = block(
      'assignment',
      'id: s\nassignor: range\ntopics: {orders: 3}\nmembers:\n  c1: [orders]\n  c2: {topics: [orders], groupInstanceId: a, rackId: r1}\ncaption: Two.',
    );
    expect(renderText(`${text}\n{{s.count.c2}}`).html).toContain('<p>2</p>');
  });

  it('whose expectation the assignor does not meet fails with both sides, at its line', () => {
    const wrong =
      'caption: Seven.\nexpect:\n  c1: [orders-0, orders-1]\n  c2: [orders-3, orders-4]\n  c3: [orders-5, orders-6]';
    expect(renderText(scene(wrong)).problems).toEqual([
      '11: c1 was expected to own orders-0, orders-1, but range gives it orders-0, orders-1, orders-2; correct the lesson or the assignor',
    ]);
  });

  it('whose expectation leaves a member out or names a stranger is reported', () => {
    const wrong =
      'caption: Seven.\nexpect:\n  c1: [orders-0, orders-1, orders-2]\n  c2: [orders-3, orders-4]\n  c9: []';
    expect(renderText(scene(wrong)).problems).toEqual([
      '10: `expect` leaves c3 out; add it',
      '13: `expect` names "c9", who is no member; remove the line',
    ]);
  });

  it('with an assignor that does not exist is reported', () => {
    expect(renderText(scene().replace('range', 'rang')).problems).toEqual([
      '3: no assignor is named "rang"; did you mean "range"?',
    ]);
  });

  it('with bad YAML is reported at the line of the fault, and everything else with it', () => {
    expect(
      renderText(`${block('assignment', 'assignor: range\ntopics: {orders: 7')}\n[x](glossary:x)`).problems,
    ).toEqual([
      expect.stringMatching(/^[234]: not valid YAML: /),
      expect.stringMatching(/^6: the glossary has no term "x"/),
    ]);
  });

  it('with unknown, missing and ill-typed keys is reported, all of them at once', () => {
    const text = block('assignment', 'assignr: range\ntopics: {orders: many}\nmembers: {c1: orders}');
    expect(renderText(text).problems).toEqual([
      '2: `assignor` is missing; add it',
      '3: `topics.orders` is "many"; write how many partitions it has',
      expect.stringMatching(/^4: `members\.c1` is "orders"; /),
      '2: `caption` is missing; add it',
      '2: unknown key `assignr`; did you mean "assignor"?',
    ]);
  });

  it('cannot take the id of another', () => {
    expect(renderText(scene() + scene()).problems).toEqual(['12: two scenes have the id "one"; rename one']);
  });
});

describe('placeholders', () => {
  it('are filled from a scene that stands before or after them', () => {
    const { html } = renderText(
      `{{one.count.c1}} {{one.owner.orders-4}} {{one.owned.c3}} {{one.most}} {{one.least}} \`{{one.most}}\`\n\n${scene()}`,
    );
    expect(html).toContain('<p>3 c2 orders-5, orders-6 3 2 <code>3</code></p>');
  });

  it('count what moved between two scenes', () => {
    const fewer = block('assignment', `id: two${seven.replace(/\n {2}c3.*/, '')}\ncaption: Two members.`);
    // orders-3 goes from c1 to c2; orders-5 and orders-6 come from c3.
    expect(renderText(`${scene()}\n${fewer}\n{{one.moved.two}} {{two.moved.one}}`).html).toContain('<p>3 3</p>');
  });

  it('that name an unknown scene, member, partition or fact are reported at their line', () => {
    expect(
      renderText(`${scene()}\n{{on.most}}\n{{one.count.c9}}\n{{one.owner.orders-7}}\n{{one.mots}}`).problems,
    ).toEqual([
      '12: no scene here has the id "on"; did you mean "one"?',
      '13: {{one.count.c9}}: the scene has no member "c9"; did you mean "c1"?',
      '14: {{one.owner.orders-7}}: the scene has no partition "orders-7"; orders has 7',
      expect.stringMatching(/^15: \{\{one\.mots\}\}: nothing is known as "mots"/),
    ]);
  });
});

describe('a prediction', () => {
  const predict = (more: string) => block('predict', `question: Who gets \`orders-4\`?\n${more}`);

  it('offers all members, and knows the right one from the assignor', () => {
    const { html, problems } = renderText(
      scene() + predict('of: one\nask: owner of orders-4\nbecause: "`c2` owns {{one.owned.c2}}."'),
    );
    expect(problems).toEqual([]);
    expect(html.match(/class="option" disabled( data-right)?>c\d/g)).toEqual([
      'class="option" disabled>c1',
      'class="option" disabled data-right>c2',
      'class="option" disabled>c3',
    ]);
    expect(html).toContain('<p class="why"><code>c2</code> owns orders-3, orders-4.</p>');
  });

  it('folds answer and board away, so that it can be read without scripts', () => {
    const { html } = renderText(scene() + predict('of: one\nask: owner of orders-4\nbecause: So.'));
    expect(html).toMatch(
      /<details class="reveal"><summary>Show the answer[\s\S]*<details class="watch"><summary>Watch it/,
    );
  });

  it('can have a scene of its own, options as numbers and options as lists', () => {
    expect(renderText(predict(`${seven.trim()}\nask: count of c1\noptions: [2, 3]\nbecause: So.`)).html).toContain(
      'data-right>3<',
    );
    const owned = 'ask: owned by c3\noptions: [[orders-5, orders-6], []]\nbecause: So.';
    expect(renderText(predict(`${seven.trim()}\n${owned}`)).html).toMatch(
      /data-right>orders-5, orders-6<[\s\S]*>nothing</,
    );
  });

  it('whose options lack the right answer is reported with it', () => {
    expect(renderText(predict(`${seven.trim()}\nask: count of c1\noptions: [1, 2]\nbecause: So.`)).problems).toEqual([
      '10: the right answer, "3", is not among the options (1 | 2); add it',
    ]);
  });

  it('needs options where there is no natural list of them', () => {
    expect(renderText(predict(`${seven.trim()}\nask: count of c1\nbecause: So.`)).problems).toEqual([
      '9: add `options` to choose from, the right one among them',
    ]);
  });

  it('that asks for something that is not there is reported', () => {
    expect(renderText(scene() + predict('of: one\nask: owner of orders-9\nbecause: So.')).problems).toEqual([
      '14: the scene has no partition "orders-9"; orders has 7',
    ]);
    expect(renderText(scene() + predict('of: one\nask: who wins\nbecause: So.')).problems).toEqual([
      expect.stringMatching(/^14: `ask` is "who wins"; write /),
    ]);
  });

  it('has one scene: its own, or that of another block', () => {
    expect(renderText(scene() + predict('ask: count of c1\nbecause: So.')).problems).toEqual([
      expect.stringMatching(/^\d+: give either `of`/),
    ]);
    expect(renderText(predict('of: gone\nask: count of c1\nbecause: So.')).problems).toEqual([
      '3: no scene here has the id "gone"; there are none yet',
    ]);
  });
});
