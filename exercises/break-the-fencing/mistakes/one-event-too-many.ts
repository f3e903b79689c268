// R5: It freezes the process as well, which is not needed.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 30_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 7000, freeze: 'c1', forMs: 1000 },
  { atMs: 10_000, start: 'c2' },
];
