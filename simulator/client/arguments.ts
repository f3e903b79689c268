// Floor 3. What applications hand to a client, checked, with partitions as the one object that stands for each. Knows no call.
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import { IllegalArgumentException } from './errors.ts';
import type { OffsetAndMetadata, Offsets } from './records.ts';

/** @throws IllegalArgumentException for what is not a partition */
export function internedPartition(partition: TopicPartition): TopicPartition {
  if (
    typeof partition !== 'object' ||
    partition === null ||
    typeof partition.topic !== 'string' ||
    !Number.isInteger(partition.partition) ||
    partition.partition < 0
  ) {
    throw new IllegalArgumentException(
      "A partition is { topic, partition }, with a number from 0 up: topicPartition('orders', 0).",
    );
  }
  return topicPartition(partition.topic, partition.partition);
}

/** @throws IllegalArgumentException for what is not a list of partitions */
export function internedPartitions(partitions: Iterable<TopicPartition>): readonly TopicPartition[] {
  if (!isIterable(partitions)) {
    throw new IllegalArgumentException("This takes a list of partitions: [topicPartition('orders', 0)].");
  }
  return Array.from(partitions, internedPartition);
}

/** By partition. */
export function internedKeys<T>(values: ReadonlyMap<TopicPartition, T>): Map<TopicPartition, T> {
  if (!(values instanceof Map)) {
    throw new IllegalArgumentException("This takes a Map by partition: new Map([[topicPartition('orders', 0), ...]]).");
  }
  return new Map([...values].map(([partition, value]) => [internedPartition(partition), value]));
}

/** @throws IllegalArgumentException for what is not a text, such as the name of a topic or the id of a group */
export function checkedName(name: string, what: string): string {
  if (typeof name === 'string') return name;
  throw new IllegalArgumentException(`This takes the name of ${what}, a text: 'orders'. It was given ${typeof name}.`);
}

/** @throws IllegalArgumentException for what is not a list of texts */
export function checkedNames(names: readonly string[], what: string): readonly string[] {
  if (!Array.isArray(names)) {
    throw new IllegalArgumentException(`This takes a list with the name of ${what} each: ['orders'].`);
  }
  return names.map((name) => checkedName(name, what));
}

/** @throws IllegalArgumentException for an offset that cannot be committed */
export function checkedOffsets(offsets: Offsets): Offsets {
  const checked = internedKeys<OffsetAndMetadata>(offsets);
  for (const [{ topic, partition }, value] of checked) {
    const offset: unknown = typeof value === 'object' && value !== null ? value.offset : undefined;
    const metadata: unknown = typeof value === 'object' && value !== null ? value.metadata : undefined;
    if (metadata !== undefined && metadata !== null && typeof metadata !== 'string') {
      throw new IllegalArgumentException(
        `Invalid metadata for ${topic}-${partition}: what is committed along with an offset is a text, not ${typeof metadata}.`,
      );
    }
    if (typeof offset === 'number' && Number.isInteger(offset) && offset >= 0) continue;
    throw new IllegalArgumentException(
      `Invalid offset for ${topic}-${partition}: it is committed as { offset }, a whole number from 0 up, one more than that of the last record handled.`,
    );
  }
  return checked;
}

/** @throws IllegalArgumentException for a time that cannot be waited */
export function checkedTimeout(timeoutMs: number): number {
  if (timeoutMs === Number.POSITIVE_INFINITY || (Number.isInteger(timeoutMs) && timeoutMs >= 0)) return timeoutMs;
  throw new IllegalArgumentException(
    `A timeout is whole milliseconds, 0 or more, not ${typeof timeoutMs === 'number' ? timeoutMs : typeof timeoutMs}.`,
  );
}

/** The same where a timeout may be left out. */
export function optionalTimeout(timeoutMs: number | undefined): number | undefined {
  return timeoutMs === undefined ? undefined : checkedTimeout(timeoutMs);
}

/** @throws IllegalArgumentException for what is neither a list of names nor a pattern */
export function checkedTopics(topics: readonly string[] | RegExp): readonly string[] | RegExp {
  if (topics instanceof RegExp) return topics;
  if (typeof topics !== 'string' && isIterable(topics)) {
    const names = [...topics];
    if (names.every((name) => typeof name === 'string')) return names;
  }
  throw new IllegalArgumentException("subscribe takes a list of topics, ['orders'], or a pattern, /orders-.*/.");
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
