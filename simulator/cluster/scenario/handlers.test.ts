import { describe, expect, it } from 'vitest';
import type { HandlerInput, ScenarioInput } from './input.ts';
import { billing, eventsOf, played, timesWritten } from './run-fixture.ts';
import type { ScenarioRun } from './scenario-run.ts';

const load = { orders: { rate: '5/s', keys: 10, until: '40s' } } as const;
const produced = 200;

/** One consumer that handles slowly, crashed in the middle of a batch and started again. */
function crashed(handler: HandlerInput, more: Partial<ScenarioInput> = {}): ScenarioRun {
  return played(
    billing(
      { c1: { group: 'billing', config: { 'group.instance.id': 'a' } } },
      {
        handler: { perRecord: '10ms', ...handler },
        load: { orders: { rate: '200/m', keys: 10, arrivals: 'bursts', every: '10s', until: '40s' } },
        events: [
          { at: '20100ms', crash: 'c1' },
          { at: '21s', start: 'c1' },
        ],
        ...more,
      },
    ),
  );
}

describe('a handler', { timeout: 60_000 }, () => {
  it('takes its time for each record, and another for records with some keys', () => {
    const run = played(
      billing(
        { c1: { group: 'billing' } },
        {
          handler: { perRecord: '7ms', perKey: { 'orders-key-3': '40ms' } },
          load: { orders: { rate: '2/s', keys: 10, until: '40s' } },
        },
      ),
    );
    const startedAt = new Map(eventsOf(run, 'record.started').map((event) => [nameOf(event), event.atMs]));
    const times = eventsOf(run, 'record.processed').map((event) => event.atMs - (startedAt.get(nameOf(event)) ?? 0));
    expect(times.filter((ms) => ms === 40)).toHaveLength(8);
    expect(times.filter((ms) => ms === 7)).toHaveLength(72);
  });

  it('takes for a record what lies in the range, the same whoever handles it', () => {
    const costs = (consumers: ScenarioInput['consumers']) => {
      const run = played(
        billing(consumers ?? {}, { handler: { perRecord: '1ms..9ms' }, load: { orders: { rate: '2/s', keys: 9 } } }),
      );
      const startedAt = new Map(eventsOf(run, 'record.started').map((event) => [nameOf(event), event.atMs]));
      return new Map(
        eventsOf(run, 'record.processed').map((event) => [
          nameOf(event),
          event.atMs - (startedAt.get(nameOf(event)) ?? 0),
        ]),
      );
    };
    const alone = costs({ c1: { group: 'billing' } });
    expect(new Set(alone.values())).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]));
    for (const [record, ms] of costs({ 'c1..c3': { group: 'billing' } })) expect(alone.get(record)).toBe(ms);
  });

  it('writes who handled a record and when', () => {
    const run = played(
      billing(
        { c1: { group: 'billing' } },
        { handler: { perRecord: '7ms' }, events: [{ at: '20s', produce: 'orders', records: 1, key: 'k' }] },
      ),
    );
    const [handled] = eventsOf(run, 'record.processed');
    expect(run.stores.get('rows')?.rows).toEqual([
      { partition: handled?.partition, offset: 0, key: 'k', value: 'event-0', process: 'c1', atMs: handled?.atMs },
    ]);
  });

  it('that commits after each batch repeats records after a crash, and loses none', () => {
    const run = crashed({ commit: 'batch' });
    const written = timesWritten(run);
    expect(written[0]).toBeUndefined();
    expect(written[2]).toBeGreaterThan(0);
  });

  it('that is asked to end while the coordinator is lost outlives the wakeup in commitAsync, and closes in order', () => {
    const run = played(
      billing(
        { c1: { group: 'billing' } },
        {
          brokers: {
            count: 1,
            config: { 'group.initial.rebalance.delay.ms': 0, 'offsets.topic.replication.factor': 1 },
          },
          handler: { perRecord: '3s', commit: 'async' },
          events: [
            { at: '20s', produce: 'orders', records: 1, key: 'k' },
            { at: '21s', stopBroker: 1 },
            { at: '22s', close: 'c1' },
            { at: '30s', restartBroker: 1 },
          ],
        },
      ),
    );
    expect(eventsOf(run, 'process.crashed')).toEqual([]);
    expect(eventsOf(run, 'consumer.closed').map(({ process }) => process)).toEqual(['c1']);
  });

  it('that commits after each record repeats none of them', () => {
    expect(Object.keys(timesWritten(crashed({ commit: 'record' })))).toEqual(['1']);
  });

  it('that commits before it handles loses records in a crash, and repeats none', () => {
    const written = timesWritten(crashed({ commit: 'before' }));
    expect(written[0]).toBeGreaterThan(0);
    expect(written[2]).toBeUndefined();
  });

  it('that leaves commits to the client loses none either: what a poll returned is committed by a later one', () => {
    const written = timesWritten(crashed({ commit: 'auto' }));
    expect(written[0]).toBeUndefined();
    expect(written[2]).toBeGreaterThan(0);
  });

  it('that commits nothing begins anew after each start', () => {
    const run = crashed({ commit: 'none' });
    expect(run.cluster.committed('billing').size).toBe(0);
    expect(timesWritten(run)[2]).toBeGreaterThan(60);
  });

  it('that commits without waiting is as far as the others in the end', () => {
    const run = played(billing({ c1: { group: 'billing' } }, { handler: { commit: 'async' }, load }));
    expect(sum(run.cluster.committed('billing').values())).toBe(produced);
  });

  it('that commits on revocation hands over without a repeated record', () => {
    const handOver = (commitOnRevoke: boolean) =>
      timesWritten(
        played(
          billing(
            { c1: { group: 'billing' }, c2: { group: 'billing', start: '30s' } },
            { handler: { commit: 'none', commitOnRevoke }, load },
          ),
        ),
      );
    expect(handOver(true)).toEqual({ 1: produced });
    expect(handOver(false)[2]).toBeGreaterThan(0);
  });
});

describe('a record that fails', { timeout: 60_000 }, () => {
  const failing = (handler: HandlerInput, more: Partial<ScenarioInput> = {}) =>
    played(
      billing(
        { c1: { group: 'billing', config: { 'group.instance.id': 'a', 'max.poll.interval.ms': 10_000 } } },
        {
          handler: { perRecord: '10ms', commit: 'batch', ...handler },
          load: { orders: { rate: '1/s', keys: 10, until: '30s' } },
          ...more,
        },
      ),
    );

  it('is skipped, and counts as handled', () => {
    const run = failing({ fail: { key: 'orders-key-3', do: 'skip' } });
    expect(eventsOf(run, 'record.failed')).toHaveLength(3);
    expect(timesWritten(run)).toEqual({ 0: 3, 1: 27 });
    expect(sum(run.cluster.committed('billing').values())).toBe(30);
  });

  it('is retried on the spot until it succeeds', () => {
    const run = failing({ fail: { key: 'orders-key-3', times: 2, do: 'retry' } });
    expect(eventsOf(run, 'record.failed')).toHaveLength(6);
    expect(timesWritten(run)).toEqual({ 1: 30 });
  });

  it('brings the process down, and the next one too, as often as it is to', () => {
    const run = failing(
      { fail: { key: 'orders-key-3', times: 2, do: 'crash' } },
      {
        events: (['10s', '20s', '25s', '30s', '35s', '40s', '45s', '50s'] as const).map((at) => ({ at, start: 'c1' })),
      },
    );
    expect(eventsOf(run, 'process.crashed').length).toBe(6);
    expect(eventsOf(run, 'process.crashed')[0]?.error).toMatch(
      /^HandlerFailure: orders-\d@\d+ with the key orders-key-3 could not be handled\.$/,
    );
    expect(timesWritten(run)[0]).toBeUndefined();
  });

  it('for ever keeps the consumer from polling until it is out of the group', () => {
    const run = failing({ fail: { key: 'orders-key-3', do: 'retry' } });
    expect(eventsOf(run, 'record.failed').length).toBeGreaterThan(1000);
    expect(eventsOf(run, 'record.processed').length).toBeLessThan(10);
  });
});

describe('a handler that pauses while it is busy', { timeout: 60_000 }, () => {
  const slow = (pauseWhileBusy: boolean) =>
    played(
      billing(
        { c1: { group: 'billing' }, c2: { group: 'billing', start: '25s' } },
        {
          for: '5m',
          config: { 'max.poll.interval.ms': 6000, 'max.poll.records': 10 },
          handler: { perRecord: '1s', commit: 'batch', commitOnRevoke: true, pauseWhileBusy },
          load: { orders: { rate: '1/s', keys: 10, arrivals: 'bursts', every: '20s', until: '40s' } },
        },
      ),
    );

  it('stays in the group, where one that handles between polls is thrown out', () => {
    const left = (run: ScenarioRun) => eventsOf(run, 'group.member.removed').map(({ why }) => why);
    expect(left(slow(true))).toEqual([]);
    expect(left(slow(false))).toContain('left');
  });

  it('loses nothing and repeats nothing when partitions move while it works', () => {
    expect(timesWritten(slow(true))).toEqual({ 1: 40 });
  });

  it('ends at once when a record brings the process down', () => {
    const run = played(
      billing(
        { c1: { group: 'billing', poll: '10s' } },
        {
          handler: { perRecord: '1s', pauseWhileBusy: true, fail: { key: 'k', do: 'crash' } },
          events: [{ at: '20s', produce: 'orders', records: 1, key: 'k' }],
        },
      ),
    );
    const [failed] = eventsOf(run, 'record.failed');
    const [crashed] = eventsOf(run, 'process.crashed');
    expect(crashed).toMatchObject({ atMs: failed?.atMs, process: 'c1' });
    expect(crashed?.error).toMatch(/^HandlerFailure: /);
  });

  it('handles the records of each partition in their order', () => {
    const last = new Map<unknown, number>();
    for (const { partition, offset } of slow(true).stores.get('rows')?.writes ?? []) {
      expect(offset).toBe((last.get(partition) ?? -1) + 1);
      last.set(partition, offset);
    }
  });
});

const nameOf = ({ partition, offset }: { partition: { topic: string; partition: number }; offset: number }): string =>
  `${partition.topic}-${partition.partition}@${offset}`;

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);
