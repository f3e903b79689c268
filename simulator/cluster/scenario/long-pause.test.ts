import { describe, expect, it } from 'vitest';
import { billing, eventsOf, played } from './run-fixture.ts';

describe('a member that was frozen for longer than its session', () => {
  it('finds its coordinator again, learns that it was removed, loses its partitions and joins again', () => {
    const run = played(
      billing(
        { c1: { group: 'billing' }, c2: { group: 'billing', start: '10s' } },
        {
          seed: 7,
          for: '100s',
          brokers: 2,
          topics: { orders: 4 },
          load: { orders: { rate: '20/s' } },
          groups: {
            billing: {
              topics: ['orders'],
              assignor: 'range',
              config: { 'session.timeout.ms': 10_000, 'auto.offset.reset': 'earliest' },
            },
          },
          events: [{ at: '30s', freeze: 'c2', for: '20s' }],
        },
      ),
    );
    const lost = eventsOf(run, 'callback.entered').filter(({ callback }) => callback === 'onPartitionsLost');
    expect(lost).toMatchObject([{ process: 'c2' }]);
    expect(lost[0]?.atMs).toBeLessThan(55_000);
    expect(run.cluster.group('billing')).toMatchObject({ state: 'Stable', members: [{}, {}] });
  });
});
