// R5: Newer in either number counts as newer, so a zombie of the first group with many generations comes through.
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
    if (place === undefined) {
      this.#places.set(partition, { owner: token, rows: [] });
      return true;
    }
    if (isOlder(token, place.owner)) return false;
    place.owner = token;
    return true;
  }

  write(partition: TopicPartition, token: Token, row: Row): boolean {
    const place = this.#places.get(partition);
    if (place === undefined || isOlder(token, place.owner)) return false;
    place.rows.push(row);
    return true;
  }

  read(partition: TopicPartition): readonly Row[] {
    return [...(this.#places.get(partition)?.rows ?? [])];
  }
}

function isOlder(one: Token, other: Token): boolean {
  const isNewer = one.incarnation > other.incarnation || one.generation > other.generation;
  const isEqual = one.incarnation === other.incarnation && one.generation === other.generation;
  return !isNewer && !isEqual;
}
