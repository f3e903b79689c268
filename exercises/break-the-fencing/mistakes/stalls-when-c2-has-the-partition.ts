// R2: The worker stands still when c1 has only the partition that it keeps.
export const pastTheMemberId = [
  { atMs: 5000, start: 'c2' },
  { atMs: 15_000, stall: 'c1', forMs: 20_000 },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
