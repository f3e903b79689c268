// R4: A member whose successor has registered is refused for ever, also when it comes back as an owner.
import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

interface Row {
  readonly offset: number;
}

interface Token {
  readonly memberId: string;
  readonly incarnation: number;
  readonly generation: number;
}

interface Place {
  owner: Token;
  readonly fenced: Set<string>;
  readonly rows: Row[];
}

export function tokenOf({ memberId, generationId }: ConsumerGroupMetadata, incarnation: number): Token {
  return { memberId, incarnation, generation: generationId };
}

export class FencedStore {
  readonly #places = new Map<TopicPartition, Place>();

  register(partition: TopicPartition, token: Token): boolean {
    const place = this.#places.get(partition);
    if (place === undefined) {
      this.#places.set(partition, { owner: token, fenced: new Set(), rows: [] });
      return true;
    }
    if (place.fenced.has(token.memberId) || isOlder(token, place.owner)) return false;
    if (place.owner.memberId !== token.memberId) place.fenced.add(place.owner.memberId);
    place.owner = token;
    return true;
  }

  write(partition: TopicPartition, token: Token, row: Row): boolean {
    const place = this.#places.get(partition);
    if (place === undefined || place.owner.memberId !== token.memberId || isOlder(token, place.owner)) return false;
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
