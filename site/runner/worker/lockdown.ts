// Takes from the realm everything that an answer has no use for, and freezes the rest, so that an answer cannot change
// what the suite and the judge stand on. Runs once, after the suite is collected and before an answer is loaded.
import { type VirtualGlobals, virtualizeGlobals } from 'simulator';

/** What stays: the language, and the few host functions that a consumer may reasonably use. */
const allowed = new Set(
  `Infinity NaN undefined globalThis self isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape Object Function Array Number Boolean String Symbol BigInt Date Math JSON Reflect Proxy RegExp
  Promise Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator Intl Error AggregateError EvalError RangeError
  ReferenceError SyntaxError TypeError URIError SuppressedError ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array
  Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array
  Float64Array DisposableStack AsyncDisposableStack Temporal console structuredClone queueMicrotask TextEncoder TextDecoder`.split(
    /\s+/,
  ),
);

/**
 * Members of prototypes that people assign to on their own objects (`error.name = ...`), which freezing would forbid. Not those of
 * `Function.prototype`, nor any `constructor`: as accessors they made a whole run a quarter slower.
 */
const overridable: readonly (readonly [prototype: object, keys: readonly string[]])[] = [
  [Object.prototype, ['toString', 'toLocaleString', 'valueOf']],
  ...[Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError].map(
    ({ prototype }) => [prototype, ['name', 'message', 'toString']] as const,
  ),
];

/** @returns the clock and the chance that are left in place of the host's */
export function lockDown(modules: readonly object[]): VirtualGlobals {
  const realm: object = self;
  const shared = EventTarget.prototype;
  closeEvents(realm, shared);
  // Thrown by structuredClone(), so an answer gets hold of it although no global names it any more.
  const hidden = [...hiddenIntrinsics(), DOMException];
  for (
    let holder: object | null = realm;
    holder !== null && holder !== shared;
    holder = Object.getPrototypeOf(holder)
  ) {
    for (const key of Reflect.ownKeys(holder)) {
      if (typeof key === 'string' && allowed.has(key)) continue;
      Reflect.deleteProperty(holder, key);
    }
  }
  const virtual = virtualizeGlobals(self, { outside: 'standstill' });

  for (const [prototype, keys] of overridable) letOwnPropertiesOverride(prototype, keys);
  // vitest lowers and raises the limit around its own errors.
  for (const key of Reflect.ownKeys(Error)) {
    const isAdjustable = key === 'stackTraceLimit';
    Object.defineProperty(Error, key, { configurable: false, ...(isAdjustable ? {} : writableOff(Error, key)) });
  }
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined });
  Object.preventExtensions(Error);

  const frozen = new Set<object>([realm, Error]);
  for (const key of Reflect.ownKeys(realm)) {
    const property = Object.getOwnPropertyDescriptor(realm, key);
    freezeDeep(property?.value, frozen);
    if (property?.configurable === true)
      Object.defineProperty(realm, key, { configurable: false, ...writableOff(realm, key) });
  }
  for (const value of hidden) freezeDeep(value, frozen);
  for (const value of modules) freezeDeep(value, frozen);
  freezeDeep(Error.prototype, frozen);
  for (let holder = Object.getPrototypeOf(realm); holder !== null; holder = Object.getPrototypeOf(holder))
    Object.freeze(holder);
  // vitest asks for names that this realm does not have (`Buffer`, `URL`, `Element`); an answer may not bring its own.
  Reflect.preventExtensions(realm);
  return virtual;
}

/**
 * vitest listens to abort signals of its own, which share the realm's prototype. The realm's own events tell of the judge's
 * business, so an answer may not listen to them, by whatever name it calls the realm.
 */
function closeEvents(realm: object, shared: object): void {
  const { apply } = Reflect;
  for (const key of Object.getOwnPropertyNames(shared)) {
    if (key === 'constructor') continue;
    Object.defineProperty(realm, key, { value: undefined });
    const property = Object.getOwnPropertyDescriptor(shared, key);
    const original: unknown = property?.value;
    if (typeof original !== 'function') continue;
    const value = function (this: unknown, ...given: unknown[]): unknown {
      if (this === undefined || this === null || this === realm)
        throw new TypeError(`${key} is not available here: the realm's own events are the judge's.`);
      return apply(original, this, given);
    };
    Object.defineProperty(shared, key, { ...property, value });
  }
}

/** Parts of the language that no global names. */
function hiddenIntrinsics(): object[] {
  const iterators = [
    [][Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    ''[Symbol.iterator](),
    'a'.matchAll(/a/g),
    ...iteratorHelpers(),
  ];
  const functions = [function* () {}, async () => {}, async function* () {}];
  return [...iterators, ...functions.flatMap((each) => [each, each.prototype ?? each])].flatMap((value) =>
    chainOf(value),
  );
}

/** Newer than the browsers that the course supports. */
function iteratorHelpers(): object[] {
  const iterators = (self as { Iterator?: { from(each: object): { map?(each: () => unknown): object } } }).Iterator;
  const wrapped = iterators?.from({ next: () => ({ done: true }) });
  const helper = wrapped?.map?.(() => undefined);
  return [wrapped, helper].filter((each) => each !== undefined);
}

function chainOf(value: object): object[] {
  const chain: object[] = [];
  for (let each: object | null = Object.getPrototypeOf(value); each !== null; each = Object.getPrototypeOf(each))
    chain.push(each);
  return chain;
}

function writableOff(holder: object, key: PropertyKey): PropertyDescriptor {
  const property = Object.getOwnPropertyDescriptor(holder, key);
  return property !== undefined && 'value' in property ? { writable: false } : {};
}

/** Freezes a value and everything reachable from it without calling any of it. */
function freezeDeep(root: unknown, frozen: Set<object>): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || frozen.has(value)) continue;
    frozen.add(value);
    // Elements of a typed array cannot be frozen; there is none among the intrinsics.
    Object.freeze(value);
    waiting.push(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      waiting.push(property?.value, property?.get, property?.set);
    }
  }
}

/**
 * In the language, a read-only property of a prototype forbids assigning one of the same name to an object that inherits
 * from it. An accessor in its place gives the same value and lets the assignment make an own property, as before freezing.
 */
function letOwnPropertiesOverride(prototype: object, keys: readonly string[]): void {
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(prototype, key);
    if (property?.configurable !== true || !('value' in property)) continue;
    const { value, enumerable } = property;
    Object.defineProperty(prototype, key, {
      enumerable: enumerable === true,
      configurable: false,
      get: () => value,
      set(this: object, own: unknown) {
        if (this === prototype) throw new TypeError(`${key} of a built-in prototype cannot be changed here.`);
        Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}
