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
  const line = simplified(
    points.map(({ x, records }) => ({ x, y: rounded(floor - (records / peak) * (height - 3) - 1) })),
  )
    .map(({ x, y: atY }) => `${x},${atY}`)
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

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Deviations below this, in pixels, are not seen. */
const unseen = 0.7;

/** The same line to the eye with fewer points (Ramer, Douglas and Peucker): it stands in every page with a timeline, twice. */
function simplified(points: readonly Point[]): readonly Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) return points;
  let farthest = 0;
  let most = 0;
  for (const [index, { x, y }] of points.entries()) {
    const share = last.x === first.x ? 0 : (x - first.x) / (last.x - first.x);
    const off = Math.abs(y - (first.y + share * (last.y - first.y)));
    if (off > most) [farthest, most] = [index, off];
  }
  if (most <= unseen) return [first, last];
  return [...simplified(points.slice(0, farthest + 1)), ...simplified(points.slice(farthest)).slice(1)];
}
