// Floor 7. The lag of a group as a line over time, with its peak told.
import type { TimelineModel } from '../model/timeline-model.ts';
import { textWidth } from './labels.ts';
import type { LagShape } from './picture.ts';
import { type Scale, xOf } from './scale.ts';
import { rounded } from './spans.ts';

/** `undefined`: nothing was ever committed or read in what is seen, or the group was never behind. */
export function lagPlot({ lag, toMs }: TimelineModel, scale: Scale, y: number, height: number): LagShape | undefined {
  const points: { x: number; records: number }[] = [];
  let peak = 0;
  let peakX = 0;
  for (const [index, atMs] of lag.atMs.entries()) {
    if ((lag.atMs[index + 1] ?? atMs) < scale.fromMs || (lag.atMs[index - 1] ?? atMs) > scale.toMs) continue;
    const records = lag.committed[index] ?? 0;
    const x = rounded(xOf(scale, Math.min(Math.max(atMs, scale.fromMs), scale.toMs)));
    points.push({ x, records });
    if (records > peak) {
      peak = records;
      peakX = x;
    }
  }
  // What was last known holds to the end.
  const right = rounded(xOf(scale, Math.min(scale.toMs, Math.max(toMs, scale.fromMs))));
  const known = points.at(-1);
  if (known !== undefined && known.x < right) points.push({ x: right, records: known.records });
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || peak === 0) return undefined;
  const floor = y + height;
  const line = points
    .filter(({ records }, index) => records !== points[index - 1]?.records || records !== points[index + 1]?.records)
    .map(({ x, records }) => `${x},${rounded(floor - (records / peak) * (height - 3) - 1)}`)
    .join(' L');
  const text = peak.toLocaleString('en-US');
  const isRoomRight = peakX + 6 + textWidth(text, 11) < scale.left + scale.width;
  return {
    y,
    height,
    line: `M${line}`,
    area: `M${first.x},${floor} L${line} L${last.x},${floor} Z`,
    peak: {
      x: isRoomRight ? peakX + 5 : peakX - 5,
      y: y + 9,
      text,
      anchor: isRoomRight ? 'start' : 'end',
      isBad: false,
    },
  };
}
