// Schedules computed from the moments of the brief, in whatever order.
const secondBurstMs = 6000;
const handlingMs = 100;

/** In the middle of handling the n-th record of a burst. */
const inTheMiddleOf = (record: number) => secondBurstMs + record * handlingMs + handlingMs / 2;

const freeze = (name: string, at: number, forMs: number) => ({ at, freeze: name, for: forMs });

// `c2` joins while the queue is long; the crash comes before the queue is done.
export const losesARecord = [
  { at: secondBurstMs + 1700, crash: 'c1' },
  { at: secondBurstMs + 200, start: 'c2' },
];

export const repeatsARecord = [freeze('c1', inTheMiddleOf(4), 9999)];

export const twoOwners = [freeze('c1', inTheMiddleOf(1), 8000), { at: 0, start: 'c2' }];
