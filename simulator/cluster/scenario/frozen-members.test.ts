// Found by simulation testing: what a process must not do while it is frozen, and what it has to bear when it thaws.
import { describe, expect, it } from 'vitest';
import type { EventInput } from './input.ts';
import { played } from './run-fixture.ts';

const frozen = (events: readonly EventInput[], config: Readonly<Record<string, unknown>> = {}) =>
  played({
    for: '20s',
    brokers: { count: 1, config: { 'group.initial.rebalance.delay.ms': 0, 'offsets.topic.replication.factor': 1 } },
    topics: { orders: { partitions: 3, replicas: 1 } },
    consumers: {
      c1: {
        group: 'billing',
        topics: ['orders'],
        assignor: 'cooperative-sticky',
        handler: { perRecord: '200ms', commit: 'record' },
        config: { 'auto.offset.reset': 'earliest', ...config },
      },
    },
    load: { orders: { rate: '3/s' } },
    events,
  });

describe('a frozen member', () => {
  it('learns that it is to end only when it thaws', () => {
    const { cluster } = frozen([
      { at: '5s', freeze: 'c1', for: '4s' },
      { at: '7s', close: 'c1' },
    ]);
    const sentMs = cluster.trace.flatMap((event) =>
      event.kind === 'request.sent' && event.clientId === 'c1' ? [event.atMs] : [],
    );
    expect(sentMs.filter((atMs) => atMs > 5000 && atMs < 9000)).toEqual([]);
    expect(cluster.process('c1').state).toBe('stopped');
    expect(cluster.group('billing')?.state).toBe('Empty');
  });

  it('bears it that a request was given up while its heartbeat was overdue', () => {
    const config = { 'request.timeout.ms': 2000, 'fetch.max.wait.ms': 2000, 'session.timeout.ms': 10_000 };
    for (const forMs of [2500, 3000, 3500, 8000]) {
      const { cluster } = frozen([{ at: '5581ms', freeze: 'c1', for: `${forMs}ms` }], config);
      expect(cluster.group('billing')?.state).toBe('Stable');
    }
  });
});
