// R2: `c1` leaves with a queue: it commits too early, and waits for its work before it ends.
export const losesARecord = [
  { at: 500, start: 'c2' },
  { at: 2500, leave: 'c1' },
];

export const repeatsARecord = [{ at: 2550, freeze: 'c1', for: 10_000 }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, freeze: 'c1', for: 8500 },
];
