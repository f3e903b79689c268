// Floor 7. The kernel by itself: events that schedule the next one, and timers that are cancelled more often than they fire.
// By path, since the kernel is no part of what `simulator` offers: nobody outside may schedule events of a cluster.
import { Simulation } from '../../simulator/kernel/simulation.ts';

/** As a group has them: most timers, such as those of sessions and requests, are cancelled and set again. */
const cancelledOfTen = 5;

/** @returns events that ran in a second */
export function kernelEventsPerSecond({
  events,
  pending,
}: {
  readonly events: number;
  readonly pending: number;
}): number {
  const simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: events + pending });
  let left = events;
  let draw = 1;
  const next = () => {
    if (left-- <= 0) return;
    // Any sequence without a pattern will do, and this one costs next to nothing.
    draw = (draw * 48_271) % 2_147_483_647;
    simulation.schedule(draw % 500, draw % 2 === 0 ? 'timer' : 'delivery', next);
    if (draw % 10 < cancelledOfTen) simulation.after(30_000, next).cancel();
  };
  for (let each = 0; each < pending; each++) simulation.schedule(each % 500, 'timer', next);
  const startedAt = performance.now();
  simulation.runMachinery(Number.POSITIVE_INFINITY);
  return (simulation.eventCount / (performance.now() - startedAt)) * 1000;
}
