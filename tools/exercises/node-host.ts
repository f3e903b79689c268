// Floor 7. Gives the simulator its host in Node: a turn of the event loop. Imported before anything that runs a cluster; a setup
// file of vitest.
import { provideHost } from 'simulator';

// Taken now: what runs later may put another function in its place.
const { setImmediate } = globalThis;

provideHost({ turn: () => new Promise((resolve) => setImmediate(resolve)) });
