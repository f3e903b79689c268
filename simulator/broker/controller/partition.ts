// Floor 3. One partition: its replicas, who leads them, and the one log that stands for all of theirs. Knows nothing of requests.
import type { LoggedRecord, ProducedRecord } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { Compaction, defaultCompaction } from '../log/compaction.ts';
import { PartitionLog } from '../log/partition-log.ts';
import { ProducerStates } from '../log/producer-state.ts';

/** A partition as anybody may look at it. */
export interface PartitionView {
  readonly name: TopicPartition;
  /** Broker ids, the preferred leader first. */
  readonly replicas: readonly number[];
  /** The in-sync replicas: those that may lead. */
  readonly isr: readonly number[];
  readonly leader: number | undefined;
  readonly leaderEpoch: number;
  readonly logStartOffset: number;
  /** The high watermark, too. */
  readonly logEndOffset: number;
}

export class Partition {
  readonly name: TopicPartition;
  readonly replicas: readonly number[];
  readonly log = new PartitionLog();
  readonly producers = new ProducerStates();
  readonly #compaction: Compaction | undefined;
  readonly #listeners = new Set<() => void>();
  #isr: readonly number[];
  #leader: number | undefined;
  #leaderEpoch = 0;

  constructor(name: TopicPartition, replicas: readonly number[], isCompacted: boolean) {
    this.name = name;
    this.replicas = Object.freeze([...replicas]);
    this.#isr = this.replicas;
    this.#compaction = isCompacted ? new Compaction(this.log, defaultCompaction) : undefined;
  }

  get leader(): number | undefined {
    return this.#leader;
  }

  get view(): PartitionView {
    return Object.freeze({
      name: this.name,
      replicas: this.replicas,
      isr: this.#isr,
      leader: this.#leader,
      leaderEpoch: this.#leaderEpoch,
      logStartOffset: this.log.startOffset,
      logEndOffset: this.log.endOffset,
    });
  }

  get records(): readonly LoggedRecord[] {
    return [...this.log.records];
  }

  get isCompacted(): boolean {
    return this.#compaction !== undefined;
  }

  isInSync(brokerId: number): boolean {
    return this.#isr.includes(brokerId);
  }

  /** @returns the offset of the first of them */
  append(records: readonly ProducedRecord[], nowMs: number): number {
    const baseOffset = this.log.append(records);
    this.#compaction?.appended(records.length, nowMs);
    this.changed();
    return baseOffset;
  }

  /**
   * Elects a leader, as the controller does whenever a broker comes or goes: the present one stays; otherwise the first replica
   * that is in sync and available leads (Kafka: PartitionChangeBuilder.electAnyLeader). Then all that are available are in sync. The
   * last one in sync stays so when it goes, since nobody else has what was written last: without it there is no leader.
   */
  elect(isAvailable: (brokerId: number) => boolean): void {
    const mayLead = (replica: number) => this.#isr.includes(replica) && isAvailable(replica);
    const stays = this.#leader !== undefined && mayLead(this.#leader);
    const leader = stays ? this.#leader : this.replicas.find(mayLead);
    if (leader !== undefined) this.#isr = Object.freeze(this.replicas.filter(isAvailable));
    else if (this.#leader !== undefined) this.#isr = Object.freeze([this.#leader]);
    this.lead(leader);
  }

  /** Makes it the leader, whoever it was before. The caller has looked that it may lead. */
  lead(leader: number | undefined): void {
    if (this.#leader === leader) return;
    this.#leader = leader;
    this.#leaderEpoch++;
    this.changed();
  }

  /** Calls `listener` after each append and each change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    if (this.#listeners.size === 0) return;
    for (const listener of [...this.#listeners]) listener();
  }
}
