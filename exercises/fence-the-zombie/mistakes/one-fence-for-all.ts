// R3: There is one newest token for all partitions, so an owner that keeps a partition is refused.
import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

interface Row {
  readonly offset: number;
}

interface Token {
  readonly incarnation: number;
  readonly generation: number;
}

export function tokenOf({ generationId }: ConsumerGroupMetadata, incarnation: number): Token {
  return { incarnation, generation: generationId };
}

export class FencedStore {
  readonly #rows = new Map<TopicPartition, Row[]>();
  #newest: Token = { incarnation: 0, generation: 0 };

  register(_partition: TopicPartition, token: Token): boolean {
    if (isOlder(token, this.#newest)) return false;
    this.#newest = token;
    return true;
  }

  write(partition: TopicPartition, token: Token, row: Row): boolean {
    if (isOlder(token, this.#newest)) return false;
    this.#rows.set(partition, [...(this.#rows.get(partition) ?? []), row]);
    return true;
  }

  read(partition: TopicPartition): readonly Row[] {
    return this.#rows.get(partition) ?? [];
  }
}

function isOlder(one: Token, other: Token): boolean {
  return one.incarnation === other.incarnation
    ? one.generation < other.generation
    : one.incarnation < other.incarnation;
}
