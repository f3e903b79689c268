// c2 is killed rather than closed: its session has to end before the partition goes back, and the worker sleeps for as long as the day.
const wholeDay = 40_000;

export const pastTheMemberId = [
  { atMs: 3000, stall: 'c1', forMs: wholeDay },
  { atMs: 5000, start: 'c2' },
  { atMs: 9000, crash: 'c2' },
];

export const pastTheLateToken = [
  { atMs: 20_000, stall: 'c1', forMs: wholeDay },
  { atMs: 21_000, start: 'c2' },
];
