// R3: A join: in a graceful rebalance every record that was handled is committed.
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 3700, crash: 'c1' },
];

export const repeatsARecord = [{ at: 2550, start: 'c2' }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, freeze: 'c1', for: 8500 },
];
