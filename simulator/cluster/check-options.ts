// Floor 4. Refuses what a cluster cannot be built from or asked for, before anything runs: names that are not known, and values that would go
// unnoticed until much later. What topologies and Kafka's keys can be is checked where they are used.
import { runningProcess } from '../client/current-process.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { suggestion } from './scenario/problem.ts';

const keys = {
  cluster: ['name', 'seed', 'brokers', 'topics', 'network', 'config', 'failOver', 'limits'],
  topic: ['partitions', 'replicas', 'placement', 'config'],
  network: ['latency', 'loss'],
  failOver: ['brokerSessionTimeoutMs', 'loading', 'preferredLeaderDelayMs'],
  loading: ['fixedMs', 'perRecordMs'],
  limits: ['eventsMax', 'traceEventsMax'],
  broker: ['id', 'rack'],
} as const;

/** @throws RangeError with the place and the mend */
export function checkClusterOptions(options: ClusterOptions): void {
  checkKeys('The options of a cluster', options, keys.cluster);
  const { name, seed, brokers, topics, network, failOver, limits } = options;
  if (name !== undefined && typeof name !== 'string') refuse('name', name, 'Give a text');
  if (seed !== undefined && typeof seed !== 'string' && !Number.isFinite(seed)) {
    refuse('seed', seed, 'Give a number or a text');
  }
  if (typeof brokers === 'object') {
    if (!Array.isArray(brokers)) refuse('brokers', brokers, 'Give how many, or a list such as [{ id: 1 }, { id: 2 }]');
    brokers.forEach((broker, at) => void checkKeys(`brokers[${at}]`, broker, keys.broker));
  }
  checkKeys('topics', topics);
  for (const [topic, given] of Object.entries(topics ?? {})) {
    if (typeof given !== 'number') checkKeys(`topics.${topic}`, given ?? null, keys.topic);
  }
  checkKeys('network', network, keys.network);
  checkKeys('failOver', failOver, keys.failOver);
  checkKeys('failOver.loading', failOver?.loading, keys.loading);
  if (failOver?.loading !== undefined) {
    const { fixedMs, perRecordMs } = failOver.loading;
    if (!(Number.isInteger(fixedMs) && fixedMs >= 0)) {
      refuse('failOver.loading.fixedMs', fixedMs, 'Give whole milliseconds, 0 or more');
    }
    if (!(Number.isFinite(perRecordMs) && perRecordMs >= 0)) {
      refuse('failOver.loading.perRecordMs', perRecordMs, 'Give milliseconds, 0 or more');
    }
  }
  checkKeys('limits', limits, keys.limits);
  for (const key of keys.limits) {
    const limit = limits?.[key];
    if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
      refuse(`limits.${key}`, limit, 'Give a whole number, 1 or more');
    }
  }
}

/** @throws RangeError for what cannot be told from other names in a trace */
export function checkProcessName(name: string): void {
  if (typeof name === 'string' && name !== '' && !name.includes('/')) return;
  const shown = typeof name === 'string' ? `"${name}"` : typeof name;
  throw new RangeError(`A process has a name without slashes, such as "c1"; not ${shown}.`);
}

/**
 * @param call for the message: `runFor() of cluster`
 * @throws Error while code of a process runs, RangeError for a time that cannot pass
 */
export function checkRun(call: string, ms: number): void {
  const running = runningProcess();
  if (running !== undefined) {
    throw new Error(
      `${call} was called while process ${running.process} of a cluster is running. Code in a process waits with ` +
        '`await sleep(ms)`; a suite awaits one run before it begins the next, of whatever cluster.',
    );
  }
  if (!(Number.isInteger(ms) && ms >= 0)) {
    throw new RangeError(`Virtual time passes in whole milliseconds, 0 or more, not ${String(ms)}.`);
  }
}

/** @param known left out: any */
function checkKeys(place: string, value: unknown, known?: readonly string[]): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(place, value, 'Give an object');
  for (const key of Object.keys(value)) {
    if (known === undefined || known.includes(key)) continue;
    throw new RangeError(`${place}: there is no "${key}"; ${suggestion(key, known)}.`);
  }
}

function refuse(place: string, value: unknown, mend: string): never {
  const shown = typeof value === 'number' || typeof value === 'string' ? `${value}` : typeOf(value);
  throw new RangeError(`${place} is ${shown}. ${mend}.`);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
