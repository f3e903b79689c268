import { describe, expect, it } from 'vitest';
import { presets } from './presets.ts';
import {
  asRun,
  deployment,
  eventsOf,
  loadAt,
  nextName,
  ownNamesIn,
  timeOf,
  timeText,
  upTo,
  withConsumer,
  withEvents,
  withLoad,
} from './scenario-text.ts';

const scenario = {
  for: '30m',
  consumers: { 'c1..c2': { group: 'g' }, c3: { group: 'g', start: '12s', config: { 'group.instance.id': 'a' } } },
  load: { orders: { rate: '60/m', keys: 3 } },
  events: [
    { at: '5s', crash: 'c1' },
    { at: '9s', start: 'c1' },
  ],
};

describe('a scenario that is changed while it runs', () => {
  it('writes times as it reads them', () => {
    for (const ms of [0, 1, 999, 1000, 1500, 60_000, 90_000, 120_001]) expect(timeOf(timeText(ms))).toBe(ms);
    expect(timeOf('soon')).toBeNaN();
  });

  it('loses with a fork what comes after, and nothing else', () => {
    expect(upTo(scenario, 5000)).toEqual({
      ...scenario,
      consumers: { 'c1..c2': { group: 'g' } },
      events: [{ at: '5s', crash: 'c1' }],
    });
    expect(upTo(scenario, 20_000)).toEqual(scenario);
  });

  it('has a new consumer like the others of its group, with an identity of its own', () => {
    const { consumers } = withConsumer({ ...scenario, consumers: { c3: scenario.consumers.c3 } }, 'c4', 'g', 20_000);
    expect(consumers).toMatchObject({ c4: { group: 'g', start: '20s', config: { 'group.instance.id': 'i-c4' } } });
    expect(nextName(['c1', 'c2', 'c4'])).toBe('c5');
  });

  it('has another load from a moment on, and the old one until then', () => {
    const more = withLoad(scenario, 'orders', 50, 10_000);
    expect([loadAt(more, 'orders', 9999), loadAt(more, 'orders', 10_000)]).toEqual([1, 50]);
    const none = withLoad(more, 'orders', 0, 20_000);
    expect([loadAt(none, 'orders', 15_000), loadAt(none, 'orders', 20_000)]).toEqual([50, 0]);
  });

  it('is as long as it was run, and as its last event asks for', () => {
    expect(asRun(scenario, 12_345).for).toBe('13s');
    expect(asRun(withEvents(scenario, deployment(['c1', 'c2'], 20_000, {})), 12_345).for).toBe('26s');
  });

  it('names answers of the reader’s own, each once', () => {
    const own = {
      groups: { g: { assignor: ['my-range-assignor', 'range'] } },
      consumers: { c1: { group: 'g', application: 'my-partitions-lost' }, 'my-c2': { group: 'g' } },
      events: [
        { at: '1s', start: 'c1', application: 'my-partitions-lost', assignor: 'my-sticky-assignor' },
        { at: '2s', note: 'my-note' },
      ],
    };
    expect(ownNamesIn(own)).toEqual(['my-range-assignor', 'my-partitions-lost', 'my-sticky-assignor']);
  });

  it('has a deployment one after the other', () => {
    expect(deployment(['c1', 'c2'], 1000, { assignor: 'range' })).toEqual([
      { at: '1s', close: 'c1' },
      { at: '2s', start: 'c1', assignor: 'range' },
      { at: '6s', close: 'c2' },
      { at: '7s', start: 'c2', assignor: 'range' },
    ]);
  });

  it('begins with presets that have different names', () => {
    expect(new Set(presets.map(({ key }) => key)).size).toBe(presets.length);
    expect(presets.flatMap(({ scenario: each }) => eventsOf(each)).length).toBeGreaterThan(5);
  });
});
