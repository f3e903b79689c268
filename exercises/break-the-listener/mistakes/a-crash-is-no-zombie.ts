// R4: It crashes. Who is dead works no more.
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 3700, crash: 'c1' },
];

export const repeatsARecord = [{ at: 2550, freeze: 'c1', for: 10_000 }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, crash: 'c1' },
];
