// One journal that is only appended to, as in a log: who owns a partition, and what its rows are, is computed from it.
import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

type Token = readonly [incarnation: number, generation: number];

interface Row {
  readonly offset: number;
}

interface Entry {
  readonly partition: TopicPartition;
  readonly token: Token;
  /** `undefined` for a registration. */
  readonly row: Row | undefined;
}

export function tokenOf(metadata: ConsumerGroupMetadata, incarnation: number): Token {
  return [incarnation, metadata.generationId];
}

export class FencedStore {
  #journal: readonly Entry[] = [];

  register(partition: TopicPartition, token: Token): boolean {
    return this.#append({ partition, token, row: undefined });
  }

  write(partition: TopicPartition, token: Token, row: Row): boolean {
    const hasOwner = this.#journal.some((entry) => entry.partition === partition);
    return hasOwner && this.#append({ partition, token, row });
  }

  read(partition: TopicPartition): readonly Row[] {
    return this.#journal.flatMap((entry) => (entry.partition === partition && entry.row ? [entry.row] : []));
  }

  /** What is in the journal was in order when it came, so the last entry of a partition is that of its newest owner. */
  #append(entry: Entry): boolean {
    const [incarnation, generation] = this.#journal.findLast(({ partition }) => partition === entry.partition)
      ?.token ?? [0, 0];
    const [ofEntry, generationOfEntry] = entry.token;
    const isCurrent = ofEntry > incarnation || (ofEntry === incarnation && generationOfEntry >= generation);
    if (isCurrent) this.#journal = [...this.#journal, entry];
    return isCurrent;
  }
}
