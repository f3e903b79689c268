import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicPartition } from '../../protocol/topic-partition.ts';
import { IllegalStateException } from '../errors.ts';
import { SubscriptionState } from './subscription-state.ts';

const t = (partition: number) => topicPartition('t', partition);

describe('SubscriptionState', () => {
  it('keeps position and pause of what stays assigned, and knows neither of what is new', () => {
    const state = new SubscriptionState();
    state.subscribe(new Set(['t']), undefined);
    state.assignFromSubscribed([t(0), t(1)]);
    state.seek(t(0), 7);
    state.pause(t(0));
    state.assignFromSubscribed([t(0), t(2)]);
    expect(state.position(t(0))).toBe(7);
    expect(state.pausedPartitions).toEqual([t(0)]);
    expect(state.position(t(2))).toBeUndefined();
    state.assignFromSubscribed([]);
    state.assignFromSubscribed([t(0)]);
    expect(state.position(t(0))).toBeUndefined();
    expect(state.pausedPartitions).toEqual([]);
  });

  it('fetches what has a position, is not paused, and is not about to be revoked', () => {
    const state = new SubscriptionState();
    state.assignFromUser([t(0), t(1), t(2)]);
    state.seek(t(0), 0);
    state.seek(t(1), 0);
    state.pause(t(1));
    expect([...state.fetchable()].map(([partition]) => partition)).toEqual([t(0)]);
    state.markPendingRevocation();
    expect([...state.fetchable()]).toEqual([]);
  });

  it('tells whether the topics are others than before', () => {
    const state = new SubscriptionState();
    expect(state.subscribe(new Set(['u', 't']), undefined)).toBe(true);
    expect(state.subscribe(new Set(['t', 'u']), undefined)).toBe(false);
    expect(state.subscribe(new Set(['t']), undefined)).toBe(true);
  });

  it('lets a pattern match whole names only', () => {
    const state = new SubscriptionState();
    state.subscribePattern(/t|u\d/g, undefined);
    expect(['t', 'u1', 'tt', 'u', 'at', 'u12'].filter((topic) => state.matchesPattern(topic))).toEqual(['t', 'u1']);
    expect(state.matchesSubscription([topicPartition('u1', 0)])).toBe(true);
    expect(state.matchesSubscription([topicPartition('x', 0)])).toBe(false);
  });

  it('refuses topics, pattern and partitions at the same time, until unsubscribe', () => {
    const state = new SubscriptionState();
    state.subscribe(new Set(['t']), undefined);
    expect(() => state.assignFromUser([t(0)])).toThrow(IllegalStateException);
    expect(() => state.subscribePattern(/t/, undefined)).toThrow(/unsubscribe\(\)/);
    state.unsubscribe();
    expect(state.assignFromUser([t(0)])).toBe(true);
  });

  it('names the partition that is not assigned', () => {
    const state = new SubscriptionState();
    expect(() => state.seek(t(3), 1)).toThrow(/No current assignment for partition t-3/);
  });

  it('has all positions exactly when each assigned partition has one, whatever was done', () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('assign' as const), of: fc.uniqueArray(fc.nat(5)) }),
      fc.record({ kind: fc.constantFrom('seek' as const, 'reset' as const), of: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
        const state = new SubscriptionState();
        state.subscribe(new Set(['t']), undefined);
        for (const { kind, of } of actions) {
          if (typeof of !== 'number') state.assignFromSubscribed(of.sort((a, b) => a - b).map(t));
          else if (state.isAssigned(t(of)))
            kind === 'seek' ? state.seek(t(of), 1) : state.requestReset(t(of), 'latest');
        }
        const positions = state.assignedPartitions.map((partition) => state.position(partition));
        expect(state.hasAllPositions).toBe(positions.every((position) => position !== undefined));
        expect(state.allConsumed().size).toBe(positions.filter((position) => position !== undefined).length);
      }),
    );
  });
});
