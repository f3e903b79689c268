import type { ConsumerGroupDescription, ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

/** What an admin client has fetched of a group. */
export interface DescribedGroup {
  /** Its id, its state, and its members with what each of them owns. */
  readonly description: ConsumerGroupDescription;
  /** The next offset to read. Without an entry: nothing is committed. */
  readonly committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>;
  /** The offset that the next record will have. Without an entry: the partition has no leader. */
  readonly ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>;
}

/** What `kafka-consumer-groups --describe` prints. The rules are in the brief. */
export function describeOffsets({ description, committed, ends }: DescribedGroup): string {
  // So far the columns do not line up, and only what has an owner and a commit has a row.
  let text = '\nGROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID\n';
  for (const { assignment, consumerId, host, clientId } of description.members) {
    for (const partition of assignment) {
      const offset = committed.get(partition)?.offset;
      const end = ends.get(partition)?.offset;
      if (offset === undefined || end === undefined) continue;
      const cells = [description.groupId, partition.topic, partition.partition, offset, end, end - offset];
      text += `${[...cells, consumerId, host, clientId].join(' ')}\n`;
    }
  }
  return text;
}

/** What `kafka-consumer-groups --describe --members` prints. */
export function describeMembers({ description }: DescribedGroup): string {
  // So far there is the number of members alone.
  return `\n${description.members.length}\n`;
}
