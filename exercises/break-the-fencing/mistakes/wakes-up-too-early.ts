// R2: The worker wakes up while c2 is still the last one to register.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 12_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
