// Floor 6. What became of late writes, for the message of a failed test.
import type { StoreWrite } from './fences';

const sentencesMax = 6;

export function storyOfWrites(writes: readonly StoreWrite[]): string {
  const late = writes.filter(({ since }) => since !== undefined);
  if (late.length === 0) {
    const longest = Math.max(0, ...writes.map(({ atMs, polledAtMs }) => atMs - polledAtMs));
    return (
      `${writes.length} writes reached the store, the latest of them ${longest.toLocaleString('en-US')} ms after its record was polled, and for none of them had another ` +
      'process registered in the meantime.'
    );
  }
  const told = late
    .slice(0, sentencesMax)
    .map(
      ({ by, partition, offset, polledAtMs, atMs, since, compared, isTaken }) =>
        `\n${by} polled offset ${offset} of orders-${partition.partition} at ${inMs(polledAtMs)} and wrote it at ${inMs(atMs)}; ${since} had registered since. ${compared}: ${isTaken ? 'taken' : 'refused'}.`,
    );
  return `Late writes:${told.join('')}`;
}

function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}
