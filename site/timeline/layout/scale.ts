// Floor 7. Time to pixels and back, and where an axis has its ticks. Knows nothing of what is drawn.

export interface Scale {
  readonly fromMs: number;
  readonly toMs: number;
  /** In pixels. */
  readonly left: number;
  readonly width: number;
}

export function xOf({ fromMs, toMs, left, width }: Scale, ms: number): number {
  return left + (toMs === fromMs ? 0 : ((ms - fromMs) / (toMs - fromMs)) * width);
}

/** Not rounded: who wants whole milliseconds rounds. */
export function msAt({ fromMs, toMs, left, width }: Scale, x: number): number {
  return fromMs + ((x - left) / width) * (toMs - fromMs);
}

export interface Tick {
  readonly ms: number;
  readonly x: number;
  readonly label: string;
}

const steps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000,
];
const labelWidth = 64;

/** Ticks at round times, as close as their labels allow. */
export function ticksOf(scale: Scale): readonly Tick[] {
  const span = scale.toMs - scale.fromMs;
  if (span <= 0) return [{ ms: scale.fromMs, x: scale.left, label: tickLabel(scale.fromMs, 1) }];
  const wanted = (span * labelWidth) / scale.width;
  const step = steps.find((size) => size >= wanted) ?? Math.ceil(wanted / 600_000) * 600_000;
  const ticks: Tick[] = [];
  for (let ms = Math.ceil(scale.fromMs / step) * step; ms <= scale.toMs; ms += step) {
    ticks.push({ ms, x: xOf(scale, ms), label: tickLabel(ms, step) });
  }
  return ticks;
}

function tickLabel(ms: number, step: number): string {
  if (step >= 60_000) return `${ms / 60_000} min`;
  const digits = step >= 1_000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3;
  return `${(ms / 1000).toFixed(digits)} s`;
}
