// Floor 6. Pauses of whole processes: three recorded nights, and nights of the same kind that are drawn by seed. Knows nothing of settings.
import { RandomStream } from 'simulator';

/** A process stands still. */
export interface Pause {
  /** After the group has come to rest. */
  readonly atMs: number;
  readonly process: string;
  readonly forMs: number;
}

/** Full collections of a heap that is nearly full: ever longer, until somebody restarts it. */
const collections: readonly Pause[] = [
  { atMs: 4_100, process: 'c1', forMs: 900 },
  { atMs: 19_350, process: 'c1', forMs: 2_600 },
  { atMs: 38_020, process: 'c1', forMs: 4_350 },
  { atMs: 61_700, process: 'c1', forMs: 6_900 },
  { atMs: 92_480, process: 'c1', forMs: 8_000 },
];

/** A virtual machine is moved to another host, once for each of them. Copying the last pages stops it twice. */
const moves: readonly Pause[] = [
  { atMs: 7_730, process: 'c2', forMs: 7_400 },
  { atMs: 15_430, process: 'c2', forMs: 3_100 },
  { atMs: 52_900, process: 'c3', forMs: 8_000 },
  { atMs: 61_200, process: 'c3', forMs: 7_850 },
  { atMs: 105_260, process: 'c1', forMs: 5_500 },
  { atMs: 111_060, process: 'c1', forMs: 8_000 },
];

/** Neighbors on the same host take the processor away from all three. */
const neighbors: readonly Pause[] = [
  { atMs: 11_600, process: 'c1', forMs: 7_900 },
  { atMs: 11_640, process: 'c2', forMs: 7_900 },
  { atMs: 11_690, process: 'c3', forMs: 7_900 },
  { atMs: 47_310, process: 'c2', forMs: 8_000 },
  { atMs: 49_980, process: 'c3', forMs: 8_000 },
];

export const recorded = { collections, moves, neighbors } as const;

/** As long a night with pauses drawn by chance; a quarter of them are followed by a second one. */
export function drawnNight(seed: number): readonly Pause[] {
  const chance = new RandomStream(`tune-the-timeouts/night ${seed}`);
  const pauses: Pause[] = [];
  for (let atMs = chance.integer(0, 12_000); atMs < 110_000; ) {
    const process = chance.pick(['c1', 'c2', 'c3']);
    const forMs = chance.chance(0.4) ? 8000 : chance.integer(500, 8000);
    pauses.push({ atMs, process, forMs });
    if (chance.chance(0.25)) {
      const again = { atMs: atMs + forMs + 300, process, forMs: chance.integer(3000, 8000) };
      pauses.push(again);
      atMs = again.atMs + again.forMs;
    } else atMs += forMs;
    atMs += chance.integer(2000, 15_000);
  }
  return pauses;
}
