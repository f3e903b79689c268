// Floor 5. Two schedules, each of which gets a late write past a fence that looks right.

interface Event {
  readonly atMs: number;
  readonly start?: string;
  readonly close?: string;
  readonly crash?: string;
  readonly freeze?: string;
  readonly stall?: string;
  readonly forMs?: number;
}

/** From c1 to c2 to c1: the member id is the same, and the write is one of the first time. */
export const pastTheMemberId: readonly Event[] = [
  { atMs: 5000, stall: 'c1', forMs: 30_000 },
  { atMs: 10_000, start: 'c2' },
  { atMs: 20_000, close: 'c2' },
];

/** c1 has joined again by the time it writes, and shows the generation in which c2 owns the partition. */
export const pastTheLateToken: readonly Event[] = [
  { atMs: 5000, stall: 'c1', forMs: 20_000 },
  { atMs: 10_000, start: 'c2' },
];
