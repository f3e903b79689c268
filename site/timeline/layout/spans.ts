// Floor 7. Spans of time as rectangles on a scale: cut to what is seen, and never too thin to be seen. Knows nothing of what they are.
import { type Scale, xOf } from './scale.ts';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The part that is seen; `undefined`: none is. Shorter than `least` pixels is drawn as wide as that. */
export function seen(
  { fromMs, toMs }: Span,
  scale: Scale,
  least = 0,
): { readonly x: number; readonly width: number } | undefined {
  if (toMs < scale.fromMs || fromMs > scale.toMs) return undefined;
  const x = xOf(scale, Math.max(fromMs, scale.fromMs));
  const width = Math.max(xOf(scale, Math.min(toMs, scale.toMs)) - x, least);
  const right = scale.left + scale.width;
  return {
    x: rounded(Math.min(x, right - Math.min(width, least))),
    width: rounded(Math.min(width, Math.max(right - x, least))),
  };
}

/** To a tenth of a pixel: what is finer is not seen, and makes pages larger. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
