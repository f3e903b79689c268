// R3: A crash in the middle of a record: it was begun, and is handled once.
export const losesARecord = [
  { at: 2500, start: 'c2' },
  { at: 3700, crash: 'c1' },
];

export const repeatsARecord = [{ at: 2550, crash: 'c1' }];

export const twoOwners = [
  { at: 500, start: 'c2' },
  { at: 6150, freeze: 'c1', for: 8500 },
];
