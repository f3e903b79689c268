// Floor 4. Durations, rates and shares as a scenario writes them, with their units: `20ms`, `10ms..50ms`, `50/s`, `1%`.
import { type Place, shown } from './place.ts';

type Unit = 'ms' | 's' | 'm' | 'h' | 'd';

/** A length of time with its unit: `500ms`, `2.5s`, `10m`. Zero needs no unit. */
export type DurationText = `${number}${Unit}` | 0;
/** A duration, or the least and the most of a range from which each is drawn: `10ms..50ms`. */
export type DurationRangeText = DurationText | `${number}${Unit}..${number}${Unit}`;
/** How often: `50/s`, `6/m`. */
export type RateText = `${number}/${'s' | 'm' | 'h'}`;
/** A part of the whole: `1%`, `0.5%`. */
export type ShareText = `${number}%` | 0;

/** A range of durations. A constant one is as long at least as at most. */
export interface DurationRange {
  readonly leastMs: number;
  readonly mostMs: number;
}

const unitMs: Readonly<Record<Unit, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const durationExample = '20ms, 2.5s, 10m';

/** The longest time that a scenario can name: about three years. What is longer is a mistake, and `at + for` stays exact. */
const durationMsMax = 1000 * unitMs.d;

/** @returns whole milliseconds, 0 or more */
export function readDuration(place: Place): number | undefined {
  const ms = readSignedDuration(place);
  return ms !== undefined && ms < 0
    ? place.report(`is ${shown(place.value)}, a negative time; write 0 or more: ${durationExample}`)
    : ms;
}

/** @returns whole milliseconds, more than 0 */
export function readPositiveDuration(place: Place): number | undefined {
  const ms = readDuration(place);
  return ms === 0 ? place.report(`is no time at all; write more than 0: ${durationExample}`) : ms;
}

/** @returns whole milliseconds */
export function readSignedDuration(place: Place): number | undefined {
  const { value } = place;
  if (value === 0) return 0;
  if (typeof value === 'number')
    return place.report(`is ${value} without a unit; write it with ms, s, m, h or d: ${durationExample}`);
  const ms = typeof value === 'string' ? durationMs(value) : undefined;
  if (ms === undefined) return place.report(`is ${shown(value)}; write a time with its unit: ${durationExample}`);
  if (!Number.isInteger(ms)) return place.report(`is ${shown(value)}, no whole milliseconds; round it to 1ms`);
  if (Math.abs(ms) > durationMsMax) return place.report(`is ${shown(value)}; write at most 1000d`);
  return ms;
}

export function readDurationRange(place: Place): DurationRange | undefined {
  const { value } = place;
  if (typeof value !== 'string' || !value.includes('..')) {
    const ms = readDuration(place);
    return ms === undefined ? undefined : { leastMs: ms, mostMs: ms };
  }
  const [least = '', most = '', ...more] = value.split('..');
  const leastMs = durationMs(least);
  const mostMs = durationMs(most);
  if (leastMs === undefined || mostMs === undefined || more.length > 0) {
    return place.report(`is ${shown(value)}; write a time or a range of times: 20ms, 10ms..50ms`);
  }
  if (!Number.isInteger(leastMs) || !Number.isInteger(mostMs)) {
    return place.report(`is ${shown(value)}, no whole milliseconds; round both ends to 1ms`);
  }
  if (leastMs < 0) return place.report(`is ${shown(value)}, which begins with a negative time; write 0 or more`);
  if (mostMs > durationMsMax) return place.report(`is ${shown(value)}; write at most 1000d`);
  if (leastMs > mostMs)
    return place.report(`is ${shown(value)}, which ends before it begins; write the least time first`);
  return { leastMs, mostMs };
}

/** How many a second; more than 0. */
export function readRate(place: Place): number | undefined {
  const { value } = place;
  const [, count, unit] = (typeof value === 'string' ? /^(\d+(?:\.\d+)?)\/([smh])$/.exec(value) : null) ?? [];
  if (count === undefined || unit === undefined || Number(count) === 0) {
    return place.report(`is ${shown(value)}; write how many a second, a minute or an hour: 50/s, 6/m`);
  }
  const perSecond = (Number(count) * 1000) / unitMs[unit as Unit];
  return perSecond <= perSecondMax
    ? perSecond
    : place.report(`is ${shown(value)}; a load of more than ${perSecondMax}/s is not simulated`);
}

const perSecondMax = 100_000;

/** A probability from 0 to 1. */
export function readShare(place: Place): number | undefined {
  const { value } = place;
  if (value === 0) return 0;
  const [, percent] = (typeof value === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(value) : null) ?? [];
  if (percent === undefined || Number(percent) > 100) {
    return place.report(`is ${shown(value)}; write a share of the whole, 0% to 100%: 1%`);
  }
  return Number(percent) / 100;
}

/** `undefined` when it is no duration; not always whole. */
function durationMs(text: string): number | undefined {
  const [, count, unit] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim()) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  // 2.3s is 2300 ms, although 2.3 times 1000 is a little less in floating point.
  // Minus zero is zero.
  return Math.round(Number(count) * unitMs[unit as Unit] * 1e6) / 1e6 + 0;
}
