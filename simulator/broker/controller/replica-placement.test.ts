import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PlacementBroker, placeReplicas } from './replica-placement.ts';

const broker = (id: number, rack?: string, isAvailable = true): PlacementBroker => ({ id, rack, isAvailable });
const three = [broker(1), broker(2), broker(3)];

it('goes around the brokers, one further for each partition', () => {
  expect(placeReplicas(three, 4, 2)).toEqual([
    [1, 2],
    [2, 3],
    [3, 1],
    [1, 2],
  ]);
});

it('spreads the replicas of a partition over racks, and leaders over the brokers of each', () => {
  const racked = [broker(1, 'a'), broker(2, 'a'), broker(3, 'b'), broker(4, 'b'), broker(5, 'c'), broker(6, 'c')];
  expect(placeReplicas(racked, 3, 3)).toEqual([
    [1, 3, 5],
    [4, 6, 2],
    [5, 1, 3],
  ]);
});

it('goes on where it ended when partitions are added', () => {
  const first = placeReplicas(three, 2, 2);
  expect(placeReplicas(three, 2, 2, first)).toEqual(placeReplicas(three, 4, 2).slice(2));
});

it('takes brokers that are down only where there are too few others, and never to lead', () => {
  expect(placeReplicas([broker(1, undefined, false), broker(2), broker(3)], 2, 3)).toEqual([
    [2, 3, 1],
    [3, 2, 1],
  ]);
});

it('gives each partition as many different brokers as asked for, and as many racks as it can', () => {
  const brokers = fc
    .array(fc.constantFrom(undefined, 'a', 'b', 'c'), { minLength: 1, maxLength: 9 })
    .map((racks) => racks.map((rack, at) => broker(at + 1, rack)));
  fc.assert(
    fc.property(brokers, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 }), (all, count, wanted) => {
      const factor = Math.min(wanted, all.length);
      const rackOf = (id: number) => all.find((each) => each.id === id)?.rack;
      const rackCount = new Set(all.map(({ rack }) => rack)).size;
      for (const replicas of placeReplicas(all, count, factor)) {
        expect(new Set(replicas).size).toBe(factor);
        expect(new Set(replicas.map(rackOf)).size).toBe(Math.min(factor, rackCount));
      }
    }),
  );
});
