// Floor 4. The names that a scenario declares, collected before anything else is read, so that a reference to something that is
// declared faultily is no second problem. Knows nothing of what they name.
import { isObject } from './place.ts';

export interface Names {
  /** Topics, those that an event creates included. */
  readonly topics: readonly string[];
  /** The most partitions that each ever has. */
  readonly partitionsMax: ReadonlyMap<string, number>;
  readonly brokers: readonly number[];
  /** Names of groups; `undefined` when the scenario has no list of them, and any name will do. */
  readonly groups: readonly string[] | undefined;
  /** Groups that some consumer names. */
  readonly groupsOfConsumers: readonly string[];
  readonly consumers: readonly string[];
  readonly stores: readonly string[];
  /** What the runner of the scenario can offer; `undefined` when that is not known. */
  readonly assignors: readonly string[] | undefined;
  readonly applications: readonly string[] | undefined;
}

export function collectNames(
  value: unknown,
  brokers: readonly number[],
  { assignors, applications }: Pick<Names, 'assignors' | 'applications'>,
): Names {
  const scenario = isObject(value) ? value : {};
  const events: readonly unknown[] = Array.isArray(scenario.events) ? scenario.events : [];
  const partitionsMax = new Map<string, number>();
  const grow = (topic: unknown, partitions: unknown): void => {
    if (typeof topic !== 'string') return;
    // A count that cannot be read is a problem of its own: nothing that names a partition is refused for it.
    const count = typeof partitions === 'number' ? partitions : Number.POSITIVE_INFINITY;
    partitionsMax.set(topic, Math.max(partitionsMax.get(topic) ?? 0, count));
  };
  if (isObject(scenario.topics)) {
    for (const [topic, plan] of Object.entries(scenario.topics)) grow(topic, isObject(plan) ? plan.partitions : plan);
  }
  for (const event of events) {
    if (!isObject(event)) continue;
    if (event.createTopic !== undefined) grow(event.createTopic, event.partitions);
    const grown = event.createPartitions;
    if (typeof grown === 'string' && partitionsMax.has(grown)) grow(grown, event.to);
  }
  const consumers = keysOf(scenario.consumers).flatMap(expandName).slice(0, expandedMax);
  const groups = scenario.groups === undefined || scenario.groups === null ? undefined : keysOf(scenario.groups);
  return {
    topics: [...partitionsMax.keys()],
    partitionsMax,
    brokers,
    groups,
    groupsOfConsumers: [...new Set(groupsOf(scenario.consumers))],
    consumers,
    stores: keysOf(scenario.stores),
    assignors,
    applications,
  };
}

/** `c1..c3` is c1, c2, c3; every other name is itself. */
export function expandName(name: string): readonly string[] {
  const [, stem, first, stemAgain, last] = /^(\D*)(\d{1,6})\.\.(\D*)(\d{1,6})$/.exec(name) ?? [];
  if (stem === undefined || first === undefined || last === undefined || stem !== stemAgain) return [name];
  const count = Number(last) - Number(first) + 1;
  if (count < 1 || count > expandedMax) return [name];
  return Array.from({ length: count }, (_, index) => `${stem}${Number(first) + index}`);
}

const expandedMax = 10_000;

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function groupsOf(consumers: unknown): readonly string[] {
  if (!isObject(consumers)) return [];
  return Object.values(consumers).flatMap((consumer) => {
    const group = isObject(consumer) ? consumer.group : undefined;
    return typeof group === 'string' ? [group] : [];
  });
}
