// Floor 5. Three schedules, each as short as can be.

/** `c2` joins with a burst in the queue, which is committed then. `c1` crashes before its worker gets there. */
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 3700, crash: 'c1' },
];

/** The group goes on while `c1` has handled a record and has not committed it; the commit is refused. */
export const repeatsARecord = [{ at: 2550, freeze: 'c1', for: 10_000 }];

/** `c2` is given everything while `c1` stands still in the middle of a batch, which it goes on with when it wakes up. */
export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, freeze: 'c1', for: 8500 },
];
