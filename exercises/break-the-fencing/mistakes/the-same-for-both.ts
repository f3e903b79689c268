// R5: The schedule for the member id breaks the late token too, with one event more than it takes.
export const pastTheMemberId = [
  { atMs: 5000, stall: 'c1', forMs: 30_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, close: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 30_000, close: 'c2' },
];
