import { describe, expect, it } from 'vitest';
import { block, joining, renderText } from './fixture.ts';

/** Line 1 is the fence, line 2 the id, line 3 `scenario:`, line 11 the caption. */
const scene = (more = '') =>
  block(
    'scene',
    `id: join\nscenario:${joining.replaceAll('\n', '\n  ')}\ncaption: \`c2\` joins.${more}`.replace(
      '`c2` joins.',
      '"`c2` joins."',
    ),
  );
const predict = (more: string) => block('predict', `of: join\nquestion: Well?\n${more}\nbecause: So.`);

describe('a scene of a run', () => {
  it('is drawn as a figure with an address, a picture and a caption', () => {
    const { html, problems } = renderText(scene());
    expect(problems).toEqual([]);
    expect(html).toMatch(
      /<figure class="scene run-scene" id="scene-join" [\s\S]*<svg[\s\S]*<figcaption><code>c2<\/code> joins/,
    );
  });

  it('carries its scenario as data, with what is shown', () => {
    const { html } = renderText(scene('\nshow: { from: 9s, to: 18s, detail: groups }'));
    const [, data = ''] = /data-scene="([^"]*)"/.exec(html) ?? [];
    expect(JSON.parse(data.replaceAll('&#34;', '"'))).toMatchObject({
      scenario: { for: '20s', topics: { orders: 4 } },
      view: { groupId: 'billing', fromMs: 9000, toMs: 18_000, detail: 'groups', rows: 'auto' },
      settings: [],
    });
  });

  it('can stand in a file beside the lesson, where its problems are told', () => {
    expect(renderText(block('scene', 'file: joining.yaml\ncaption: A file.')).problems).toEqual([]);
    expect(renderText(block('scene', 'file: broken.yaml\ncaption: A file.')).problems).toEqual([
      '7: consumers.c2.group: no group is named "biling"; did you mean "billing"?',
    ]);
    expect(renderText(block('scene', 'caption: A file.\nfile: joinin.yaml')).problems).toEqual([
      '3: there is no file lessons/range/joinin.yaml; did you mean "joining.yaml"?',
    ]);
  });

  it('tells what is wrong with its scenario at the line of the fault', () => {
    expect(renderText(scene().replace('for: 20s', 'for: 20').replace('start: 10s', 'strat: 10s')).problems).toEqual([
      expect.stringMatching(/^4: for: is 20 without a unit; /),
      expect.stringMatching(/^9: consumers\.c2\.strat: is not known here; did you mean "start"\?/),
    ]);
  });

  it('needs one scenario, shown for a time that it has', () => {
    expect(renderText(block('scene', 'caption: Nothing.')).problems).toEqual([
      expect.stringMatching(/^2: give either `scenario`, or `file`/),
    ]);
    expect(renderText(scene('\nshow:\n  to: 30s')).problems).toEqual(['12: 30 s is after the end of the run, 20 s']);
    expect(renderText(scene('\nshow:\n  from: 9s\n  to: 9s')).problems).toEqual([
      expect.stringMatching(/^12: what is shown ends at 9 s, before it begins/),
    ]);
    expect(renderText(scene('\nshow:\n  at: 8s\n  from: 9s')).problems).toEqual([
      '12: 8 s is not shown; write a time from 9 s to 20 s',
    ]);
    expect(renderText(scene('\nshow: { from: soon, level: all }')).problems).toEqual([
      '11: `show.from` is "soon"; write a time with its unit: 9s, 12.5s, 300ms',
      expect.stringMatching(/^11: unknown key `show\.level`; /),
    ]);
  });

  it('with several groups says which is shown', () => {
    const two = scene()
      .replace('start: 10s', 'start: 10s }\n    c3: { group: audit, topics: [orders]')
      .replace('groups: {', 'groups: { audit: ,');
    expect(renderText(two).problems).toEqual([
      '2: the scenario has the groups billing and audit; say with `group` which one is shown',
    ]);
    expect(renderText(two.replace('caption:', 'group: adit\ncaption:')).problems).toEqual([
      '11: no consumer is in the group "adit"; did you mean "audit"?',
    ]);
    expect(renderText(two.replace('caption:', 'group: audit\ncaption:')).problems).toEqual([]);
  });
});

describe('what a scene expects of its run', () => {
  it('is held against it', () => {
    const claims = [
      'rebalances: 1',
      'cause of rebalance 1: member joined',
      'stopped: 2..4',
      'gap of orders-3: at most 20ms',
      'owner of orders-3 at 9s: c1',
      'owned by c2 at 18s: [orders-2, orders-3]',
      'callbacks of c1: [onPartitionsRevoked, onPartitionsAssigned]',
      'state at 9.5s: Stable',
    ];
    expect(renderText(scene(`\nshow: { from: 9s }\nexpect:\n  ${claims.join('\n  ')}`)).problems).toEqual([]);
  });

  it('stops the build where the run gives something else, at its line, with what it gives', () => {
    const claims = ['rebalances: 7', 'owner of orders-3 at 18s: c1', 'longest gap: at least 10s'];
    expect(renderText(scene(`\nshow: { from: 9s }\nexpect:\n  ${claims.join('\n  ')}`)).problems).toEqual([
      '13: `rebalances` was expected to be 7, but the run gives 1; correct the lesson or the scenario',
      '14: `owner of orders-3 at 18s` was expected to be c1, but the run gives c2; correct the lesson or the scenario',
      expect.stringMatching(/^15: `longest gap` was expected to be at least 10 s, but the run gives \d+ms; correct /),
    ]);
  });

  it('that cannot be understood is reported with what can be', () => {
    const claims = ['owner of orders-7 at 18s: c1', 'who wins: c1', 'rebalances: soon'];
    expect(renderText(scene(`\nexpect:\n  ${claims.join('\n  ')}`)).problems).toEqual([
      '12: `owner of orders-7 at 18s`: the scene has no partition "orders-7"; known: orders-0, orders-1, orders-2, orders-3',
      expect.stringMatching(/^13: `who wins`: nothing is known as "who wins"; write one of: rebalances, /),
      expect.stringMatching(/^14: `rebalances` is \d; write 2, 2\.\.4, at most 3$/),
    ]);
  });
});

describe('numbers of a run in a text', () => {
  it('come from the run, before and after it', () => {
    const { html, problems } = renderText(
      `{{join.rebalances}} {{join.owner of orders-3 at 18s}} {{join.gap.orders-0}}\n\n${scene('\nshow: { from: 9s }')}`,
    );
    expect(problems).toEqual([]);
    expect(html).toMatch(/<p>1 c2 \d+ ms<\/p>/);
  });

  it('that the run does not give are reported at their line', () => {
    expect(renderText(`${scene()}\n{{join.gap.orders-9}}\n{{join.wins}}`).problems).toEqual([
      expect.stringMatching(
        /^13: the scene has no partition|^13: \{\{join\.gap\.orders-9\}\}: the scene has no partition "orders-9"/,
      ),
      expect.stringMatching(/^14: \{\{join\.wins\}\}: nothing is known as "wins/),
    ]);
  });
});

describe('a prediction of a run', () => {
  it('offers the consumers, and nobody, for an owner', () => {
    const { html, problems } = renderText(scene() + predict('ask: owner of orders-3 at 18s'));
    expect(problems).toEqual([]);
    expect(html.match(/class="option" disabled( data-right)?>\w+/g)).toEqual([
      'class="option" disabled>c1',
      'class="option" disabled data-right>c2',
      'class="option" disabled>nobody',
    ]);
  });

  it('marks the range that a duration lies in, and the order of callbacks', () => {
    const shown = scene('\nshow: { from: 9s }');
    const asked =
      predict('ask: gap of orders-3\noptions: [under 100ms, 1s..3s, over 10s]') +
      predict(
        'ask: callbacks of c1\noptions:\n  - [onPartitionsAssigned, onPartitionsRevoked]\n  - [onPartitionsRevoked, onPartitionsAssigned]',
      );
    const { html, problems } = renderText(shown + asked);
    expect(problems).toEqual([]);
    expect(html.match(/data-right>[^<]+/g)).toEqual([
      'data-right>under 100 ms',
      'data-right>onPartitionsRevoked, onPartitionsAssigned',
    ]);
  });

  it('leads to the scene in the page', () => {
    expect(renderText(scene() + predict('ask: owner of orders-3 at 18s')).html).toContain(
      '<a href="#scene-join">Watch it</a>',
    );
  });

  it('whose options hold no right answer, two of them, or none at all is reported', () => {
    const shown = scene('\nshow: { from: 9s }');
    const problemsOf = (more: string) => renderText(shown + predict(more)).problems;
    expect(problemsOf('ask: rebalances\noptions: [2, 3]')).toEqual([
      '17: the right answer, "1", is not among the options (2 | 3); add it',
    ]);
    expect(problemsOf('ask: rebalances\noptions: [1, at most 3]')).toEqual([
      '17: the answer is "1", so "1" and "at most 3" are both right; make them apart',
    ]);
    expect(problemsOf('ask: longest gap\noptions: [soon, late]')).toEqual([
      expect.stringMatching(/^17: the option "soon" is no answer to it; write 3s, /),
    ]);
    expect(problemsOf('ask: rebalances')).toEqual(['16: add `options` to choose from, the right one among them']);
    expect(problemsOf('ask: count of c1')).toEqual([
      expect.stringMatching(/^16: `ask` is "count of c1": nothing is known as "count of c1"; write one of: /),
    ]);
  });
});

describe('what a reader may vary', () => {
  const vary = (settings: string) => renderText(scene(`\nvary:\n  ${settings}`));

  it('is offered with the lesson’s own value chosen, hidden until a script runs it', () => {
    const { html, problems } = vary(
      'assignor: [range, cooperative-sticky]\n  consumers: 2..4\n  session.timeout.ms: [6000, 45000]',
    );
    expect(problems).toEqual([]);
    expect(html).toContain('<form class="run-settings" hidden>');
    expect(html.match(/<legend>[^<]+|value="\d" checked><span>[^<]+/g)).toEqual([
      '<legend>assignor',
      'value="0" checked><span>range',
      '<legend>consumers',
      'value="0" checked><span>2',
      '<legend>session.timeout.ms',
      'value="1" checked><span>45000',
    ]);
  });

  it('has to be known, with the scenario’s own value among the values', () => {
    expect(vary('asignor: [range, sticky]\n  consumers: 3..5\n  session.timeout.ms: 6000').problems).toEqual([
      '12: "asignor" cannot be varied; did you mean "assignor"?',
      '13: the scenario has 2; the values are 3, 4, 5, and that has to be one of them',
      '14: write two or more values, each once: [6000, 45000], or for counts 2..5',
    ]);
  });

  it('can lead nowhere: each choice is checked', () => {
    expect(vary('assignor: [range, rnage]').problems).toEqual([
      expect.stringMatching(/^12: with assignor rnage the scenario cannot be run: groups\.billing\.assignor: /),
    ]);
    expect(vary('session.timeout.ms: [45000, 2000]').problems).toEqual([
      expect.stringMatching(/^12: with session\.timeout\.ms 2000 the scenario cannot be run: /),
    ]);
    const crash = scene('\nvary:\n  consumers: 1..2').replace(
      'caption:',
      '  events: [{ at: 15s, crash: c2 }]\ncaption:',
    );
    expect(renderText(crash).problems).toEqual([
      expect.stringMatching(/^13: with consumers 1 the scenario cannot be run: events\[0\]\.crash: /),
    ]);
  });

  it('is claimed of too, in runs that a text can speak of', () => {
    const variants = (more: string) =>
      renderText(
        `${scene(`\nshow: { from: 9s }\nvary: { assignor: [range, cooperative-sticky] }\nvariants:\n  eased: ${more}`)}\n{{join.stopped}} {{eased.stopped}}`,
      );
    const { html, problems } = variants('{ with: { assignor: cooperative-sticky }, expect: { rebalances: 2 } }');
    expect(problems).toEqual([]);
    expect(html).toContain('<p>4 2</p>');
    expect(variants('{ with: { assignor: cooperative-sticky }, expect: { rebalances: 7 } }').problems).toEqual([
      '14: `rebalances` was expected to be 7, but the run gives 2; correct the lesson or the scenario',
    ]);
    expect(variants('{ with: { assignor: sticky } }').problems).toEqual([
      '14: assignor can be range, cooperative-sticky, not sticky',
      '17: no scene here has the id "eased"; known: join',
    ]);
    expect(variants('{ with: { consumers: 3 } }').problems[0]).toBe(
      '14: "consumers" is not offered under `vary`; known: assignor',
    );
  });

  it('stays within what can be checked', () => {
    expect(
      vary(
        'consumers: 2..20\n  session.timeout.ms: [6000, 7000, 8000, 9000, 10000, 11000, 12000, 13000, 14000, 15000, 16000, 17000, 18000, 45000]',
      ).problems,
    ).toEqual(['11: a reader could choose in 266 ways; offer fewer values, for 256 ways at most']);
  });
});
