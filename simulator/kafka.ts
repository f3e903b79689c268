// The public face of the client: what `import ... from 'kafka'` gives. All that a learner imports.
export type {
  Assignment,
  ConsumerGroupMetadata,
  ConsumerPartitionAssignor,
  RebalanceProtocol,
  Subscription,
} from './client/assignor.ts';
export type { Cluster, Node, PartitionInfo } from './client/cluster-metadata.ts';
export type {
  ConsumerRecord,
  ConsumerRecords,
  OffsetAndMetadata,
  OffsetAndTimestamp,
  Offsets,
} from './client/records.ts';
export { sleep } from './client/sleep.ts';
export { type TopicPartition, topicPartition } from './protocol/topic-partition.ts';
