// Floor 7. A run's metrics over time as CSV (RFC 4180), for a spreadsheet. Knows no page.
import { lastNotAfter } from '../model/changes.ts';
import type { TimelineModel } from '../model/timeline-model.ts';

const columns = [
  'time_ms',
  'committed_lag_records',
  'position_lag_records',
  'partitions_without_owner',
  'blocked_consumers',
  'group_state',
  'generation_id',
] as const;

/** One line for each sample of the lag. Lines end with CR LF. */
export function metricsCsv(model: TimelineModel): string {
  const { lag, gaps, blocked, states } = model;
  const lines = [columns.join(',')];
  const stateFroms = states.map(({ fromMs }) => fromMs);
  for (const [sample, atMs] of lag.atMs.entries()) {
    // The first may be older than what is shown: it holds when that begins.
    const ms = Math.max(atMs, model.fromMs);
    const isNow = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): boolean =>
      fromMs <= ms && ms < toMs;
    const state = states[lastNotAfter(stateFroms, ms)];
    lines.push(
      [
        ms,
        lag.committed[sample] ?? '',
        lag.position[sample] ?? '',
        gaps.filter(isNow).length,
        new Set(blocked.filter(isNow).map(({ lane }) => lane)).size,
        state?.state ?? '',
        state?.generationId ?? '',
      ].join(','),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
