// R4: It is frozen at rest: whether it is given records before it hears of its loss is luck.
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 3700, crash: 'c1' },
];

export const repeatsARecord = [{ at: 2550, freeze: 'c1', for: 10_000 }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 9500, freeze: 'c1', for: 8500 },
];
