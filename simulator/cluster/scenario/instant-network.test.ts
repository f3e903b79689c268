// Found by simulation testing: a network without any latency must not keep a run in one instant.
import { describe, expect, it } from 'vitest';
import { played } from './run-fixture.ts';

describe('a network without latency', () => {
  it('lets time go on for a consumer whose topic was deleted', () => {
    const { cluster } = played({
      for: '20s',
      brokers: { count: 1, config: { 'offsets.topic.replication.factor': 1 } },
      network: { latency: '0ms' },
      topics: { orders: { partitions: 2, replicas: 1 } },
      consumers: { c1: { group: 'billing', topics: ['orders'] } },
      events: [{ at: '10s', deleteTopic: 'orders' }],
    });
    expect(cluster.now).toBe(20_000);
  });
});
