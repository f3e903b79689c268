// Floor 3. A topic as it is asked for, and as it is kept: its settings and its partitions. Knows nothing of requests.
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { TopicMetadata } from '../../protocol/requests.ts';
import type { Retention } from '../log/retention.ts';
import type { Partition } from './partition.ts';

/** Where groups and committed offsets are kept. */
export const offsetsTopic = '__consumer_offsets';

/** A topic to be created. */
export interface TopicSpec {
  readonly topic: string;
  /** At least 1. */
  readonly partitionCount: number;
  /** At most as many as there are brokers. Default: the cluster's `default.replication.factor`. */
  readonly replicationFactor?: number;
  /** Instead of `replicationFactor`: the brokers of each partition, by hand, the preferred leader first. */
  readonly replicas?: readonly (readonly number[])[];
  /** `retention.ms`. Default: 7 days; -1: no limit. */
  readonly retentionMs?: number;
  /** `retention.bytes` of one partition. Default: -1, no limit. */
  readonly retentionBytes?: number;
  /** `cleanup.policy`. Default: `delete`. */
  readonly cleanupPolicy?: 'delete' | 'compact';
}

export interface Topic {
  readonly name: string;
  readonly partitions: Partition[];
  readonly replicationFactor: number;
  /** `undefined`: compacted instead. */
  readonly retention: Retention | undefined;
  /** What clients are told; made again after each change. */
  metadata: TopicMetadata | undefined;
}

/** A refusal, as a client gets it and as a person reads it. */
export interface Refusal {
  readonly error: ErrorCode;
  readonly message: string;
}

const retentionMsDefault = 604_800_000;

export function retentionOf(spec: TopicSpec): Retention | undefined {
  if (spec.cleanupPolicy === 'compact') return undefined;
  const retentionMs = spec.retentionMs ?? retentionMsDefault;
  const retentionBytes = spec.retentionBytes ?? -1;
  return {
    retentionMs: retentionMs === -1 ? undefined : retentionMs,
    retentionBytes: retentionBytes === -1 ? undefined : retentionBytes,
  };
}

/** What is wrong with a topic that is to be created, as far as it can be told without looking at the topics there are. */
export function refusalOfSpec(spec: TopicSpec, brokerIds: readonly number[], factor: number): Refusal | undefined {
  const { topic, partitionCount, replicas } = spec;
  const refuse = (error: ErrorCode, problem: string): Refusal => ({ error, message: `Topic ${topic}: ${problem}` });
  if (!isTopicName(topic)) {
    return refuse(
      'INVALID_TOPIC_EXCEPTION',
      'a name has 1 to 249 letters, digits, dots, underscores and dashes, and is not "." or "..".',
    );
  }
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    return refuse(
      'INVALID_PARTITIONS',
      `${partitionCount} partitions. Give it a whole number of partitions, 1 or more.`,
    );
  }
  if (!Number.isInteger(factor) || factor < 1 || factor > brokerIds.length) {
    const range =
      brokerIds.length === 1 ? '1, as there is one broker' : `1 to ${brokerIds.length}, one for each broker`;
    return refuse('INVALID_REPLICATION_FACTOR', `a replication factor of ${factor}. It can be ${range}.`);
  }
  for (const [name, limit] of [
    ['retention.ms', spec.retentionMs],
    ['retention.bytes', spec.retentionBytes],
  ] as const) {
    if (limit !== undefined && (!Number.isInteger(limit) || limit < -1)) {
      return refuse('INVALID_REQUEST', `${name} of ${limit}. It is a whole number from 0 up, or -1 for no limit.`);
    }
  }
  if (replicas === undefined) return undefined;
  if (replicas.length !== partitionCount) {
    return refuse(
      'INVALID_REQUEST',
      `replicas for ${replicas.length} partitions are given, but it has ${partitionCount}.`,
    );
  }
  for (const [partition, ofPartition] of replicas.entries()) {
    const stranger = ofPartition.find((id) => !brokerIds.includes(id));
    if (stranger !== undefined || ofPartition.length === 0 || new Set(ofPartition).size !== ofPartition.length) {
      return refuse(
        'INVALID_REQUEST',
        `the replicas of partition ${partition} are [${ofPartition.join(', ')}]. Name brokers of ${brokerIds.join(', ')}, each once.`,
      );
    }
  }
  return undefined;
}

/** Kafka: Topic.validate. */
export function isTopicName(name: string): boolean {
  return /^[\w.-]{1,249}$/.test(name) && name !== '.' && name !== '..';
}
