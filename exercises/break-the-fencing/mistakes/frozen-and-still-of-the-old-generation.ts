// R3: c1 is frozen until it is thrown out; it writes before it has joined again, and shows the generation of before.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 30_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, freeze: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
