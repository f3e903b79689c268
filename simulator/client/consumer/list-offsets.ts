// Floor 3. Where logs begin and end, and which offset belongs to a time: ListOffsets, sent to each partition's leader (Kafka:
// OffsetFetcher.fetchOffsetsByTimes).
import { Future } from '../../kernel/future.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { ListOffsetsResponse, OffsetTimestamp } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { TimeoutException, TopicAuthorizationException, UnknownTopicOrPartitionException } from '../errors.ts';
import type { OffsetAndTimestamp } from '../records.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { isRetriable } from './coordinator-discovery.ts';
import type { Deadline } from './deadline.ts';

/** Kafka: ListOffsetsRequest.LATEST_TIMESTAMP and EARLIEST_TIMESTAMP. */
export const latestTimestamp: OffsetTimestamp = -1;
export const earliestTimestamp: OffsetTimestamp = -2;

export interface ListedOffsets {
  readonly found: ReadonlyMap<TopicPartition, OffsetAndTimestamp>;
  /** Their leader is not known, or has moved. */
  readonly toRetry: ReadonlySet<TopicPartition>;
}

type Timestamps = ReadonlyMap<TopicPartition, OffsetTimestamp>;

/** Splits partitions by their leaders. Those whose leader is unknown, or cannot be reached now, are in `toRetry`. */
export function byLeader(
  context: ConsumerContext,
  timestamps: Timestamps,
): {
  readonly byBroker: ReadonlyMap<number, Map<TopicPartition, OffsetTimestamp>>;
  readonly toRetry: Set<TopicPartition>;
} {
  const { metadata, network } = context;
  const byBroker = new Map<number, Map<TopicPartition, OffsetTimestamp>>();
  const toRetry = new Set<TopicPartition>();
  for (const [partition, timestamp] of timestamps) {
    const brokerId = metadata.leaderOf(partition);
    if (brokerId === undefined) {
      metadata.requestUpdate(true);
      toRetry.add(partition);
    } else if (network.isUnavailable({ brokerId, purpose: 'general' })) {
      toRetry.add(partition);
    } else {
      let ofBroker = byBroker.get(brokerId);
      if (ofBroker === undefined) {
        ofBroker = new Map();
        byBroker.set(brokerId, ofBroker);
      }
      ofBroker.set(partition, timestamp);
    }
  }
  return { byBroker, toRetry };
}

/** Asks one broker. @throws TopicAuthorizationException, through the future */
export function sendListOffsets(
  context: ConsumerContext,
  brokerId: number,
  partitions: Timestamps,
): Future<ListedOffsets> {
  return context.network.send({ brokerId, purpose: 'general' }, 'ListOffsets', { partitions }, answered);
}

/**
 * The offsets of all partitions, however often leaders have to be found anew.
 *
 * @returns by partition; without those that have no record at the time asked for. Nothing when there is no time at all: in Kafka, too, that
 *   is no error
 * @throws TimeoutException when the time is used up
 */
export function* fetchOffsetsByTimes(
  context: ConsumerContext,
  timestamps: Timestamps,
  deadline: Deadline,
): Routine<ReadonlyMap<TopicPartition, OffsetAndTimestamp>> {
  const found = new Map<TopicPartition, OffsetAndTimestamp>();
  let remaining = timestamps;
  if (deadline.isExpired) return found;
  while (remaining.size > 0) {
    const listed = sendToLeaders(context, remaining);
    yield* context.network.pollUntil(listed, deadline);
    const { outcome } = listed;
    if (outcome === undefined) break;
    if ('value' in outcome) {
      for (const [partition, offset] of outcome.value.found) found.set(partition, offset);
      const { toRetry } = outcome.value;
      remaining = new Map([...remaining].filter(([partition]) => toRetry.has(partition)));
      if (remaining.size === 0) return found;
    } else if (!isRetriable(outcome.error)) {
      throw outcome.error;
    }
    yield* context.network.awaitMetadataUpdate(deadline);
    if (deadline.isExpired) break;
  }
  if (remaining.size === 0) return found;
  throw new TimeoutException(
    `Failed to get offsets by times in ${deadline.elapsedMs} ms: the leaders of ${remaining.size} partitions did not answer, or are not known.`,
  );
}

function sendToLeaders(context: ConsumerContext, timestamps: Timestamps): Future<ListedOffsets> {
  const { byBroker, toRetry } = byLeader(context, timestamps);
  if (byBroker.size === 0) return Future.failed(new UnknownTopicOrPartitionException());
  const all = new Future<ListedOffsets>();
  const found = new Map<TopicPartition, OffsetAndTimestamp>();
  let outstanding = byBroker.size;
  for (const [brokerId, partitions] of byBroker) {
    sendListOffsets(context, brokerId, partitions).onDone((outcome) => {
      if (all.isDone) return;
      if ('error' in outcome) {
        all.fail(outcome.error);
        return;
      }
      for (const [partition, offset] of outcome.value.found) found.set(partition, offset);
      for (const partition of outcome.value.toRetry) toRetry.add(partition);
      outstanding--;
      if (outstanding === 0) all.succeed({ found, toRetry });
    });
  }
  return all;
}

function answered(response: ListOffsetsResponse): ListedOffsets {
  const found = new Map<TopicPartition, OffsetAndTimestamp>();
  const toRetry = new Set<TopicPartition>();
  const unauthorized = new Set<string>();
  for (const [partition, { error, offset, timestamp }] of response.partitions) {
    if (error === 'TOPIC_AUTHORIZATION_FAILED') unauthorized.add(partition.topic);
    else if (error !== 'NONE') toRetry.add(partition);
    else if (offset >= 0) found.set(partition, Object.freeze({ offset, timestamp }));
  }
  if (unauthorized.size > 0) {
    throw new TopicAuthorizationException(`Not authorized to access topics: ${[...unauthorized].join(', ')}`);
  }
  return { found, toRetry };
}
