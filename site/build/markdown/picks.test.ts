import { describe, expect, it } from 'vitest';
import { block, joining, renderText, seven } from './fixture.ts';

/** Lines 1 to 12; line 13 is the fence of what comes after. */
const scene = block(
  'scene',
  `id: join\nscenario:${joining.replaceAll('\n', '\n  ')}\nshow: { from: 9s, to: 19s }\ncaption: A second joins.`,
);
/** Line 14 is `of`, line 16 the first of `more`. */
const predict = (more: string, of = 'join') => block('predict', `of: ${of}\nquestion: Well?\n${more}\nbecause: So.`);
const pickIn = (html: string) => JSON.parse(/data-pick="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#34;', '"') ?? 'null');
const problemsOf = (more: string) => renderText(scene + predict(more)).problems;

describe('a prediction that is answered by placing partitions', () => {
  const drag = 'answer: drag\nask: owners at 18s';

  it('carries partitions, places and the owners of the run', () => {
    const { html, problems } = renderText(scene + predict(drag));
    expect(problems).toEqual([]);
    expect(pickIn(html)).toEqual({
      kind: 'drag',
      partitions: ['orders-0', 'orders-1', 'orders-2', 'orders-3'],
      places: ['c1', 'c2', 'nobody'],
      owners: ['c1', 'c1', 'c2', 'c2'],
    });
  });

  it('reads as a question with blanks, its answer folded away', () => {
    const { html } = renderText(scene + predict(drag));
    expect(html).toContain('Give each an owner: c1, c2, nobody.');
    expect(html).toMatch(/<details class="reveal">.*<li>c1: <code>orders-0, orders-1<\/code><\/li>/);
  });

  it('can ask about a board', () => {
    const { html, problems } = renderText(
      block('assignment', `id: seven${seven}\ncaption: Seven.`) + predict('answer: drag\nask: owners', 'seven'),
    );
    expect(problems).toEqual([]);
    expect(pickIn(html).owners).toEqual(['c1', 'c1', 'c1', 'c2', 'c2', 'c3', 'c3']);
  });

  it('asks for owners, and nothing else', () => {
    expect(problemsOf('answer: drag\nask: owner of orders-0 at 18s')).toEqual([
      '17: `answer: drag` asks for the owners of all partitions; write `ask: owners at 20s`',
    ]);
    expect(problemsOf('answer: drag\nask: owners at 30s')).toEqual([
      '17: `ask` is "owners at 30s": 30 s is after the end of the run, 20 s',
    ]);
    expect(problemsOf(`${drag}\noptions: [c1, c2]`)).toEqual(['18: `answer: drag` has no options; remove them']);
    expect(problemsOf(`${drag}\ntolerance: 1s`)).toEqual(['18: `tolerance` belongs to `answer: duration`; remove it']);
  });
});

describe('a prediction that is answered by ordering', () => {
  it('offers what happened in another order', () => {
    const { html, problems } = renderText(scene + predict('answer: order\nask: requests of c2'));
    expect(problems).toEqual([]);
    const { offered, right, moments } = pickIn(html);
    expect(right).toEqual(['FindCoordinator', 'JoinGroup', 'SyncGroup', 'Heartbeat']);
    expect([...offered].sort()).toEqual([...right].sort());
    expect(offered).not.toEqual(right);
    expect(moments).toEqual([...moments].sort((a: number, b: number) => a - b));
  });

  it('asks for what came one after another, and enough of it', () => {
    expect(problemsOf('answer: order\nask: owned by c1 at 18s')).toEqual([
      '17: `answer: order` asks for what came one after another; write callbacks of c1, requests of c1 or states',
    ]);
    expect(problemsOf('answer: order\nask: callbacks of c2')).toEqual([
      '17: there are 1 things to order; 2 to 9 can be. Show less of the run, or more',
    ]);
  });
});

describe('a prediction that is answered on an axis', () => {
  const duration = (axis = '0s..5s', tolerance = '250ms', ask = 'wait of c2') =>
    `answer: duration\nask: ${ask}\naxis: ${axis}\ntolerance: ${tolerance}`;

  it('carries the axis, the tolerance, and where in the run the answer lies', () => {
    const { html, problems } = renderText(scene + predict(duration()));
    expect(problems).toEqual([]);
    const pick = pickIn(html);
    expect(pick).toMatchObject({ kind: 'duration', fromMs: 0, toMs: 5000, stepMs: 50, toleranceMs: 250 });
    expect(pick.span.toMs - pick.span.fromMs).toBe(pick.rightMs);
    expect(html).toContain('Within 250 ms counts as right.');
  });

  it('has room for the answer, and states a tolerance that makes it a question', () => {
    expect(problemsOf(duration('0s..1s'))[0]).toMatch(/^18: the right answer, \d.*, is not on the axis, 0s\.\.1s$/);
    expect(problemsOf(duration('1s'))).toEqual(['18: `axis` is "1s"; write from where to where it goes: 0s..5s']);
    expect(problemsOf(duration('0s..5s', '4s'))).toEqual([
      '19: `tolerance` is "4s"; write how far off still counts as right, from 50 ms to 1.25 s',
    ]);
    expect(problemsOf(duration('0s..5s', '250ms', 'rebalances'))).toEqual([
      expect.stringMatching(/^17: `answer: duration` asks for a time; write one of: start of rebalance 1, /),
    ]);
  });
});

describe('the run that a prediction asks about', () => {
  it('is covered, and the question knows which part of it to play', () => {
    const { html } = renderText(predict('answer: drag\nask: owners at 18s') + scene);
    expect(html).toMatch(/<figure class="scene run-scene" id="scene-join" [^>]* data-covered>/);
    expect(html).toContain('Show it without answering');
    expect(html).toContain('data-about="scene-join" data-play="{&#34;fromMs&#34;:9000,&#34;toMs&#34;:18000}"');
  });

  it('stands open where nothing is asked', () => {
    expect(renderText(scene).html).not.toContain('data-covered');
  });

  it('can be answered in three ways besides choosing', () => {
    expect(problemsOf('answer: guess\nask: rebalances')).toEqual([
      '16: `answer` is "guess"; write one of drag, order, duration; without it, one of the options is chosen',
    ]);
  });
});
