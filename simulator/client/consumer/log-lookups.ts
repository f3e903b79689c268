// Floor 3. Questions about logs and topics that have nothing to do with what the consumer is assigned (Kafka: OffsetFetcher,
// TopicMetadataFetcher).
import type { Routine } from '../../kernel/routine.ts';
import type { MetadataResponse, OffsetTimestamp } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { PartitionInfo } from '../cluster-metadata.ts';
import { errorFor, IllegalArgumentException, TimeoutException } from '../errors.ts';
import { clusterOf, emptyCluster } from '../metadata-cluster.ts';
import type { OffsetAndTimestamp } from '../records.ts';
import type { ConsumerParts } from './consumer-parts.ts';
import { isRetriable } from './coordinator-discovery.ts';
import { Deadline } from './deadline.ts';
import { fetchOffsetsByTimes } from './list-offsets.ts';
import { partitionName } from './partition-order.ts';

export class LogLookups {
  readonly #parts: Pick<ConsumerParts, 'context' | 'transientTopics'>;

  constructor(parts: Pick<ConsumerParts, 'context' | 'transientTopics'>) {
    this.#parts = parts;
  }

  /** Where logs begin or end. */
  *ends(
    partitions: readonly TopicPartition[],
    timestamp: OffsetTimestamp,
    timeoutMs = this.#defaultTimeoutMs,
  ): Routine<ReadonlyMap<TopicPartition, number>> {
    const found = yield* this.#listOffsets(new Map(partitions.map((partition) => [partition, timestamp])), timeoutMs);
    return new Map([...found].map(([partition, { offset }]) => [partition, offset]));
  }

  /** @throws IllegalArgumentException for a time before 0 */
  *offsetsForTimes(
    timestamps: ReadonlyMap<TopicPartition, OffsetTimestamp>,
    timeoutMs = this.#defaultTimeoutMs,
  ): Routine<ReadonlyMap<TopicPartition, OffsetAndTimestamp | undefined>> {
    for (const [partition, timestamp] of timestamps) {
      if (timestamp >= 0) continue;
      throw new IllegalArgumentException(
        `The target time for partition ${partitionName(partition)} is ${timestamp}. The target time cannot be negative.`,
      );
    }
    const found = yield* this.#listOffsets(timestamps, timeoutMs);
    return new Map([...timestamps.keys()].map((partition) => [partition, found.get(partition)]));
  }

  /** Known ones at once, others from any broker. @returns none when there is no such topic @throws TimeoutException */
  *partitionsFor(topic: string, timeoutMs = this.#defaultTimeoutMs): Routine<readonly PartitionInfo[]> {
    const { metadata, network, clock, retryBackoff } = this.#parts.context;
    const known = metadata.cluster.partitionsForTopic(topic);
    if (known.length > 0) return known;
    const deadline = new Deadline(clock, timeoutMs);
    let failures = 0;
    do {
      // A question of its own: an answer to what is asked for the subscription need not have this topic in it.
      const brokerId = network.leastLoadedBroker();
      if (brokerId !== undefined) {
        const asked = network.send({ brokerId, purpose: 'general' }, 'Metadata', { topics: [topic] }, (response) =>
          partitionsIn(response, topic),
        );
        yield* network.pollUntil(asked, deadline);
        const { outcome } = asked;
        if (outcome !== undefined && 'value' in outcome) return outcome.value;
        if (outcome !== undefined && !isRetriable(outcome.error)) throw outcome.error;
      }
      yield* deadline.sleep(retryBackoff.afterMs(failures++));
    } while (!deadline.isExpired);
    throw new TimeoutException(
      `Timeout of ${timeoutMs} ms expired while asking for the partitions of ${topic}: no broker answered, or none knew.`,
    );
  }

  get #defaultTimeoutMs(): number {
    return this.#parts.context.config['default.api.timeout.ms'];
  }

  *#listOffsets(
    timestamps: ReadonlyMap<TopicPartition, OffsetTimestamp>,
    timeoutMs: number,
  ): Routine<ReadonlyMap<TopicPartition, OffsetAndTimestamp>> {
    const { context } = this.#parts;
    const topics = [...timestamps.keys()].map(({ topic }) => topic);
    return yield* this.#withTopics(topics, () =>
      fetchOffsetsByTimes(context, timestamps, new Deadline(context.clock, timeoutMs)),
    );
  }

  /** Metadata covers these topics, too, while the routine runs. */
  *#withTopics<T>(topics: readonly string[], run: () => Routine<T>): Routine<T> {
    const { context, transientTopics } = this.#parts;
    const { metadata } = context;
    for (const topic of topics) transientTopics.add(topic);
    if (topics.some((topic) => metadata.cluster.partitionsForTopic(topic).length === 0)) {
      metadata.requestUpdateForNewTopics();
    }
    try {
      return yield* run();
    } finally {
      transientTopics.clear();
    }
  }
}

/** A topic that there is not has no partitions; it is not waited for. */
function partitionsIn(response: MetadataResponse, topic: string): readonly PartitionInfo[] {
  const error = response.topics.find((one) => one.topic === topic)?.error ?? 'UNKNOWN_TOPIC_OR_PARTITION';
  if (error !== 'NONE' && error !== 'UNKNOWN_TOPIC_OR_PARTITION') throw errorFor(error, `topic ${topic}`);
  return clusterOf(response, emptyCluster).partitionsForTopic(topic);
}
