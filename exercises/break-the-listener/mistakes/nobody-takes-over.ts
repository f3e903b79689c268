// R4: `c1` stands still, but there is nobody to take over.
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 3700, crash: 'c1' },
];

export const repeatsARecord = [{ at: 2550, freeze: 'c1', for: 10_000 }];

export const twoOwners = [{ at: 6150, freeze: 'c1', for: 8500 }];
