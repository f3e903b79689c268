// Floor 2. What `auto.offset.reset` says (Kafka: AutoOffsetResetStrategy, KIP-1106 for `by_duration`). Knows no offsets.

export type AutoOffsetReset = 'latest' | 'earliest' | 'none' | `by_duration:${string}`;

const durationForm = /^by_duration:P(?=.)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3})\d*)?S)?)?$/i;

/** How far back `by_duration:P1DT2H` goes, in ms; `undefined` when the value is of another kind. */
export function resetDurationMs(value: string): number | undefined {
  const parts = durationForm.exec(value);
  if (parts === null) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1, 5).map((part) => Number(part ?? 0));
  const thousandths = Number((parts[5] ?? '').padEnd(3, '0'));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 + thousandths;
}

export function isAutoOffsetReset(value: string): boolean {
  return value === 'latest' || value === 'earliest' || value === 'none' || resetDurationMs(value) !== undefined;
}
