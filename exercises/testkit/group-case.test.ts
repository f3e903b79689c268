import { describe, expect, it } from 'vitest';
import { clusterOf, groupCase, subscriptionsOf } from './group-case.ts';

describe('groupCase', () => {
  it('reads members by their topics alone or with instance id and rack', () => {
    const { members } = groupCase({
      topics: {},
      members: { c1: ['orders'], c2: { topics: [], groupInstanceId: 'a', rackId: 'r1' } },
    });
    expect(members).toEqual([
      { memberId: 'c1', groupInstanceId: undefined, rackId: undefined, topics: ['orders'] },
      { memberId: 'c2', groupInstanceId: 'a', rackId: 'r1', topics: [] },
    ]);
  });
});

describe('clusterOf', () => {
  it('has no metadata for a topic of 0 partitions', () => {
    const cluster = clusterOf({
      topics: [
        ['orders', 2],
        ['gone', 0],
      ],
    });
    expect(cluster.topics()).toEqual(['orders']);
    expect(cluster.partitionsForTopic('orders').map(({ partition }) => partition)).toEqual([0, 1]);
    expect(cluster.partitionsForTopic('gone')).toEqual([]);
  });

  it('places replicas in racks', () => {
    const cluster = clusterOf({ topics: [['orders', 1]], replicaRacks: new Map([['orders', [['a', undefined]]]]) });
    expect(cluster.partitionsForTopic('orders')[0]?.replicas.map(({ rack }) => rack)).toEqual(['a', undefined]);
  });
});

describe('subscriptionsOf', () => {
  it('says what a member is and owns, frozen', () => {
    const subscriptions = subscriptionsOf({
      members: [
        {
          memberId: 'c1',
          groupInstanceId: 'i',
          rackId: 'r',
          topics: ['orders'],
          ownedPartitions: [['orders', 1]],
          generationId: 3,
        },
      ],
    });
    expect(subscriptions.get('c1')).toEqual({
      topics: ['orders'],
      userData: undefined,
      ownedPartitions: [{ topic: 'orders', partition: 1 }],
      generationId: 3,
      groupInstanceId: 'i',
      rackId: 'r',
    });
    expect(Object.isFrozen(subscriptions.get('c1'))).toBe(true);
    expect(Object.isFrozen(subscriptions.get('c1')?.topics)).toBe(true);
  });
});
