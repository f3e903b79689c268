import { describe, expect, it } from 'vitest';
import { Future } from './future.ts';
import { pause, type Routine, start, waitFor } from './routine.ts';
import { Simulation } from './simulation.ts';

const simulation = () => new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 1000 });

describe('a routine', () => {
  it('runs to its end at once when it has nothing to wait for', () => {
    function* sum(): Routine<number> {
      return (yield* waitFor(Future.of(1))) + (yield* waitFor(Future.of(2)));
    }
    expect(start(sum()).outcome).toEqual({ value: 3 });
  });

  it('goes on in the same call in which what it waits for is done', () => {
    const gate = new Future<string>();
    function* wait(): Routine<string> {
      return `got ${yield* waitFor(gate)}`;
    }
    const result = start(wait());
    expect(result.isDone).toBe(false);
    gate.succeed('it');
    expect(result.outcome).toEqual({ value: 'got it' });
  });

  it('has a failure thrown at the place where it waits', () => {
    const gate = new Future<string>();
    function* wait(): Routine<string> {
      try {
        return yield* waitFor(gate);
      } catch (error) {
        return `caught ${String(error)}`;
      }
    }
    const result = start(wait());
    gate.fail('a failure');
    expect(result.outcome).toEqual({ value: 'caught a failure' });
  });

  it('fails its future with what it throws', () => {
    // biome-ignore lint/correctness/useYield: a routine that fails before it waits
    function* broken(): Routine<void> {
      throw new Error('broken');
    }
    expect(start(broken()).outcome).toEqual({ error: new Error('broken') });
  });

  it('waits for virtual time', () => {
    const time = simulation();
    function* steps(): Routine<number[]> {
      const seen = [];
      for (const delayMs of [5, 0, 10]) {
        yield* pause(time, delayMs);
        seen.push(time.now());
      }
      return seen;
    }
    const result = start(steps());
    time.runMachinery(100);
    expect(result.outcome).toEqual({ value: [5, 5, 15] });
  });

  it('goes through very many waits that are over at once without a deep stack', () => {
    function* many(): Routine<number> {
      let count = 0;
      while (count < 200_000) {
        yield (goOn) => goOn();
        count++;
      }
      return count;
    }
    expect(start(many()).outcome).toEqual({ value: 200_000 });
  });
});

describe('a future', () => {
  it('is settled once', () => {
    const future = Future.of(1);
    expect(() => future.succeed(2)).toThrow('settled once');
    expect(() => future.fail(2)).toThrow('settled once');
  });
});
