import { describe, expect, it } from 'vitest';
import { type ClientProcess, currentProcess } from '../client/current-process.ts';
import { Future } from '../kernel/future.ts';
import { RandomStreams } from '../kernel/random.ts';
import { pause, type Routine, start } from '../kernel/routine.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { TraceEvent } from '../protocol/trace-event.ts';
import { Incarnation } from './incarnation.ts';
import { SimulatedProcess } from './process.ts';

function setUp() {
  const simulation = new Simulation({
    host: { turn: () => new Promise((resolve) => setImmediate(resolve)) },
    eventsMax: 100_000,
  });
  const events: TraceEvent[] = [];
  const emit = (event: TraceEvent) => events.push(event);
  const streams = new RandomStreams(1);
  const process = (name: string) =>
    new SimulatedProcess({
      name,
      host: '/10.0.0.1',
      simulation,
      emit,
      ended: () => {},
      incarnate: (skewMs) =>
        new Incarnation({
          process: name,
          simulation,
          skewMs,
          random: streams.stream(name),
          emit,
          bootstrapBrokers: [1],
          wire: () => ({ send: () => {}, disconnect: () => {} }),
        }),
    });
  return { simulation, events, process };
}

/** As `sleep` of the public face. */
function sleep(ms: number): Promise<void> {
  const process: ClientProcess = currentProcess('sleep');
  const over = new Future<void>();
  process.clock.after(ms, () => over.succeed());
  return process.promise(over, `sleep(${ms})`);
}

function thenable(then: PropertyDescriptor): unknown {
  const key = 'then';
  return Object.defineProperty({}, key, then);
}

describe('a process', () => {
  it('runs application code that waits for virtual time, and stops when its function returns', async () => {
    const { simulation, process } = setUp();
    const seen: number[] = [];
    const c1 = process('c1');
    c1.start(async () => {
      for (let turn = 0; turn < 3; turn++) {
        await sleep(1000);
        seen.push(simulation.now());
      }
    });
    expect(c1.state).toBe('running');
    await simulation.run(10_000);
    expect(seen).toEqual([1000, 2000, 3000]);
    expect(c1.state).toBe('stopped');
  });

  it('belongs to the code that it runs: two processes never mix, whatever they await', async () => {
    const { simulation, process } = setUp();
    const seen: string[] = [];
    for (const name of ['c1', 'c2']) {
      process(name).start(async () => {
        for (let turn = 0; turn < 3; turn++) {
          await null;
          seen.push(`${name}:${currentProcess('a test').process}`);
          await sleep(10);
        }
      });
    }
    await simulation.run(100);
    expect(seen).toEqual(['c1:c1', 'c2:c2', 'c1:c1', 'c2:c2', 'c1:c1', 'c2:c2']);
    expect(() => currentProcess('sleep')).toThrow('outside of a process');
  });

  it('never settles a promise once it has crashed', async () => {
    const { simulation, process } = setUp();
    const seen: string[] = [];
    const c1 = process('c1');
    c1.start(async () => {
      await sleep(1000);
      seen.push('woke up');
    });
    await simulation.run(500);
    c1.crash();
    expect(await simulation.run(5000)).toBe('idle');
    expect(seen).toEqual([]);
    expect(c1.state).toBe('crashed');
  });

  it('has crashed, with what was thrown, when an error leaves its function', async () => {
    const { simulation, events, process } = setUp();
    const c1 = process('c1');
    c1.start(async () => {
      await sleep(5);
      throw new TypeError('records is not iterable');
    });
    await simulation.run(10);
    expect(c1.state).toBe('crashed');
    expect(c1.failure).toEqual(new TypeError('records is not iterable'));
    expect(events.at(-1)).toEqual({
      kind: 'process.crashed',
      process: 'c1',
      error: 'TypeError: records is not iterable',
    });
  });

  it.each([
    [undefined, 'undefined'],
    [Symbol('odd'), 'Symbol(odd)'],
    [
      new Error('See the cause.', { cause: new Error('See the cause.', { cause: new TypeError('x is undefined') }) }),
      'Error: See the cause. Its cause: TypeError: x is undefined',
    ],
    [Object.create(null), 'a value that cannot be shown as a text'],
    [Object.assign(new Error('x'), { message: Symbol('odd'), stack: 5 }), 'a value that cannot be shown as a text'],
  ])('has crashed also by what is no error', async (thrown, text) => {
    const { simulation, events, process } = setUp();
    process('c1').start(() => Promise.reject(thrown));
    await simulation.run(10);
    expect(events.at(-1)).toEqual({ kind: 'process.crashed', process: 'c1', error: text });
  });

  it('starts again as the same one, in a new life', async () => {
    const { simulation, process } = setUp();
    const starts: number[] = [];
    const c1 = process('c1');
    c1.start(async () => {
      starts.push(simulation.now());
      await sleep(60_000);
    });
    await simulation.run(100);
    c1.restart();
    await simulation.run(200);
    expect(starts).toEqual([0, 100]);
    expect(() => c1.start(() => {})).toThrow('running already');
  });

  it('does nothing while it is frozen, and catches up when it thaws', async () => {
    const { simulation, process } = setUp();
    const seen: number[] = [];
    const c1 = process('c1');
    c1.start(async () => {
      for (;;) {
        await sleep(100);
        seen.push(simulation.now());
      }
    });
    await simulation.run(250);
    c1.freeze(1000);
    expect(c1.state).toBe('frozen');
    await simulation.run(1400);
    expect(seen).toEqual([100, 200, 1250, 1350]);
  });

  it('keeps its timers going while only its application code is blocked', async () => {
    const { simulation, process } = setUp();
    const seen: string[] = [];
    const c1 = process('c1');
    c1.start(async () => {
      const { clock } = currentProcess('a test');
      const beat = (): void => {
        seen.push(`beat ${simulation.now()}`);
        clock.after(100, beat);
      };
      clock.after(100, beat);
      await sleep(150);
      seen.push(`application ${simulation.now()}`);
    });
    await simulation.run(120);
    c1.blockPoll(200);
    await simulation.run(350);
    expect(seen).toEqual(['beat 100', 'beat 200', 'beat 300', 'application 320']);
  });

  it('is told to stop by its signal, and stops when it wants to', async () => {
    const { simulation, process } = setUp();
    const c1 = process('c1');
    const woken: string[] = [];
    c1.start(async ({ shutdown }) => {
      currentProcess('a test').adopt({ wakeup: () => woken.push('wakeup') });
      await shutdown.requested;
      await sleep(50);
    });
    await simulation.run(100);
    c1.stop();
    expect([c1.state, woken]).toEqual(['stopping', ['wakeup']]);
    await simulation.run(149);
    expect(c1.state).toBe('stopping');
    await simulation.run(150);
    expect(c1.state).toBe('stopped');
  });

  it('says what it waits for, since when and from where', async () => {
    const { simulation, process } = setUp();
    const c1 = process('c1');
    c1.start(async function theMainOfC1() {
      await sleep(10);
      await sleep(60_000);
    });
    await simulation.run(100);
    const { waits, isStuck } = c1.report();
    expect(isStuck).toBe(false);
    expect(waits).toMatchObject([{ what: 'sleep(60000)', sinceMs: 10 }]);
    expect(waits[0]?.stack).toContain('theMainOfC1');
  });

  it('is stuck when it waits for a promise that is not the simulator’s', async () => {
    const { simulation, process } = setUp();
    const c1 = process('c1');
    c1.start(() => new Promise(() => {}));
    expect(await simulation.run(100)).toBe('idle');
    expect(c1.report()).toMatchObject({ isStuck: true, waits: [], state: 'running' });
  });

  it('keeps the clock still while it waits for work of the host that was announced', async () => {
    const { simulation, process } = setUp();
    const seen: string[] = [];
    process('c1').start(async () => {
      const loading = new Promise((resolve) => setTimeout(resolve, 5));
      simulation.holdFor(loading);
      await loading;
      seen.push(`loaded at ${simulation.now()}`);
    });
    simulation.after(1, () => seen.push('timer'));
    await simulation.run(10);
    expect(seen).toEqual(['loaded at 0', 'timer']);
  });

  it('lets machinery call application code and go on with what it returns, or fail with what it throws', async () => {
    const { simulation, process } = setUp();
    const c1 = process('c1');
    const outcomes: unknown[] = [];
    c1.start(async () => {
      const self = currentProcess('a test');
      function* machinery(): Routine<string> {
        const first = yield* self.call('a listener', () => 'at once');
        const second = yield* self.call('a listener', async () => {
          await sleep(70);
          return `later, at ${simulation.now()}`;
        });
        return `${first}, ${second}`;
      }
      function* failing(): Routine<void> {
        yield* self.call('a listener', () => Promise.reject(new Error('no')));
      }
      start(machinery()).onDone((outcome) => outcomes.push(outcome));
      start(failing()).onDone((outcome) => outcomes.push(outcome));
      await sleep(1000);
    });
    await simulation.run(100);
    expect(outcomes).toEqual([{ error: new Error('no') }, { value: 'at once, later, at 70' }]);
  });

  it('lets application code return thenables of any kind', async () => {
    const { simulation, process } = setUp();
    const outcomes: unknown[] = [];
    const fails = (message: string) => (): never => {
      throw new Error(message);
    };
    const thenables: unknown[] = [
      thenable({ value: (resolve: (value: unknown) => void) => [resolve(1), resolve(2)] }),
      thenable({ value: fails('in then') }),
      thenable({ get: fails('no then') }),
    ];
    process('c1').start(async () => {
      const self = currentProcess('a test');
      for (const thenable of thenables) {
        start(self.call('a listener', () => thenable)).onDone((outcome) => outcomes.push(outcome));
      }
      await sleep(10);
    });
    await simulation.run(100);
    expect(outcomes).toEqual([{ error: new Error('no then') }, { value: 1 }, { error: new Error('in then') }]);
  });

  it('runs a program of the machinery without any turn of the host', () => {
    const { simulation, process } = setUp();
    const c1 = process('c1');
    const seen: number[] = [];
    c1.startProgram(function* (self) {
      for (let turn = 0; turn < 4; turn++) {
        yield* pause(self.clock, 100);
        yield* self.proceed();
        seen.push(simulation.now());
      }
    });
    simulation.runMachinery(150);
    c1.blockPoll(500);
    simulation.runMachinery(700);
    c1.freeze(500);
    simulation.runMachinery(5000);
    expect(seen).toEqual([100, 650, 1200, 1300]);
    expect(c1.state).toBe('stopped');
  });

  it('keeps the jump of its clock over a restart', () => {
    const { simulation, process } = setUp();
    const seen: number[] = [];
    const c1 = process('c1');
    c1.startProgram(function* (self) {
      yield* pause(self.clock, 10_000);
      seen.push(self.clock.now(), simulation.now());
    });
    c1.clockStep(5000);
    simulation.runMachinery(10);
    c1.restart();
    simulation.runMachinery(60_000);
    expect(seen).toEqual([15_010, 10_010]);
  });

  it('refuses what makes no sense in its state, or no sense at all', async () => {
    const { process, simulation } = setUp();
    const c1 = process('c1');
    expect(() => c1.crash()).toThrow('Cannot crash process c1: it is new, not running');
    expect(() => c1.restart()).toThrow('never started');
    const c2 = process('c2');
    c2.start(() => Promise.reject(new TypeError('records is not iterable')));
    await simulation.run(10);
    expect(() => c2.stop()).toThrow(
      /^Cannot stop process c2: it is crashed.* At 0 ms .* TypeError: records is not iterable$/,
    );
    c1.start(() => {});
    expect(() => c1.freeze(-5)).toThrow('whole milliseconds from 0 up, not for -5');
    expect(() => c1.clockStep(0.5)).toThrow('whole milliseconds');
  });
});
