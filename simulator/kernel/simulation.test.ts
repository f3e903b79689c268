import { describe, expect, it } from 'vitest';
import type { Application } from './event-queue.ts';
import { type Host, Simulation } from './simulation.ts';
import { SimulationLimit, Trace } from './trace.ts';

const host: Host = { turn: () => new Promise((resolve) => setImmediate(resolve)) };
const simulation = (eventsMax = 10_000) => new Simulation({ host, eventsMax });

describe('Simulation', () => {
  it('fires a timer set at t for d at t + d, and stands at the end of the time it ran for', () => {
    const time = simulation();
    const fired: number[] = [];
    time.after(10, () => time.after(15, () => fired.push(time.now())));
    expect(time.runMachinery(24)).toBe('time');
    expect([fired, time.now()]).toEqual([[], 24]);
    expect(time.runMachinery(25)).toBe('idle');
    expect([fired, time.now()]).toEqual([[25], 25]);
  });

  it('stops at the end of the instant in which the predicate holds', () => {
    const time = simulation();
    const seen: string[] = [];
    time.after(5, () => seen.push('first'));
    time.after(5, () => seen.push('same instant'));
    time.after(6, () => seen.push('later'));
    expect(time.runMachinery(100, () => seen.length > 0)).toBe('predicate');
    expect(seen).toEqual(['first', 'same instant']);
    expect(time.now()).toBe(5);
  });

  it('settles everything that application code awaits and has before the clock moves', async () => {
    const time = simulation();
    const seen: string[] = [];
    const app: Application = { enter: () => seen.push('enter'), leave: () => seen.push('leave') };
    time.schedule(
      5,
      'application',
      () => {
        void (async () => {
          for (let await_ = 0; await_ < 40; await_++) await null;
          seen.push(`settled at ${time.now()}`);
        })();
      },
      app,
    );
    time.after(6, () => seen.push('timer'));
    expect(await time.run(10)).toBe('idle');
    expect(seen).toEqual(['enter', 'settled at 5', 'leave', 'timer']);
  });

  it('gives each process a turn of its own, and one turn for all that it does at an instant', async () => {
    const time = simulation();
    const seen: string[] = [];
    const app = (name: string): Application => ({
      enter: () => seen.push(`${name}(`),
      leave: () => seen.push(`)${name}`),
    });
    const [a, b] = [app('a'), app('b')];
    for (const [owner, name] of [
      [a, '1'],
      [a, '2'],
      [b, '3'],
      [a, '4'],
    ] as const) {
      time.schedule(0, 'application', () => seen.push(name), owner);
    }
    await time.run(0);
    expect(seen.join(' ')).toBe('a( 1 2 )a b( 3 )b a( 4 )a');
  });

  it('ends by the limit on events with an error that names it', () => {
    const time = simulation(50);
    const again = (): void => {
      time.after(1, again);
    };
    again();
    expect(() => time.runMachinery(1000)).toThrow(SimulationLimit);
    expect(() => time.runMachinery(1000)).toThrow('50 events were run, which is its limit');
  });

  it('refuses times that are not whole milliseconds ahead', () => {
    for (const delayMs of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => simulation().after(delayMs, () => {})).toThrow('whole milliseconds');
    }
  });

  it('refuses to be run by two at once', async () => {
    const time = simulation();
    time.schedule(0, 'application', () => {}, { enter: () => {}, leave: () => {} });
    const first = time.run(10);
    await expect(time.run(10)).rejects.toThrow('running already');
    expect(await first).toBe('idle');
  });

  it('tells the host that virtual time goes on', () => {
    let told = 0;
    const time = new Simulation({ host: { ...host, progress: () => told++ }, eventsMax: 1e6 });
    const again = (): void => {
      time.after(1, again);
    };
    again();
    time.runMachinery(100_000);
    expect(told).toBeGreaterThan(2);
  });
});

describe('Trace', () => {
  it('stamps events with the time and ends by its limit with an error that names it', () => {
    let now = 3;
    const trace = new Trace<{ kind: string }>(() => now, 2);
    trace.append({ kind: 'a' });
    now = 4;
    trace.append({ kind: 'b' });
    expect(trace.events).toEqual([
      { atMs: 3, kind: 'a' },
      { atMs: 4, kind: 'b' },
    ]);
    expect(() => trace.append({ kind: 'c' })).toThrow('2 events were recorded, which is its limit');
  });
});
