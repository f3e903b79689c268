// Floor 4. Readers of what points to something else in the scenario: topics, partitions, brokers, links, subscriptions.
import type { Names } from './names.ts';
import { isObject, type Place, readList, readReference, readText, shown } from './place.ts';
import { suggestion } from './problem.ts';
import type { Link, PartitionName, SubscriptionPlan } from './scenario.ts';

export const readTopic = (place: Place, names: Names): string | undefined =>
  readReference(place, names.topics, 'topic');

export const readConsumer = (place: Place, names: Names): string | undefined =>
  readReference(place, names.consumers, 'consumer');

export function readBroker(place: Place, names: Names): number | undefined {
  const { value } = place;
  if (typeof value !== 'number')
    return place.report(`is ${shown(value)}; write the number of a broker: ${names.brokers[0]}`);
  return names.brokers.includes(value)
    ? value
    : place.report(`there is no broker ${value}; known: ${names.brokers.join(', ')}`);
}

export function readGroup(place: Place, names: Names): string | undefined {
  return readReference(place, [...new Set([...(names.groups ?? []), ...names.groupsOfConsumers])], 'group');
}

/** `orders-0`. */
export function readPartition(place: Place, names: Names): PartitionName | undefined {
  const { value } = place;
  const [, topic, number] = (typeof value === 'string' ? /^(.+)-(\d{1,7})$/.exec(value) : null) ?? [];
  if (topic === undefined || number === undefined)
    return place.report(`is ${shown(value)}; write a partition: orders-0`);
  const count = names.partitionsMax.get(topic);
  if (count === undefined) return place.report(`no topic is named "${topic}"; ${suggestion(topic, names.topics)}`);
  const partition = Number(number);
  return partition < count
    ? { topic, partition }
    : place.report(`${topic} has partitions 0 to ${count - 1} at most; write one of them, or give it more`);
}

export const readPartitions = (place: Place, names: Names): readonly PartitionName[] | undefined =>
  readNonEmpty(place, (at) => readPartition(at, names), '[orders-0, orders-1]');

function readNonEmpty<T>(place: Place, item: (at: Place) => T | undefined, example: string): readonly T[] | undefined {
  if (Array.isArray(place.value) && place.value.length === 0) return place.report(`is empty; write ${example}`);
  return readList(place, item, example);
}

/** The three ways to say what a consumer reads, of which it takes one. */
const subscriptionKeys = ['topics', 'pattern', 'assign'] as const;

/** The readers of the fields from which `subscriptionOf` takes one. */
export function subscriptionFields(names: Names) {
  return {
    topics: (at: Place) => readNonEmpty(at, (topic) => readTopic(topic, names), '[orders]'),
    pattern: readPattern,
    assign: (at: Place) => readPartitions(at, names),
  };
}

export interface SubscriptionFields {
  readonly topics?: readonly string[];
  readonly pattern?: string;
  readonly assign?: readonly PartitionName[];
}

export function subscriptionOf(fields: SubscriptionFields): SubscriptionPlan | undefined {
  if (fields.topics !== undefined) return { kind: 'topics', topics: fields.topics };
  if (fields.pattern !== undefined) return { kind: 'pattern', pattern: fields.pattern };
  if (fields.assign !== undefined) return { kind: 'assign', partitions: fields.assign };
  return undefined;
}

/** Which of the ways to subscribe stand in an object, whether they can be read or not. */
export function subscriptionKeysIn(value: unknown): readonly string[] {
  return isObject(value) ? subscriptionKeys.filter((key) => value[key] !== undefined && value[key] !== null) : [];
}

function readPattern(place: Place): string | undefined {
  const pattern = readText(place, 'a regular expression: ^orders-.*');
  if (pattern === undefined) return undefined;
  try {
    new RegExp(pattern);
    return pattern;
  } catch (error) {
    return place.report(
      `is no regular expression: ${error instanceof Error ? error.message : String(error)}; correct it`,
    );
  }
}

/** A process, a broker, or both as a list: `c2`, `1`, `[c2, 1]`. What is left out stands for all there are. */
export function readLink(place: Place, names: Names): Link | undefined {
  const { value } = place;
  if (!Array.isArray(value)) {
    if (typeof value === 'number') {
      const broker = readBroker(place, names);
      return broker === undefined ? undefined : { process: undefined, broker };
    }
    const process = readConsumer(place, names);
    return process === undefined ? undefined : { process, broker: undefined };
  }
  if (value.length !== 2) return place.report(`has ${value.length} ends; write one process and one broker: [c1, 1]`);
  const process = readConsumer(place.inside(0, value[0]), names);
  const broker = readBroker(place.inside(1, value[1]), names);
  return process === undefined || broker === undefined ? undefined : { process, broker };
}
