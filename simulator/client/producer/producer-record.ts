// Floor 3. What an application sends, and what it is told when that is in the log (Kafka: ProducerRecord, RecordMetadata).
import { IllegalArgumentException } from '../errors.ts';
import { utf8 } from './murmur2.ts';

/** A record to be sent (Kafka: `clients.producer.ProducerRecord`). */
export interface ProducerRecord {
  readonly topic: string;
  /** Records with equal keys go to the same partition. Default: none. */
  readonly key?: string | null | undefined;
  /** Plain data: it is copied when it is sent, as a serializer would. Default: `null`. */
  readonly value?: unknown;
  /** Only to choose it yourself. Default: by the key; without a key, one partition after another in batches. */
  readonly partition?: number | undefined;
  /** In ms of virtual time. Default: now. */
  readonly timestamp?: number | undefined;
}

/** Where a record is (Kafka: `clients.producer.RecordMetadata`). */
export interface RecordMetadata {
  readonly topic: string;
  readonly partition: number;
  /** -1 when it is not known: with `acks=0` nobody answers. */
  readonly offset: number;
  /** In ms of virtual time. */
  readonly timestamp: number;
}

/** A record as it is sent, and about how many bytes it would have. */
export interface SerializedRecord {
  readonly key: string | null;
  readonly value: unknown;
  readonly size: number;
}

/** About what Kafka's format adds to the bytes of key and value (DefaultRecord.MAX_RECORD_OVERHEAD). */
const overheadBytes = 21;
const depthMax = 64;

/** Copies what is to be sent, so that no later change reaches it. */
export function serialized(record: ProducerRecord): SerializedRecord {
  const { topic, partition, timestamp } = record;
  const key = record.key ?? null;
  if (typeof topic !== 'string' || topic === '') {
    throw new IllegalArgumentException('A record needs a topic: send({ topic: "orders", key: "k", value: 1 }).');
  }
  if (key !== null && typeof key !== 'string') {
    throw new IllegalArgumentException(`A key is a string or null, not ${typeof key}.`);
  }
  if (partition !== undefined && (!Number.isInteger(partition) || partition < 0)) {
    throw new IllegalArgumentException(
      `Invalid partition: ${partition}. Partition number should always be non-negative or left out.`,
    );
  }
  if (timestamp !== undefined && (!Number.isInteger(timestamp) || timestamp < 0)) {
    throw new IllegalArgumentException(
      `Invalid timestamp: ${timestamp}. Timestamp should always be non-negative whole milliseconds or left out.`,
    );
  }
  const [value, size] = copied(record.value ?? null, 0);
  return { key, value, size: overheadBytes + size + (key === null ? 0 : utf8(key).length) };
}

/** A frozen copy, and its size. */
function copied(value: unknown, depth: number): readonly [copy: unknown, size: number] {
  switch (typeof value) {
    case 'string':
      return [value, value.length];
    case 'number':
    case 'bigint':
      return [value, 8];
    case 'boolean':
    case 'undefined':
      return [value, 1];
    case 'object':
      return value === null ? [null, 0] : copiedObject(value, depth);
    default:
      throw new IllegalArgumentException(
        `A value is plain data; ${typeof value} cannot be sent. Send what it stands for.`,
      );
  }
}

function copiedObject(value: object, depth: number): readonly [copy: unknown, size: number] {
  if (depth === depthMax) {
    throw new IllegalArgumentException(
      'A value is plain data; this one contains itself, or is nested too deeply to be sent.',
    );
  }
  let size = 0;
  const part = (inner: unknown): unknown => {
    const [copy, innerSize] = copied(inner, depth + 1);
    size += innerSize;
    return copy;
  };
  if (Array.isArray(value)) {
    const copy = Object.freeze(value.map(part));
    return [copy, size];
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && !isPlain(prototype)) {
    throw new IllegalArgumentException(
      'A value is plain data: objects, arrays, strings, numbers. An instance of a class cannot be sent; send its fields.',
    );
  }
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    size += name.length;
    copy[name] = part(inner);
  }
  return [Object.freeze(copy), size];
}

/** Whether objects with this prototype are written `{}`, in this realm or another. */
function isPlain(prototype: unknown): boolean {
  return typeof prototype === 'object' && prototype !== null && Object.getPrototypeOf(prototype) === null;
}
