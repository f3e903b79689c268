import { defineScenario } from 'simulator';
import { assignorsByName } from 'testkit';
import { describe, expect, it } from 'vitest';
import { answerText } from './answer.ts';
import { answerTo } from './answers.ts';
import { playScenario } from './play.ts';

/** `c1` handles a record a second, and the one with a key comes last. */
const scenario = defineScenario(
  {
    for: '60s',
    topics: { orders: 1 },
    groups: {
      shop: {
        topics: ['orders'],
        config: { 'auto.offset.reset': 'earliest', 'max.poll.records': 1 },
        handler: { perRecord: '1s', commit: 'batch' },
      },
    },
    consumers: { c1: { group: 'shop' } },
    events: [
      { at: '10s', produce: 'orders', records: 3 },
      { at: '10s', produce: 'orders', records: 1, key: 'late' },
    ],
  },
  { assignors: assignorsByName },
);

const view = { groupId: 'shop', fromMs: 0, toMs: 60_000, detail: 'callbacks', rows: 'auto' } as const;
const { facts } = playScenario(scenario, view, assignorsByName);
const told = (question: string): string => {
  const answer = answerTo(question, facts);
  return 'problem' in answer ? `? ${answer.problem}` : answerText(answer);
};

describe('of a run are known', () => {
  it('position, committed offset and log end offset at a moment in the middle of a record', () => {
    const at = '12.1s';
    expect(told(`log end offset of orders-0 at ${at}`)).toBe('4');
    expect(told(`position of orders-0 at ${at}`)).toBe('3');
    expect(told(`committed offset of orders-0 at ${at}`)).toBe('2');
    expect(told(`lag at ${at}`)).toBe('2');
  });

  it('where the records of a key lie, and when they were processed', () => {
    expect(told('records of key late')).toBe('orders-0@3');
    expect(told('processed of key late')).toBe('orders-0@3');
  });

  it('the broker that the members turn to', () => {
    expect(told('coordinator at 12s')).toMatch(/^broker [123]$/);
    expect(told('coordinator at 0s')).toBe('nobody');
  });
});
