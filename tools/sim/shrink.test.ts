import type { ScenarioInput } from 'simulator';
import { describe, expect, it } from 'vitest';
import { generateScenario } from './generate.ts';
import { shrink } from './shrink.ts';

const scenario: ScenarioInput = {
  seed: 3,
  for: '20000ms',
  network: { latency: '5ms' },
  topics: { orders: { partitions: 4 }, payments: { partitions: 2 } },
  consumers: {
    c1: { group: 'billing', topics: ['orders'], start: '500ms', config: { 'session.timeout.ms': 6000 } },
    c2: { group: 'billing', topics: ['payments'] },
  },
  load: { orders: { rate: '1/s' } },
  events: [
    { at: '1s', crash: 'c2' },
    { at: '2s', freeze: 'c1', for: '3s' },
    { at: '3s', start: 'c2' },
  ],
};

describe('shrinking', () => {
  it('leaves only what the failure needs', () => {
    const freezes = ({ events = [] }: ScenarioInput) => events.some((event) => 'freeze' in event);
    const smallest = shrink(scenario, (smaller) => freezes(smaller) && smaller.consumers?.c1 !== undefined);
    expect(smallest).toEqual({
      seed: 3,
      for: '1000ms',
      topics: {},
      consumers: { c1: { group: 'billing', topics: ['orders'], start: '0ms', config: {} } },
      events: [{ at: '2s', freeze: 'c1', for: '3s' }],
    });
  });

  it('takes out the events of a consumer with it', () => {
    const smallest = shrink(scenario, ({ events = [], consumers = {} }) =>
      events.every((event) => !('crash' in event) || Object.hasOwn(consumers, String(event.crash))),
    );
    expect(smallest.consumers).toEqual({});
  });

  it('returns a scenario as it is from which nothing can be left out, and stops after its attempts', () => {
    const generated = generateScenario(1);
    expect(shrink(generated, () => false)).toBe(generated);
    let attempts = 0;
    shrink(
      generated,
      () => {
        attempts += 1;
        return true;
      },
      7,
    );
    expect(attempts).toBe(7);
  });
});
