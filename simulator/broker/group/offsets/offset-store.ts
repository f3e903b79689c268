// Floor 3. Committed offsets by group, as the log has them. Who may commit, and when offsets expire, is not known here.
import type { TopicPartition } from '../../../protocol/topic-partition.ts';
import type { CoordinatorRecord, StoredOffset } from '../coordinator-record.ts';

export type OffsetRecord = Extract<CoordinatorRecord, { type: 'offset' }>;

const none: ReadonlyMap<TopicPartition, StoredOffset> = new Map();

export class OffsetStore {
  readonly #byGroup = new Map<string, Map<TopicPartition, StoredOffset>>();

  ofGroup(groupId: string): ReadonlyMap<TopicPartition, StoredOffset> {
    return this.#byGroup.get(groupId) ?? none;
  }

  groupIds(): Iterable<string> {
    return this.#byGroup.keys();
  }

  /** Takes over what a record says. One without a value removes. */
  apply({ groupId, partition, value }: OffsetRecord): void {
    let offsets = this.#byGroup.get(groupId);
    if (value !== null) {
      if (offsets === undefined) {
        offsets = new Map();
        this.#byGroup.set(groupId, offsets);
      }
      offsets.set(partition, value);
    } else if (offsets !== undefined) {
      offsets.delete(partition);
      if (offsets.size === 0) this.#byGroup.delete(groupId);
    }
  }
}

/** The records that remove these offsets. */
export function offsetTombstones(groupId: string, partitions: Iterable<TopicPartition>): readonly OffsetRecord[] {
  return Array.from(partitions, (partition) => ({ type: 'offset', groupId, partition, value: null }));
}
