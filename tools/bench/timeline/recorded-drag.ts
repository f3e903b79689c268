// Floor 7. A drag of the playhead, always the same: how a hand searches, overshoots, goes back and looks at one place closely.

/** When, in ms from the press, and where, as a share of the axis. Between two places the pointer moves evenly. */
const places: readonly (readonly [ms: number, share: number])[] = [
  [0, 0.02],
  [120, 0.03],
  [420, 0.31],
  [600, 0.44],
  [760, 0.405],
  [1000, 0.4],
  [1180, 0.39],
  [1700, 0.372],
  [1900, 0.37],
  [2150, 0.62],
  [2300, 0.83],
  [2380, 0.96],
  [2600, 0.97],
  [2900, 0.71],
  [3080, 0.58],
  [3500, 0.562],
  [4100, 0.549],
  [4400, 0.551],
  [4900, 0.566],
  [5300, 0.12],
  [5450, 0.05],
  [5900, 0.2],
  [6000, 0.2],
];
/** A mouse tells its place so often, in ms. */
const everyMs = 8;

export interface DragMove {
  readonly atMs: number;
  readonly share: number;
}

export const recordedDrag: readonly DragMove[] = places.slice(1).flatMap(([endMs, end], index) => {
  const [startMs, start] = places[index] ?? [endMs, end];
  return Array.from({ length: Math.ceil((endMs - startMs) / everyMs) }, (_, move) => ({
    atMs: startMs + move * everyMs,
    share: start + ((end - start) * move * everyMs) / (endMs - startMs),
  }));
});
