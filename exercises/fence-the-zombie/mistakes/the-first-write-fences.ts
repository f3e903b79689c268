// R6: The fence is raised by the first write of the new owner, and not by its registration.
import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

interface Row {
  readonly offset: number;
}

interface Token {
  readonly incarnation: number;
  readonly generation: number;
}

interface Place {
  owner: Token;
  readonly rows: Row[];
}

export function tokenOf({ generationId }: ConsumerGroupMetadata, incarnation: number): Token {
  return { incarnation, generation: generationId };
}

export class FencedStore {
  readonly #places = new Map<TopicPartition, Place>();

  register(partition: TopicPartition, token: Token): boolean {
    const place = this.#places.get(partition);
    if (place === undefined) this.#places.set(partition, { owner: token, rows: [] });
    return place === undefined || !isOlder(token, place.owner);
  }

  write(partition: TopicPartition, token: Token, row: Row): boolean {
    const place = this.#places.get(partition);
    if (place === undefined || isOlder(token, place.owner)) return false;
    place.owner = token;
    place.rows.push(row);
    return true;
  }

  read(partition: TopicPartition): readonly Row[] {
    return [...(this.#places.get(partition)?.rows ?? [])];
  }
}

function isOlder(one: Token, other: Token): boolean {
  return one.incarnation === other.incarnation
    ? one.generation < other.generation
    : one.incarnation < other.incarnation;
}
