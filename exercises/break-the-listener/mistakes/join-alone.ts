// R2: A join alone: the queue was committed too early, and is worked off all the same.
export const losesARecord = [{ at: 2500, start: 'c2' }];

export const repeatsARecord = [{ at: 2550, freeze: 'c1', for: 10_000 }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, freeze: 'c1', for: 8500 },
];
