// Floor 7. The bar under a zoomed timeline that shows which part of the axis is seen, and moves it.
import { momentText } from '../model/durations.ts';
import type { Player } from './player.ts';

export function Pan({ player }: { readonly player: Player }) {
  if (!player.isZoomed.value) return null;
  const { fromMs, toMs } = player.seen.value;
  const { axis } = player;
  const span = toMs - fromMs;
  return (
    <input
      type="range"
      class="timeline-pan"
      aria-label="Shown part"
      min={axis.fromMs}
      max={axis.toMs - span}
      step={span / 50}
      value={fromMs}
      aria-valuetext={`${momentText(Math.round(fromMs))} to ${momentText(Math.round(toMs))}`}
      style={{ '--share': `${Math.max(3, (span / (axis.toMs - axis.fromMs)) * 100)}%` }}
      onInput={(event) => player.showFrom(Number(event.currentTarget.value))}
    />
  );
}
