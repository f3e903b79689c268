// Floor 7. Gives the simulator its host in Node: a turn of the event loop. Imported before anything that runs a cluster; a setup
// file of vitest.
// Not by the name of the whole simulator: this runs before each file of unit tests, most of which need little of it.
import { provideHost } from '../../simulator/cluster/host.ts';

// Taken now: what runs later may put another function in its place.
const { setImmediate } = globalThis;

provideHost({ turn: () => new Promise((resolve) => setImmediate(resolve)) });
