// R2: `c1` crashes before it has heard of the rebalance, and so before it commits.
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 2520, crash: 'c1' },
];

export const repeatsARecord = [{ at: 2550, freeze: 'c1', for: 10_000 }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, freeze: 'c1', for: 8500 },
];
