// Floor 7. What a suite finds in Node besides vitest: the simulator's host, and virtual time while a process of a cluster runs.
// Outside of processes clock and timers stay Node's, since vitest itself lives in the same realm. A setup file of vitest.
import './node-host.ts';
import { virtualizeGlobals } from 'simulator';

const key = Symbol.for('rebalance-lab: globals are virtual');

// A thread that runs several suites comes by here before each of them.
if (!Reflect.has(globalThis, key)) {
  Reflect.set(globalThis, key, true);
  virtualizeGlobals(globalThis, { outside: 'host' });
}
