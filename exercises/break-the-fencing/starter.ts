/** Something that happens. It names one process, `c1` or `c2`. */
interface Event {
  /** From 0 to 40,000. */
  readonly atMs: number;
  readonly start?: string;
  readonly close?: string;
  readonly crash?: string;
  /** Nothing in the process runs for `forMs`. */
  readonly freeze?: string;
  /** The worker of the process stands still for `forMs`. */
  readonly stall?: string;
  readonly forMs?: number;
}

/** Gets a zombie past the fence that looks at member ids. The rules are in the brief. */
export const pastTheMemberId: readonly Event[] = [
  // So far a member joins, and nobody is late.
  { atMs: 5000, start: 'c2' },
];

/** Gets a zombie past the fence whose token is read when a row is written. */
export const pastTheLateToken: readonly Event[] = [{ atMs: 5000, start: 'c2' }];
