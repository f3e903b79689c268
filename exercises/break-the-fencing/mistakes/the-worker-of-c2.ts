// R2: The worker of c2 stands still, and it is gone with its process.
export const pastTheMemberId = [
  { atMs: 5000, start: 'c2' },
  { atMs: 15_000, stall: 'c2', forMs: 20_000 },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
