import { defineScenario, type ScenarioInput } from 'simulator';
import { assignorsByName } from 'testkit';
import { expect, it } from 'vitest';
import { compare } from './comparison.ts';
import { playScenario } from './play.ts';

/** A third consumer joins two at 10 s. */
function joined(assignor: string) {
  const input: ScenarioInput = {
    for: '20s',
    topics: { orders: 6 },
    groups: { shop: { assignor, topics: ['orders'] } },
    consumers: { 'c1..c2': { group: 'shop' }, c3: { group: 'shop', start: '10s' } },
  };
  const scenario = defineScenario(input, { assignors: assignorsByName });
  const view = { groupId: 'shop', fromMs: 9000, toMs: 20_000, detail: 'callbacks', rows: 'auto' } as const;
  return playScenario(scenario, view, assignorsByName).facts;
}

it('two runs differ in the figures in which they differ', () => {
  const figures = compare(joined('range'), joined('cooperative-sticky')).map(
    ({ label, original, changed, differs }) => [label, original, changed, differs] as const,
  );
  expect(figures).toEqual([
    ['rebalances', '1', '2', true],
    ['partitions stopped by rebalances', '6', '2', true],
    ['partitions moved', '3', '2', true],
    ['longest time without an owner', '4 ms', expect.stringMatching(/^[23](\.\d+)? s$/), true],
    ['the same, all partitions together', '24 ms', expect.stringMatching(/ s$/), true],
    ['longest pause of a consumer', '4 ms', '0 ms', true],
    ['records processed more than once', '0', '0', false],
  ]);
});
