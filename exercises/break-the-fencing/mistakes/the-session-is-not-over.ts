// R2: c2 is killed, and its session has not ended yet when the worker wakes up.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 17_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, crash: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
