// R3: There is nobody else who could own the partition.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 30_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [{ atMs: 5000, stall: 'c1', forMs: 30_000 }];
