import { describe, expect, it } from 'vitest';
import { Simulation } from '../kernel/simulation.ts';
import { ProcessClock } from './process-clock.ts';

function setUp(skewMs = 0) {
  const simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 1000 });
  const clock = new ProcessClock(simulation, skewMs);
  const fired: string[] = [];
  const set = (name: string, delayMs: number) => clock.after(delayMs, () => fired.push(`${name}@${simulation.now()}`));
  return { simulation, clock, fired, set };
}

describe('the clock of a process', () => {
  it('fires what became due while it stood still at once when it thaws, in the order in which it was due', () => {
    const { simulation, clock, fired, set } = setUp();
    set('late', 30);
    set('early', 20);
    set('after', 90);
    simulation.runMachinery(10);
    clock.freeze();
    simulation.runMachinery(50);
    expect(fired).toEqual([]);
    clock.thaw();
    simulation.runMachinery(100);
    expect(fired).toEqual(['early@50', 'late@50', 'after@90']);
  });

  it('keeps a timer that was set while it stood still', () => {
    const { simulation, clock, fired, set } = setUp();
    clock.freeze();
    set('a', 10);
    simulation.runMachinery(40);
    clock.thaw();
    simulation.runMachinery(40);
    expect(fired).toEqual(['a@40']);
  });

  it('jumps forward: what is due by the new time fires now, the rest that much earlier', () => {
    const { simulation, clock, fired, set } = setUp();
    set('soon', 500);
    set('later', 3000);
    simulation.runMachinery(100);
    clock.step(1000);
    expect(clock.now()).toBe(1100);
    simulation.runMachinery(5000);
    expect(fired).toEqual(['soon@100', 'later@2000']);
  });

  it('jumps back: what is pending waits that much longer', () => {
    const { simulation, clock, fired, set } = setUp(1000);
    set('a', 500);
    clock.step(-1000);
    simulation.runMachinery(5000);
    expect(fired).toEqual(['a@1500']);
  });

  it('forgets a cancelled timer, also one that was cancelled while it stood still', () => {
    const { simulation, clock, fired, set } = setUp();
    const [a, b] = [set('a', 10), set('b', 10)];
    a.cancel();
    clock.freeze();
    b.cancel();
    clock.thaw();
    simulation.runMachinery(50);
    expect(fired).toEqual([]);
  });

  it('fires nothing once it has ended, not even what is set afterwards', () => {
    const { simulation, clock, fired, set } = setUp();
    set('before', 10);
    clock.end();
    set('afterwards', 10);
    simulation.runMachinery(50);
    expect(fired).toEqual([]);
  });
});
