import type { Subscription } from 'kafka';
import { describe, expect, it } from 'vitest';
import { expectSubscriptionsUnchanged } from './changed-inputs.ts';

const spec = { topics: { orders: 2 }, members: { c1: ['orders'], c2: ['orders'] } };

function changing(change: (subscriptions: Map<string, Subscription>) => void): () => void {
  return () =>
    expectSubscriptionsUnchanged((_, subscriptions) => change(subscriptions as Map<string, Subscription>), spec);
}

describe('expectSubscriptionsUnchanged', () => {
  it('holds when the map is only read', () => {
    expectSubscriptionsUnchanged((_, subscriptions) => [...subscriptions], spec);
  });

  it('names a member that was taken out', () => {
    expect(changing((map) => map.delete('c2'))).toThrow(/^assign\(\) took c2 out of the map of subscriptions\./);
  });

  it('names a member that was put in', () => {
    const add = (map: Map<string, Subscription>) => {
      const [first] = map.values();
      if (first !== undefined) map.set('c3', first);
    };
    expect(changing(add)).toThrow(/^assign\(\) put c3 into the map of subscriptions\./);
  });

  it('names a member whose subscription was replaced', () => {
    const replace = (map: Map<string, Subscription>) => {
      const first = map.get('c1');
      if (first !== undefined) map.set('c1', { ...first });
    };
    expect(changing(replace)).toThrow(/^assign\(\) replaced the subscription of c1\./);
  });
});
