// Floor 7. A run's trace as JSON lines: one event a line, in order, for tools outside. Knows no page.
import type { RunTrace } from 'simulator';

/** Maps become lists of pairs, since partitions are their keys; what is undefined is left out. */
export function traceLines(trace: RunTrace): string {
  return trace.map((event) => `${JSON.stringify(event, plain)}\n`).join('');
}

function plain(_: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  return value instanceof Set ? [...value] : value;
}
