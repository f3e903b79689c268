// Floor 7. Medians and percentiles of measured milliseconds.

/** The nearest-rank percentile: a value that was really measured. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('A percentile of nothing was asked for.');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** Pads columns so that a terminal shows a table. The first column is text, the others are numbers. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
