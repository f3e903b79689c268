// Floor 4. What application code finds under the names of a host's clock, chance and timers: those of the process that runs
// it. Replaces the globals of the realm that it is handed, once, before learner code is loaded; takes hold of none by itself.
import { runningProcess } from '../client/current-process.ts';
import { RandomStream } from '../kernel/random.ts';
import { Incarnation } from './incarnation.ts';

/** The part of a global object that is replaced. */
export interface RealmGlobals {
  Date: DateConstructor;
  readonly Math: { random(): number };
}

export interface VirtualGlobalsOptions {
  /**
   * What code sees that belongs to no process. `host`: the host's own clock, chance and timers, where its machinery lives in
   * the same realm. `standstill`: time is 0, chance is seeded, and timers are refused, where nothing else lives.
   */
  readonly outside: 'host' | 'standstill';
}

export interface VirtualGlobals {
  /** Chance outside of processes begins again as it did at first: one test does not depend on those before it. */
  restartChance(): void;
}

const timers = ['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame'] as const;

/**
 * While application code of a process runs, `Date` shows its clock, `performance.now()` shows virtual time, `Math.random()`
 * draws from a seeded stream of its own, and timers are refused: a timer of the host belongs to no process and could not be
 * crashed with it. Local time zones and `Intl` stay the host's.
 */
export function virtualizeGlobals(realm: RealmGlobals, { outside }: VirtualGlobalsOptions): VirtualGlobals {
  const isStandstill = outside === 'standstill';
  const { Date: HostDate, Math: math } = realm;
  const hostNow = HostDate.now;
  const hostRandom = math.random;
  const hostPerformance = memberOf(realm, 'performance');
  const hostUptime = functionOf(hostPerformance, 'now');
  let chance = new RandomStream('outside of processes');

  const now = (): number => runningProcess()?.clock.now() ?? (isStandstill ? 0 : hostNow());

  function VirtualDate(this: unknown, ...given: unknown[]): unknown {
    // As a plain call it gives a text, whatever it is called with.
    if (new.target === undefined) return new HostDate(now()).toString();
    return Reflect.construct(HostDate, given.length === 0 ? [now()] : given, new.target);
  }
  define(VirtualDate, { name: 'Date', length: 7, now, parse: HostDate.parse, UTC: HostDate.UTC });
  Object.defineProperty(VirtualDate, 'prototype', { value: HostDate.prototype, writable: false });
  define(HostDate.prototype, { constructor: VirtualDate });
  define(realm, { Date: VirtualDate });

  define(math, {
    random: function random(): number {
      const process = runningProcess();
      if (process instanceof Incarnation) return process.applicationRandom.next();
      return isStandstill ? chance.next() : hostRandom();
    },
  });

  const uptime = (): number => {
    const process = runningProcess();
    if (process instanceof Incarnation) return process.uptimeMs;
    return isStandstill ? 0 : Number(Reflect.apply(hostUptime, hostPerformance, []));
  };
  // Beside `now` a host's own `performance` has much that its machinery needs, and that an answer does not.
  if (isStandstill) define(realm, { performance: { now: uptime } });
  else if (isObject(hostPerformance)) define(hostPerformance, { now: uptime });

  for (const name of timers) {
    const original = isStandstill ? undefined : memberOf(realm, name);
    if (original === undefined && !isStandstill) continue;
    define(realm, { [name]: timer(name, original) });
  }
  return {
    restartChance() {
      chance = new RandomStream('outside of processes');
    },
  };
}

function timer(name: string, original: unknown): unknown {
  const replaced = (...given: unknown[]): unknown => {
    if (typeof original === 'function' && runningProcess() === undefined) {
      return Reflect.apply(original, undefined, given);
    }
    throw new Error(
      `${name} is not available here: time is virtual, and a timer of the host belongs to no process. ` +
        "Write `await sleep(ms)`, with `sleep` imported from 'kafka'.",
    );
  };
  // Node hangs `util.promisify.custom` on its timers.
  if (typeof original === 'function') Object.defineProperties(replaced, Object.getOwnPropertyDescriptors(original));
  return replaced;
}

function define(holder: object, values: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(values)) {
    Object.defineProperty(holder, key, { value, writable: true, enumerable: false, configurable: true });
  }
}

function memberOf(holder: unknown, key: string): unknown {
  return isObject(holder) && key in holder ? Reflect.get(holder, key) : undefined;
}

function functionOf(holder: unknown, key: string): () => unknown {
  const value = memberOf(holder, key);
  return typeof value === 'function' ? (value as () => unknown) : () => 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
