import { describe, expect, it } from 'vitest';
import { currentProcess } from '../client/current-process.ts';
import { Future } from '../kernel/future.ts';
import { RandomStreams } from '../kernel/random.ts';
import { Simulation } from '../kernel/simulation.ts';
import { holdClockFor } from './hold-clock.ts';
import { Incarnation } from './incarnation.ts';
import { type ProcessMain, SimulatedProcess } from './process.ts';
import { type RealmGlobals, virtualizeGlobals } from './virtual-globals.ts';

const hostNowMs = 1_700_000_000_000;

interface Realm extends RealmGlobals {
  performance: { now(): number; readonly timeOrigin: number };
  setTimeout: (work: () => void, ms?: number) => unknown;
  setImmediate?: unknown;
}

/** A realm of our own in the place of the global object: its wall clock always shows the same. */
function realmOf(): Realm {
  class HostDate extends Date {
    static override now = () => hostNowMs;
  }
  return {
    Date: HostDate as DateConstructor,
    Math: { random: () => 0.25 },
    performance: { now: () => 777, timeOrigin: 5 },
    setTimeout: () => 'a timer of the host',
  };
}

function processes(seed = 1) {
  const simulation = new Simulation({
    host: { turn: () => new Promise((resolve) => setImmediate(resolve)) },
    eventsMax: 10_000,
  });
  const streams = new RandomStreams(seed);
  const start = (name: string, main: ProcessMain) => {
    const process = new SimulatedProcess({
      name,
      host: '/10.0.0.1',
      simulation,
      emit: () => {},
      ended: () => {},
      incarnate: (skewMs) =>
        new Incarnation({
          process: name,
          simulation,
          skewMs,
          random: streams.stream(name),
          applicationRandom: streams.stream(`application:${name}`),
          emit: () => {},
          bootstrapBrokers: [1],
          wire: () => ({ send: () => {}, disconnect: () => {} }),
        }),
    });
    process.start(main);
    return process;
  };
  return { simulation, start };
}

function sleep(ms: number): Promise<void> {
  const process = currentProcess('sleep');
  const over = new Future<void>();
  process.clock.after(ms, () => over.succeed());
  return process.promise(over, `sleep(${ms})`);
}

describe('while a process runs', () => {
  it('Date shows its clock, and performance.now() the cluster’s time whatever was done to that clock', async () => {
    const realm = realmOf();
    virtualizeGlobals(realm, { outside: 'host' });
    const { simulation, start } = processes();
    const seen: unknown[] = [];
    const c1 = start('c1', async () => {
      const look = () => [realm.Date.now(), new realm.Date().getTime(), Math.trunc(realm.performance.now())];
      await sleep(100);
      seen.push(look());
      await sleep(100);
      seen.push(look());
    });
    await simulation.run(150);
    c1.clockStep(60_000);
    await simulation.run(1000);
    expect(seen).toEqual([
      [100, 100, 100],
      [60_150, 60_150, 150],
    ]);
  });

  it('Math.random() draws the same numbers for the same seed, whatever other processes draw', async () => {
    const draw = async (isNoisy: boolean, seed = 1) => {
      const realm = realmOf();
      virtualizeGlobals(realm, { outside: 'host' });
      const { simulation, start } = processes(seed);
      const drawn: number[] = [];
      if (isNoisy) start('noise', () => void [realm.Math.random(), realm.Math.random()]);
      start('c1', async () => {
        drawn.push(realm.Math.random());
        await sleep(5);
        drawn.push(realm.Math.random());
      });
      await simulation.run(100);
      return drawn;
    };
    const drawn = await draw(false);
    expect(new Set(drawn).size).toBe(2);
    expect(await draw(true)).toEqual(drawn);
    expect(await draw(false, 2)).not.toEqual(drawn);
  });

  it('timers are refused with what takes their place', async () => {
    const realm = realmOf();
    virtualizeGlobals(realm, { outside: 'host' });
    const { simulation, start } = processes();
    const c1 = start('c1', () => void realm.setTimeout(() => {}, 100));
    await simulation.run(10);
    expect(String(c1.failure)).toMatch(/setTimeout is not available here.*`await sleep\(ms\)`.*'kafka'/);
  });
});

describe('outside of processes', () => {
  it('a host that lives in the same realm keeps its own', () => {
    const realm = realmOf();
    virtualizeGlobals(realm, { outside: 'host' });
    expect(realm.Date.now()).toBe(hostNowMs);
    expect(new realm.Date().getTime()).toBe(hostNowMs);
    expect(realm.Math.random()).toBe(0.25);
    expect([realm.performance.now(), realm.performance.timeOrigin]).toEqual([777, 5]);
    expect(realm.setTimeout(() => {})).toBe('a timer of the host');
    expect('setImmediate' in realm).toBe(false);
  });

  it('time stands still at 0, chance is seeded, and timers are refused where nothing else lives', () => {
    const realm = realmOf();
    const globals = virtualizeGlobals(realm, { outside: 'standstill' });
    expect([realm.Date.now(), new realm.Date().getTime(), realm.performance.now()]).toEqual([0, 0, 0]);
    const first = [realm.Math.random(), realm.Math.random()];
    globals.restartChance();
    expect([realm.Math.random(), realm.Math.random()]).toEqual(first);
    expect(() => realm.setTimeout(() => {})).toThrow('not available here');
  });
});

describe('Date', () => {
  const realm = realmOf();
  virtualizeGlobals(realm, { outside: 'standstill' });

  it('is otherwise as it was', () => {
    expect(new realm.Date(5).getTime()).toBe(5);
    expect(new realm.Date('2024-03-01T00:00:00Z').getTime()).toBe(1709251200000);
    expect(realm.Date.UTC(2024, 2, 1)).toBe(1709251200000);
    expect(realm.Date.parse('2024-03-01T00:00:00Z')).toBe(1709251200000);
    expect(new realm.Date()).toBeInstanceOf(realm.Date);
    expect(realm.Date()).toContain('1970');
    class Stamp extends realm.Date {}
    expect(new Stamp()).toBeInstanceOf(Stamp);
    expect([realm.Date.name, realm.Date.length]).toEqual(['Date', 7]);
  });

  it('does not lead back to the one that shows the wall clock', () => {
    expect(new realm.Date().constructor).toBe(realm.Date);
  });
});

describe('work of the host', () => {
  it('holds the clock of the cluster whose process waits for it', async () => {
    const { simulation, start } = processes();
    const seen: number[] = [];
    start('c1', async () => {
      await holdClockFor(new Promise((resolve) => setTimeout(resolve, 5)));
      seen.push(simulation.now());
    });
    simulation.after(1, () => seen.push(-1));
    await simulation.run(10);
    expect(seen).toEqual([0, -1]);
  });

  it('is passed through where no process runs', async () => {
    expect(await holdClockFor(Promise.resolve('loaded'))).toBe('loaded');
  });
});
