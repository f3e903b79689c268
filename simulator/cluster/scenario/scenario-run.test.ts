import { describe, expect, it } from 'vitest';
import { KafkaConsumer } from '../../client/kafka-consumer.ts';
import { sleep } from '../../client/sleep.ts';
import type { ScenarioInput } from './input.ts';
import { recordName } from './outside.ts';
import { ScenarioError } from './problem.ts';
import { billing, eventsOf, played, started, timesWritten, traceText } from './run-fixture.ts';

const load = { orders: { rate: '5/s', keys: 10, arrivals: 'poisson', until: '40s' } } as const;

describe('a scenario that is run', { timeout: 60_000 }, () => {
  it('has every record handled once when nothing goes wrong', () => {
    const run = played(billing({ c1: { group: 'billing' }, c2: { group: 'billing' } }, { load }));
    const produced = eventsOf(run, 'record.produced').length;
    expect(produced).toBeGreaterThan(150);
    expect(timesWritten(run)).toEqual({ 1: produced });
    expect(run.cluster.now).toBe(60_000);
  });

  it('gives the same trace, byte for byte, each time', () => {
    const input = billing(
      { 'c1..c3': { group: 'billing' } },
      {
        seed: 3,
        for: '40s',
        load: { orders: { rate: '5/s', keys: 10, arrivals: 'poisson' } },
        handler: { perRecord: '1ms..20ms', commit: 'async', fail: { key: 'orders-key-3', times: 1, do: 'retry' } },
        network: { latency: { least: '1ms', mean: '5ms', most: '2s' }, loss: '0.1%' },
        events: [
          { at: '10s', crash: 'c1' },
          { at: '15s', freeze: 'c2', for: '8s' },
          { at: '20s', restart: 'c3', down: '1s' },
          { at: '25s', start: 'c1' },
          { at: '30s', crashBroker: 1 },
        ],
      },
    );
    const text = traceText(played(input));
    expect(text.length).toBeGreaterThan(100_000);
    expect(traceText(played(input)) === text).toBe(true);
    expect(traceText(played({ ...input, seed: 4 })) === text).toBe(false);
  });

  it('leaves the luck of all others alone when a consumer is added', () => {
    const input = (more: ScenarioInput['consumers']) =>
      billing(
        { c1: { group: 'billing' }, ...more },
        { load, network: { latency: '1ms..9ms' }, handler: { perRecord: '1ms..9ms' }, otherGroups: ['audit'] },
      );
    const luck = (of: ReturnType<typeof played>) => ({
      produced: eventsOf(of, 'record.produced'),
      c1: of.cluster.trace.filter((event) => 'process' in event && event.process === 'c1'),
    });
    const audit = { group: 'audit', topics: ['orders'] };
    // The brokers ask no chance, so that even the order of what happens to c1 stays to the millisecond.
    expect(luck(played(input({ b1: audit, z1: audit })))).toEqual(luck(played(input({}))));
  });

  it('can be looked at on the way, and be added to in code', async () => {
    const run = started(billing({ c1: { group: 'billing' } }, { load }));
    await run.run(10_000);
    expect(run.cluster.now).toBe(10_000);
    const before = run.stores.get('rows')?.rows.length ?? 0;
    expect(before).toBeGreaterThan(20);
    run.cluster.schedule(5000, () => run.cluster.process('c1').crash());
    await run.run();
    expect(run.cluster.now).toBe(60_000);
    expect(eventsOf(run, 'process.crashed').map(({ atMs, process }) => [atMs, process])).toEqual([[15_000, 'c1']]);
  });

  it('runs code of your own in the place of a consumer', async () => {
    const seen: unknown[] = [];
    const run = started(
      billing({ c1: { group: 'billing' }, c2: { group: 'billing' } }, { load, events: [{ at: '30s', close: 'c2' }] }),
      {
        programs: {
          c2: async ({ name, config, plan, shutdown }) => {
            await sleep(1000);
            seen.push(name, config['group.id'], config['client.id'], config['session.timeout.ms'], plan.handler.stores);
            await shutdown.requested;
            seen.push('asked to end');
          },
        },
      },
    );
    await run.run();
    expect(seen).toEqual(['c2', 'billing', 'c2', 6000, ['rows'], 'asked to end']);
    expect(run.cluster.process('c2').state).toBe('stopped');
  });

  it('hands such code all that a consumer needs, and shares the group with it', async () => {
    const own = new Set<string>();
    const run = started(billing({ c1: { group: 'billing' }, c2: { group: 'billing' } }, { load }), {
      programs: {
        c2: async ({ config, shutdown }) => {
          const consumer = new KafkaConsumer(config);
          await consumer.subscribe(['orders']);
          while (!shutdown.isRequested) {
            for (const record of await consumer.poll(100)) own.add(recordName(record));
          }
        },
      },
    });
    await run.run();
    const declared = new Set(
      run.stores.get('rows')?.rows.map(({ partition, offset }) => recordName({ ...partition, offset })),
    );
    expect(own.size).toBeGreaterThan(20);
    expect(declared.size).toBeGreaterThan(20);
    expect(new Set([...own, ...declared]).size).toBe(eventsOf(run, 'record.produced').length);
  });

  it('has consumers whose application is chosen by name, and changed by a deployment', async () => {
    const lives: string[] = [];
    const events = [
      { at: '5s', commit: 'c2' },
      { at: '10s', restart: 'c1', application: 'own' },
      { at: '20s', restart: 'c2', application: 'declared' },
    ] as const;
    const consumers = { c1: { group: 'billing' }, c2: { group: 'billing', application: 'own' } };
    const run = started(billing(consumers, { load, events }), {
      applications: new Map([
        [
          'own',
          async ({ name, shutdown }) => {
            lives.push(`${name} at ${run.cluster.now}`);
            await shutdown.requested;
          },
        ],
      ]),
    });
    await run.run();
    expect(lives).toEqual(['c2 at 0', 'c1 at 10000']);
    expect(eventsOf(run, 'note').map(({ text }) => text)).toEqual([
      'commit of c2 is left out: code of its own runs there.',
    ]);
    expect(run.cluster.group('billing')?.members).toHaveLength(1);
    const input = billing(consumers, {});
    expect(() => started(input)).toThrow(/consumers\.c2\.application: no application "own" was handed in/);
  });

  it('produces the values that an event gives', () => {
    const run = played(
      billing(
        { c1: { group: 'billing' } },
        {
          events: [
            { at: '5s', produce: 'orders', records: 2, value: 'hello' },
            { at: '6s', produce: 'orders', records: 1 },
          ],
        },
      ),
    );
    expect(run.stores.get('rows')?.rows.map(({ value }) => value)).toEqual(['hello', 'hello', 'event-2']);
  });

  it('is refused when what it needs is not handed in', () => {
    const input = billing({ c1: { group: 'billing' } }, { events: [{ at: '1s', commit: 'c1' }] });
    expect(() => started(input, { assignors: new Map() })).toThrow(
      /consumers\.c1\.assignor: no assignor "range" was handed in/,
    );
    expect(() => started(input, { programs: { c7: () => {} } })).toThrow(
      /code was handed in for "c7", and there is no such consumer/,
    );
    expect(() => started(input, { programs: { c1: () => {} } })).toThrow(
      /events\[0\]\.commit: c1 runs code of its own; do it there/,
    );
    expect(() => started(input, { programs: { c7: () => {} } })).toThrow(ScenarioError);
  });
});
