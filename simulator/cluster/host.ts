// Floor 4. The machine underneath, handed in once before learner code loads: a turn of its event loop.
import type { Host } from '../kernel/simulation.ts';

let provided: Host | undefined;

/** To be called once, before any learner code is loaded, with originals that such code cannot replace. */
export function provideHost(host: Host): void {
  provided = host;
}

export function theHost(): Host {
  if (provided === undefined) {
    throw new Error(
      'The simulator has no host: call provideHost() of `simulator` with a turn of the event loop first.',
    );
  }
  return provided;
}
