// Floor 3. How long a message is on its way. Knows nothing of what is sent.
import type { RandomStream } from '../../kernel/random.ts';

/** The time of one message in one direction, in whole milliseconds. A request and its answer take two of them. */
export type Latency =
  | { readonly kind: 'constant'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly minMs: number; readonly maxMs: number }
  /** A long tail: `minMs`, and on top of it an exponentially distributed time with the mean `meanMs`; together at most `maxMs`. */
  | { readonly kind: 'exponential'; readonly minMs: number; readonly meanMs: number; readonly maxMs: number };

export function drawLatency(latency: Latency, random: () => RandomStream): number {
  switch (latency.kind) {
    case 'constant':
      return latency.ms;
    case 'uniform':
      return random().integer(latency.minMs, latency.maxMs);
    case 'exponential':
      return Math.min(latency.maxMs, Math.floor(latency.minMs + random().exponential(latency.meanMs)));
  }
}

const timesOf: Readonly<Record<Latency['kind'], readonly string[]>> = {
  constant: ['ms'],
  uniform: ['minMs', 'maxMs'],
  exponential: ['minMs', 'meanMs', 'maxMs'],
};

/** @throws RangeError when it is not a latency that can be */
export function checkLatency(latency: Latency): void {
  const { kind } = latency;
  if (!Object.hasOwn(timesOf, kind)) {
    throw new RangeError(
      `A latency is constant, uniform or exponential, not of the kind ${String(kind)}. Write { kind: 'constant', ms: 5 }, for example.`,
    );
  }
  const given = new Map<string, unknown>(Object.entries(latency));
  for (const key of timesOf[kind]) {
    const ms = given.get(key);
    if (typeof ms === 'number' && ms >= 0 && (Number.isInteger(ms) || key === 'meanMs')) continue;
    throw new RangeError(`${kind} latency: ${key} is ${String(ms)}. Give whole milliseconds, 0 or more.`);
  }
  if (latency.kind !== 'constant' && latency.maxMs < latency.minMs) {
    throw new RangeError(
      `${latency.kind} latency: maxMs ${latency.maxMs} is below minMs ${latency.minMs}. Give the smaller time as minMs.`,
    );
  }
}
