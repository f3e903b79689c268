// Lengths of virtual time, as authors write them and as readers see them. Floor 7; knows no scene.
import { durationText as finiteText } from '../timeline/model/durations.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `300ms`, `1.5s`, `2m`, `1h`, and 0 as it is. @returns whole ms, 0 or more; `undefined` when it is no such thing */
export function readDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?) ?(ms|s|m|h)$/.exec(text.trim()) ?? [];
  if (count === undefined || unit === undefined) return text.trim() === '0' ? 0 : undefined;
  const ms = Math.round(Number(count) * (unitMs[unit] ?? 1) * 1e6) / 1e6;
  return Number.isInteger(ms) ? ms : undefined;
}

/** As the picture has it: `480 ms`, `1.52 s`, `2 min 5 s`; `without end` for what never ended. */
export const durationText = (ms: number): string => (Number.isFinite(ms) ? finiteText(ms) : 'without end');
