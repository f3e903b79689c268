// Tokens are texts that sort like the two numbers in them. A partition keeps all that were registered, and asks for the greatest.
import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

interface Row {
  readonly offset: number;
}

class PartitionStore {
  readonly #tokens = new Set<string>();
  readonly rows: Row[] = [];

  isNewest(token: string): boolean {
    return [...this.#tokens].every((other) => other <= token);
  }

  register(token: string): boolean {
    const isNewest = this.isNewest(token);
    if (isNewest) this.#tokens.add(token);
    return isNewest;
  }

  write(token: string, row: Row): boolean {
    const isOwner = this.#tokens.has(token) && this.isNewest(token);
    if (isOwner) this.rows.push(row);
    return isOwner;
  }
}

export function tokenOf({ generationId }: ConsumerGroupMetadata, incarnation: number): string {
  return [incarnation, generationId].map((part) => String(part).padStart(10, '0')).join('/');
}

export class FencedStore {
  readonly #partitions = new Map<string, PartitionStore>();

  register(partition: TopicPartition, token: string): boolean {
    return this.#of(partition).register(token);
  }

  write(partition: TopicPartition, token: string, row: Row): boolean {
    return this.#of(partition).write(token, row);
  }

  read(partition: TopicPartition): readonly Row[] {
    return this.#of(partition).rows.slice();
  }

  #of({ topic, partition }: TopicPartition): PartitionStore {
    const key = `${topic}/${partition}`;
    const known = this.#partitions.get(key) ?? new PartitionStore();
    this.#partitions.set(key, known);
    return known;
  }
}
