import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

/** What an owner shows with each call. Choose what is in it; it travels as JSON. */
interface Token {
  readonly memberId: string;
}

/** One row for each record of a partition. */
interface Row {
  readonly offset: number;
}

/**
 * Called in a consumer, in `onPartitionsAssigned`.
 *
 * @param metadata what `consumer.groupMetadata()` returns there
 * @param incarnation how many times the group was made, from 1: a setting that is raised when the group is deleted
 */
export function tokenOf(metadata: ConsumerGroupMetadata, _incarnation: number): Token {
  // So far it says who, but not when.
  return { memberId: metadata.memberId };
}

/** Lives in the database, which does one call after the other. The rules are in the brief. */
export class FencedStore {
  readonly #rows: Row[] = [];

  /** @returns whether the token is that of the newest owner from now on */
  register(_partition: TopicPartition, _token: Token): boolean {
    return true;
  }

  /** @returns whether the row was taken */
  write(_partition: TopicPartition, _token: Token, row: Row): boolean {
    this.#rows.push(row);
    return true;
  }

  /** The rows of a partition, in the order in which they were taken. */
  read(_partition: TopicPartition): readonly Row[] {
    // So far it takes everything from everybody, and keeps no partitions apart.
    return this.#rows;
  }
}
