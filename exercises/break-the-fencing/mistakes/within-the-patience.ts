// R3: The worker wakes up while onPartitionsRevoked still waits for it.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 30_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 9500, stall: 'c1', forMs: 1000 },
  { atMs: 10_000, start: 'c2' },
];
