// The same damage in later bursts, with the newcomer as the one that stands still.

/** `c2` joins right before the burst of 10 s, which is in the queue of `c1` when it is told to rejoin. */
export const losesARecord = [
  { at: 9500, start: 'c2' },
  { at: 11_700, crash: 'c1' },
];

/** In the last burst. */
export const repeatsARecord = [{ at: 18_650, freeze: 'c1', for: 7500 }];

/** `c2` is the one that stands still, with `c1` as its heir. */
export const twoOwners = [
  { at: 3000, start: 'c2' },
  { at: 10_150, freeze: 'c2', for: 7000 },
];
