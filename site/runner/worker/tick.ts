// Names the line that an endless loop spins on, in a second run of an instrumented answer (see editor's `instrument`).

/** Far more than any exercise needs within one test, and reached within a fraction of a second. */
const ticksMax = 3_000_000;

/** Puts `__rebalanceLabTick` into the realm. `found` is called once, with the line that was ticked most. */
export function watchLoops(found: (line: number) => void): (line: number) => void {
  const ticksByLine: number[] = [];
  let ticks = 0;
  const tick = (line: number) => {
    ticksByLine[line] = (ticksByLine[line] ?? 0) + 1;
    ticks += 1;
    if (ticks === ticksMax)
      found(ticksByLine.reduce((most, count, each) => (count > (ticksByLine[most] ?? 0) ? each : most), line));
  };
  Object.defineProperty(self, '__rebalanceLabTick', { value: tick });
  return tick;
}
