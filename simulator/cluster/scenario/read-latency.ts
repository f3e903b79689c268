// Floor 4. Reads how long messages are on their way: a time, a range, or a long tail.
import type { Latency } from '../../broker/network/latency.ts';
import { isObject, type Place, readFields } from './place.ts';
import { readDuration, readDurationRange, readPositiveDuration } from './quantities.ts';

/** `2ms`, `1ms..5ms`, or `{ least: 1ms, mean: 20ms, most: 2s }`. */
export function readLatency(place: Place): Latency | undefined {
  if (!isObject(place.value)) {
    const range = readDurationRange(place);
    if (range === undefined) return undefined;
    const { leastMs: minMs, mostMs: maxMs } = range;
    return minMs === maxMs ? { kind: 'constant', ms: minMs } : { kind: 'uniform', minMs, maxMs };
  }
  const fields = readFields(
    place,
    { least: readDuration, mean: readPositiveDuration, most: readPositiveDuration },
    { required: ['least', 'mean', 'most'], example: 'a long tail: { least: 1ms, mean: 20ms, most: 2s }' },
  );
  const { least: minMs, mean: meanMs, most: maxMs } = fields ?? {};
  if (minMs === undefined || meanMs === undefined || maxMs === undefined) return undefined;
  return maxMs < minMs
    ? place.report('`most` is less than `least`; write the longer time there')
    : { kind: 'exponential', minMs, meanMs, maxMs };
}
