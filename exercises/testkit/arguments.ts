// Floor 6. What answers hand to stores, workers and tables, checked: a mistake is told at the call, in words, not where it shows.
import { type TopicPartition, topicPartition } from 'kafka';

/** @throws TypeError for what is not a partition */
export function checkedPartition(call: string, given: TopicPartition): TopicPartition {
  const value: unknown = given;
  if (isObject(value) && typeof value.topic === 'string' && isCount(value.partition)) {
    return topicPartition(value.topic, value.partition);
  }
  throw new TypeError(
    `${call} takes a partition, { topic, partition }: topicPartition('orders', 0). It was given ${shown(value)}.`,
  );
}

/** @throws TypeError for what is not a list of rows */
export function checkedRows<Row extends object>(call: string, given: readonly Row[]): readonly Readonly<Row>[] {
  if (Array.isArray(given)) return given.map((row) => checkedRow(call, row));
  throw new TypeError(`${call} takes a list of rows. It was given ${shown(given)}.`);
}

/** A copy: what the caller does with the row afterwards changes nothing. @throws TypeError for what is not a row */
export function checkedRow<Row extends object>(call: string, given: Row): Readonly<Row> {
  if (isObject(given)) return Object.freeze({ ...given });
  throw new TypeError(`${call} takes rows that are objects. It was given ${shown(given)}.`);
}

/** @throws TypeError for what is not a record */
export function checkedPlace(
  call: string,
  given: { readonly topic: string; readonly partition: number; readonly offset: number },
): void {
  const value: unknown = given;
  if (isObject(value) && typeof value.topic === 'string' && isCount(value.partition) && isCount(value.offset)) return;
  throw new TypeError(
    `${call} takes a record, or whatever has its topic, partition and offset. It was given ${shown(value)}.`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/** A value of any kind, in a sentence. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (typeof value === 'string') return `"${value}"`;
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
