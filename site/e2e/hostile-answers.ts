// Answers that do not solve the exercise and try to pass, to hang or to break something. Each stands on the starter of
// `range-assignor`, which is wrong by itself: whatever the attack achieves, the verdict may not be a pass.
import type { Ending } from '../runner/outcome.ts';

export interface HostileAnswer {
  readonly name: string;
  /** How the run may end. */
  readonly ends: readonly Ending['kind'][];
  readonly attack: (starter: string) => string;
}

const load = (code: string) => (starter: string) => `${starter}\n${code}\n`;
/** Runs inside each call of assign(). */
const call = (code: string) => (starter: string) =>
  starter.replace('const owned = new Map', `${code}\n    const owned = new Map`);
/** In place of what assign() returns; `owned` holds the starter's wrong division. */
const give = (expression: string) => (starter: string) =>
  starter.replace(/return new Map\(\[\.\.\.owned\][^;]*;/, `return ${expression} as never;`);

/** In place of what name() does. */
const name = (code: string) => (starter: string) => starter.replace("return 'range';", code);

const right: readonly Ending['kind'][] = ['finished'];
const refused: readonly Ending['kind'][] = ['not-loaded'];
const stuck: readonly Ending['kind'][] = ['endless-loop', 'died'];

export const hostileAnswers: readonly HostileAnswer[] = [
  {
    name: 'code nested too deeply to be read',
    ends: ['syntax-error'],
    attack: load(`export const deep = ${'['.repeat(100_000)}${']'.repeat(100_000)};`),
  },
  { name: 'an endless loop in assign()', ends: stuck, attack: call('for (;;) {}') },
  { name: 'an endless loop while it is loaded', ends: stuck, attack: load('for (;;) {}') },
  {
    name: 'microtasks without end',
    ends: stuck,
    attack: load('const spin = (): Promise<void> => Promise.resolve().then(spin);\nspin();'),
  },
  {
    name: 'a loop over a getter that the judge reads',
    ends: stuck,
    attack: give('new Map([...owned].map(([id]) => [id, { get partitions() { for (;;); } }]))'),
  },
  {
    name: 'a regular expression that tries everything',
    ends: stuck,
    attack: call("/^(a+)+$/.test('a'.repeat(40).concat('b'));"),
  },
  { name: 'an endless loop in a static block', ends: stuck, attack: load('export class Z { static { for (;;) {} } }') },
  { name: 'recursion without end', ends: right, attack: call('this.assign(metadata, subscriptions);') },
  { name: 'a promise that never settles', ends: ['never-settled'], attack: load('await new Promise(() => {});') },
  {
    name: 'a wait that blocks the thread',
    ends: [...stuck, 'finished'],
    attack: call('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'),
  },
  {
    name: 'a memory bomb of arrays',
    ends: [...stuck, 'finished'],
    attack: call('const hoard: unknown[] = [];\n    for (;;) hoard.push(new Array(1e6).fill(0));'),
  },
  {
    name: 'a memory bomb of buffers',
    ends: [...stuck, 'finished'],
    attack: call('const hoard: unknown[] = [];\n    for (;;) hoard.push(new Uint8Array(1e8).fill(1));'),
  },
  {
    name: 'a string that doubles',
    ends: [...stuck, 'finished'],
    attack: call("let text = 'x';\n    for (;;) text += text;"),
  },
  {
    name: 'ten thousand log lines a call',
    ends: right,
    attack: call("for (let n = 0; n < 10_000; n++) console.log('line', n);"),
  },
  {
    name: 'a log line of megabytes', // Making so many megabytes takes a loaded machine longer than the watchdog waits.
    ends: [...stuck, 'finished'],
    attack: call("console.log('x'.repeat(5_000_000));"),
  },
  {
    name: 'a logged object that throws when it is looked at',
    ends: right,
    attack: call('console.log(new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; } }));'),
  },
  { name: 'a thrown string', ends: right, attack: call("throw 'no';") },
  { name: 'a thrown undefined', ends: right, attack: call('throw undefined;') },
  { name: 'a thrown empty array', ends: right, attack: call('throw [];') },
  {
    name: 'a thrown proxy',
    ends: right,
    attack: call('throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });'),
  },
  {
    name: 'a thrown array of a hundred errors',
    ends: right,
    attack: name("throw Array.from({ length: 100 }, () => new Error('no'));"),
  },
  {
    name: 'a thrown error whose message is no text',
    ends: right,
    attack: name("throw Object.assign(new Error('x'), { message: { toString() { throw 1; } } });"),
  },
  {
    name: 'a thrown error whose causes never end',
    ends: [...stuck, 'finished'],
    attack: name("class E extends Error { get cause() { return new E('again'); } }\n    throw new E('x');"),
  },
  {
    name: 'a thrown error with a stack of its own making',
    ends: right,
    attack: name(
      "throw Object.assign(new Error('x'), { stack: 'Error: x\\n    at f (file:///range-assignor.ts:0:'.concat('9'.repeat(400)) });",
    ),
  },
  {
    name: 'a skipped test in name()',
    ends: right,
    attack: name("throw Object.assign(new Error('test is skipped; abort execution'), { code: 'VITEST_PENDING' });"),
  },
  {
    name: 'a thrown error that looks like a skipped test',
    ends: right,
    attack: call(
      "throw Object.assign(new Error('test is skipped; abort execution'), { code: 'VITEST_PENDING', name: 'PendingError' });",
    ),
  },
  {
    name: 'a rejected promise that nobody looks at',
    ends: ['stray-error'],
    attack: load("Promise.reject(new Error('lost'));"),
  },

  {
    name: 'Object.prototype extended',
    ends: refused,
    attack: load('Object.assign(Object.prototype, { asymmetricMatch: () => true });'),
  },
  {
    name: 'Object.prototype defined upon',
    ends: refused,
    attack: load("Object.defineProperty(Object.prototype, 'asymmetricMatch', { value: () => true });"),
  },
  { name: 'Promise overwritten', ends: refused, attack: load('globalThis.Promise = class {} as never;') },
  {
    name: 'Promise.prototype.then replaced',
    ends: refused,
    attack: load('Promise.prototype.then = (() => {}) as never;'),
  },
  { name: 'Object.is replaced', ends: refused, attack: load('Object.is = () => true;') },
  {
    name: 'Object.is redefined',
    ends: refused,
    attack: load("Object.defineProperty(Object, 'is', { value: () => true });"),
  },
  {
    name: 'Array.prototype.filter replaced',
    ends: refused,
    attack: load('Array.prototype.filter = (() => []) as never;'),
  },
  {
    name: 'the array iterator replaced',
    ends: refused,
    attack: load('Array.prototype[Symbol.iterator] = function* () {} as never;'),
  },
  {
    name: 'the iterator prototype changed',
    ends: refused,
    attack: load('Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true });'),
  },
  { name: 'Map.prototype.get replaced', ends: refused, attack: load('Map.prototype.get = () => undefined;') },
  { name: 'JSON.stringify replaced', ends: refused, attack: load("JSON.stringify = () => '';") },
  { name: 'Function.prototype.apply replaced', ends: refused, attack: load('Function.prototype.apply = () => {};') },
  { name: 'RegExp.prototype.exec replaced', ends: refused, attack: load('RegExp.prototype.exec = () => null;') },
  {
    name: 'Error.prepareStackTrace set',
    ends: refused,
    attack: load(
      "Reflect.set(Error, 'prepareStackTrace', () => { throw 1; }) || (() => { throw new TypeError('refused'); })();",
    ),
  },
  {
    name: 'Error.stackTraceLimit with a getter',
    ends: refused,
    attack: load("Object.defineProperty(Error, 'stackTraceLimit', { get() { throw 1; }, set() { throw 2; } });"),
  },
  {
    name: 'the prototype of iterator helpers changed',
    ends: refused,
    attack: load('Object.getPrototypeOf([].values().map((each) => each)).next = () => ({ done: true });'),
  },
  {
    name: 'the prototype of DOMException changed',
    ends: refused,
    attack: load('try { structuredClone(() => {}); } catch (error) { (error as object).constructor.prototype.x = 1; }'),
  },
  {
    name: 'the constructor of async functions patched',
    ends: refused,
    attack: load('Object.getPrototypeOf(async () => {}).constructor = null;'),
  },
  { name: 'console replaced', ends: refused, attack: load('console.log = () => {};') },
  {
    name: 'prototype of a built-in swapped',
    ends: refused,
    attack: load('Object.setPrototypeOf(Map.prototype, { get: () => 1 });'),
  },

  {
    name: 'expect put on the global',
    ends: refused,
    attack: load('Object.assign(globalThis, { expect: () => new Proxy({}, { get: () => () => {} }) });'),
  },
  {
    name: 'a name put on the global that vitest asks for',
    ends: refused,
    attack: load('Object.assign(globalThis, { URL: class { static [Symbol.hasInstance]() { return true; } } });'),
  },
  {
    name: "a listener for the realm's own events",
    ends: refused,
    attack: load(`let events = Object.getPrototypeOf(globalThis);
while (!Object.hasOwn(events, 'addEventListener')) events = Object.getPrototypeOf(events);
events.addEventListener.call(globalThis, 'unhandledrejection', (event: never) => console.log(event));`),
  },
  {
    name: "vitest's matchers looked for on the global",
    ends: right,
    attack: load(`for (const key of Reflect.ownKeys(globalThis)) {
  const value: unknown = Reflect.get(globalThis, key);
  const matchers = value instanceof WeakMap ? value.get(globalThis) : undefined;
  if (matchers !== undefined) Object.assign(matchers, { toEqual: () => ({ pass: true }) });
}
const held: unknown = Reflect.get(globalThis, Symbol.for('$$jest-matchers-object')) ?? Reflect.get(globalThis, Symbol.for('expect-global'));
if (held !== undefined) console.log('found', held);`),
  },
  {
    name: 'vitest imported',
    ends: refused,
    attack: (starter) => `import { expect } from 'vitest';\nexpect.extend({});\n${starter}`,
  },
  {
    name: 'the reference imported from the testkit',
    ends: refused,
    attack: (starter) => `import { RangeAssignor as Kafka } from 'testkit';\nconsole.log(Kafka);\n${starter}`,
  },
  { name: 'the suite imported', ends: refused, attack: (starter) => `import './suite.test';\n${starter}` },
  { name: 'an import() by a computed name', ends: refused, attack: load("await import(['vi', 'test'].join(''));") },
  {
    name: 'an import() that the linker takes for a comment',
    ends: refused,
    attack: load("// \u2028await import('data:text/javascript,');"),
  },
  { name: 'an import of a later phase', ends: refused, attack: load("await import.defer('kafka');") },
  {
    name: 'the reference exported from the testkit',
    ends: refused,
    attack: () => "export { RangeAssignor } from 'testkit';",
  },
  {
    name: 'an exported then() that never calls back',
    ends: ['never-settled'],
    attack: load('export function then() {}'),
  },
  {
    name: 'an exported then() that hands over other exports',
    ends: right,
    attack: load(`export function then(resolve: (exports: object) => void) {
  const Everything = function () { return { name: () => 'range', assign: () => new Map() }; };
  resolve(new Proxy({}, { has: () => true, get: (_, key) => (key === 'then' ? undefined : Everything) }));
}`),
  },
  { name: 'process.exit', ends: right, attack: call("Reflect.get(globalThis, 'process').exit(0);") },
  { name: 'the worker closed', ends: refused, attack: load("Reflect.get(globalThis, 'close')();") },
  {
    name: 'a result posted by hand',
    ends: refused,
    attack: load("Reflect.get(globalThis, 'postMessage')({ kind: 'ended', ending: { kind: 'finished' } });"),
  },
  {
    name: 'a listener for the port',
    ends: refused,
    attack: load("Reflect.get(globalThis, 'addEventListener')('message', console.log);"),
  },
  { name: 'a worker of its own', ends: refused, attack: load("new (Reflect.get(globalThis, 'Worker'))('data:,');") },
  {
    name: 'a channel to other pages',
    ends: refused,
    attack: load("new (Reflect.get(globalThis, 'BroadcastChannel'))('drafts').postMessage('gone');"),
  },
  { name: 'a request to the network', ends: refused, attack: load("await Reflect.get(globalThis, 'fetch')('/');") },
  { name: 'code made from text', ends: right, attack: call("new Function('return globalThis')();") },
  {
    name: 'a class of kafka that answers as one likes',
    ends: refused,
    attack: load(
      "import { KafkaConsumer } from 'kafka';\nKafkaConsumer.prototype.poll = () => Promise.resolve([] as never);",
    ),
  },
  { name: 'chance that can be foretold', ends: refused, attack: load('Math.random = () => 0;') },
  { name: 'a timer of the host', ends: right, attack: call("Reflect.get(globalThis, 'setTimeout')(() => {}, 0);") },
  {
    name: 'the handover looked for',
    ends: right,
    attack: load("if ('__rebalanceLabHandover' in globalThis) throw new Error('open');"),
  },
  {
    name: 'the loop counter called by hand',
    ends: right,
    attack: load("for (let n = 0; n < 4_000_000; n++) Reflect.get(globalThis, '__rebalanceLabTick')(1);"),
  },

  {
    name: 'a result that matches anything',
    ends: right,
    attack: give("{ asymmetricMatch: () => true, $$typeof: Symbol.for('jest.asymmetricMatcher') }"),
  },
  {
    name: 'partitions that match anything',
    ends: right,
    attack: give('new Map([...owned].map(([id]) => [id, { partitions: [{ asymmetricMatch: () => true }] }]))'),
  },
  { name: 'a Map that lies', ends: right, attack: give('new Proxy(new Map(), { get: () => () => true })') },
  {
    name: 'a Map of a subclass that answers as it is asked',
    ends: right,
    attack: give(
      'new (class extends Map { override get() { return { partitions: { length: 0, every: () => true } } as never; } override has() { return true; } })()',
    ),
  },
  {
    name: 'partitions that change between looks',
    ends: right,
    attack: give(
      'new Map([...owned].map(([id]) => [id, { get partitions() { return Math.random() < 0.5 ? [] : [topicPartition("orders", 0)]; } }]))',
    ),
  },
  {
    name: 'a list without end',
    ends: right,
    attack: give(
      'new Map([...owned].map(([id]) => [id, { partitions: new Proxy([], { get: (_, key) => (key === "length" ? 1e12 : topicPartition("orders", 0)) }) }]))',
    ),
  },
  {
    name: 'partitions without a number',
    ends: right,
    attack: give(
      'new Map([...owned].map(([id], n) => [id, { partitions: [{ topic: "orders", partition: [-1, NaN, 1 / 0][n % 3] }] }]))',
    ),
  },
  {
    name: 'names of megabytes',
    ends: right,
    attack: give("new Map([...owned].map(([id]) => [id + 'x'.repeat(1_000_000), { partitions: [] }]))"),
  },
  {
    name: 'partitions by the thousand',
    ends: right,
    attack: give(
      "new Map([...owned].map(([id]) => [id, { partitions: Array.from({ length: 6_000 }, (_, n) => topicPartition('orders', n)) }]))",
    ),
  },
  { name: 'a promise in place of a map', ends: right, attack: give('Promise.resolve(new Map())') },
  { name: 'a thenable that never calls back', ends: right, attack: give('{ then() {} }') },
  {
    name: 'the subscriptions changed under the suite',
    ends: right,
    attack: call('(subscriptions as Map<string, Subscription>).clear();'),
  },
];
