// Floor 6. Reads what an answer's assign() returned, once, into plain frozen data that can be trusted.
// Whatever the answer hands over may lie or throw when looked at, so nothing of it leaves this file. Knows no case.
import type { OwnedByMember, PartitionName } from './evidence.ts';
import { clip, countOf } from './words.ts';

export type ReadAssignment =
  | { readonly kind: 'assignment'; readonly owned: OwnedByMember }
  /** `why` is a whole sentence. */
  | { readonly kind: 'unusable'; readonly why: string };

/** No group in a suite comes near these; an answer beyond them is not read to its end. */
const MEMBERS_MAX = 1_000;
const PARTITIONS_MAX = 20_000;
const NAME_LENGTH_MAX = 1_000;

// Taken before any answer is loaded. An answer's map may be of a subclass that lies about its entries.
const forEachEntry = Map.prototype.forEach;
const getSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get;
const { apply } = Reflect;

export function readAssignment(returned: unknown): ReadAssignment {
  try {
    return { kind: 'assignment', owned: ownedIn(returned) };
  } catch (reason) {
    const why = Unusable.whyOf(reason) ?? 'What assign() returned throws an error when it is read.';
    return { kind: 'unusable', why };
  }
}

/** Ends the reading, and says why. Made here only, so that an answer cannot throw one. */
class Unusable {
  readonly #why: string;

  constructor(why: string) {
    this.#why = why;
  }

  /** A private name is looked up without running any code of the answer, which `instanceof` on a proxy would. */
  static whyOf(reason: unknown): string | undefined {
    return isObject(reason) && #why in reason ? reason.#why : undefined;
  }
}

function ownedIn(returned: unknown): OwnedByMember {
  const entries = entriesOf(returned);
  let partitionsLeft = PARTITIONS_MAX;
  return Object.freeze(
    entries.map(([memberId, assignment]) => {
      const partitions = partitionsIn(memberId, assignment, partitionsLeft);
      partitionsLeft -= partitions.length;
      return Object.freeze([memberId, partitions] as const);
    }),
  );
}

function entriesOf(returned: unknown): readonly (readonly [memberId: string, assignment: unknown])[] {
  const size = sizeOf(returned);
  if (size === undefined) {
    throw new Unusable(`assign() must return a Map of assignments by member id. It returned ${kindOf(returned)}.`);
  }
  if (size > MEMBERS_MAX) throw new Unusable(`assign() returned a Map with ${size} entries.`);
  const entries: [string, unknown][] = [];
  let strangeKey: string | undefined;
  const collect = (assignment: unknown, memberId: unknown): void => {
    if (typeof memberId === 'string') entries.push([memberId, assignment]);
    else strangeKey ??= kindOf(memberId);
  };
  apply(forEachEntry, returned, [collect]);
  const longId = entries.find(([memberId]) => memberId.length > NAME_LENGTH_MAX)?.[0];
  if (longId !== undefined)
    throw new Unusable(`The Map has the member id '${clip(longId)}', which is too long to be one.`);
  if (strangeKey !== undefined) {
    throw new Unusable(`The keys of the Map must be member ids, which are strings. One key is ${strangeKey}.`);
  }
  return entries;
}

/** `undefined` for everything that is not a real map, a proxy of one included. */
function sizeOf(value: unknown): number | undefined {
  try {
    return getSize === undefined ? undefined : apply(getSize, value, []);
  } catch {
    return undefined;
  }
}

function partitionsIn(memberId: string, assignment: unknown, limit: number): readonly PartitionName[] {
  const whose = `The assignment of ${clip(memberId)}`;
  if (!isObject(assignment)) {
    throw new Unusable(`${whose} must be an object, { partitions: [...] }. It is ${kindOf(assignment)}.`);
  }
  if (Array.isArray(assignment)) {
    throw new Unusable(
      `${whose} must be an object, { partitions: [...] }. It is an array: put it into such an object.`,
    );
  }
  const list: unknown = assignment.partitions;
  if (!isObject(list) || !Array.isArray(list)) {
    throw new Unusable(`${whose} must have an array of partitions. Its partitions are ${kindOf(list)}.`);
  }
  const length: unknown = list.length;
  if (typeof length !== 'number') throw new Unusable(`${whose} has an array without a length.`);
  if (!(length <= limit))
    throw new Unusable(`${whose} makes more than ${countOf(PARTITIONS_MAX, 'partition')} in all.`);
  const names: PartitionName[] = [];
  for (let index = 0; index < length; index++) names.push(partitionAt(list[index], index, whose));
  return Object.freeze(names);
}

function partitionAt(value: unknown, index: number, whose: string): PartitionName {
  const where = `${whose} must hold topic partitions, such as topicPartition('orders', 0). The one at index ${index}`;
  if (!isObject(value)) throw new Unusable(`${where} is ${kindOf(value)}.`);
  const topic = value.topic;
  const partition = value.partition;
  if (typeof topic !== 'string') throw new Unusable(`${where} has a topic that is ${kindOf(topic)}, not a string.`);
  if (typeof partition !== 'number') {
    throw new Unusable(`${where} has a partition that is ${kindOf(partition)}, not a number.`);
  }
  if (topic.length > NAME_LENGTH_MAX) throw new Unusable(`${where} has a topic of ${topic.length} characters.`);
  if (!Number.isInteger(partition) || partition < 0) {
    throw new Unusable(`${where} has the partition ${partition}, and partitions are whole numbers from 0 up.`);
  }
  return Object.freeze([topic, partition] as const);
}

function isObject(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What a value is, in words. Reads at most `then`, since a promise is what one gets from `async assign()`. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return `the string '${clip(value)}'`;
  if (typeof value !== 'object') return `the ${typeof value} ${clip(String(value))}`;
  if (Array.isArray(value)) return 'an array';
  if (isObject(value) && typeof value.then === 'function') return 'a promise: take away async and await';
  return 'an object of another kind';
}
