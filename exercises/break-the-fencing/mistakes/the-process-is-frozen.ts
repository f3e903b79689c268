// R2: c1 is frozen in place of its worker: it is thrown out, and comes back with another member id.
export const pastTheMemberId = [
  { atMs: 5000, freeze: 'c1', forMs: 30_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 38_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
