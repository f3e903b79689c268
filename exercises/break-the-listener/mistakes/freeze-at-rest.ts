// R3: A freeze when nothing is in hand: whether it is given records before it hears of its removal is luck.
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 3700, crash: 'c1' },
];

export const repeatsARecord = [{ at: 5000, freeze: 'c1', for: 8500 }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, freeze: 'c1', for: 8500 },
];
