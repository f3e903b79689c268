// R2: c2 stays, so the last one to register has another member id.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
