// Floor 3. Reads ahead, one batch for each partition, and hands records out in order (Kafka: Fetcher, AbstractFetch, FetchCollector).
// Knows nothing of groups: what is assigned, and from which offset, `SubscriptionState` says.
import type { FetchResponse, LoggedRecord } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { KafkaException, OffsetOutOfRangeException, TopicAuthorizationException } from '../errors.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { CompletedFetch, FetchBuffer } from './fetch-buffer.ts';
import { partitionName } from './partition-order.ts';
import { isFetchable, type OffsetReset, type PartitionState } from './partition-state.ts';

/** `max.partition.fetch.bytes` counts each record as this many bytes, since records have no size here. */
const bytesPerRecord = 1024;

/** Records by partition; a partition that has none is not there. */
export type FetchedRecords = ReadonlyMap<TopicPartition, readonly LoggedRecord[]>;

const nothing: FetchedRecords = new Map();

export class Fetcher {
  readonly #context: ConsumerContext;
  readonly #defaultReset: OffsetReset | undefined;
  readonly #buffer = new FetchBuffer();
  /** A broker is asked for one fetch at a time. */
  readonly #asked = new Set<number>();
  /** Counts what may make another fetch possible; with the revisions of others it tells whether to look again. */
  #revision = 0;
  #lookedAt: readonly [assigned: number, metadata: number, own: number] | undefined;

  constructor(context: ConsumerContext, defaultReset: OffsetReset | undefined) {
    this.#context = context;
    this.#defaultReset = defaultReset;
  }

  get hasAvailableFetches(): boolean {
    const { subscriptions } = this.#context;
    return !this.#buffer.isEmpty && this.#buffer.hasAny((partition) => subscriptions.isFetchable(partition));
  }

  /** Queues a fetch to each broker that leads partitions of which nothing is buffered. @returns how many */
  sendFetches(): number {
    const { subscriptions, metadata } = this.#context;
    const { fetchRevision } = subscriptions;
    const { updateVersion } = metadata;
    const last = this.#lookedAt;
    if (last?.[0] === fetchRevision && last[1] === updateVersion && last[2] === this.#revision) return 0;
    let isToBeLookedAtAgain = false;
    const byBroker = new Map<number, Map<TopicPartition, number>>();
    for (const [partition, state] of subscriptions.fetchable()) {
      if (this.#buffer.has(partition)) continue;
      const brokerId = this.#readFrom(partition, state);
      if (brokerId === undefined) {
        metadata.requestUpdate(false);
      } else if (this.#context.network.isUnavailable({ brokerId, purpose: 'general' })) {
        isToBeLookedAtAgain = true;
      } else if (!this.#asked.has(brokerId)) {
        let positions = byBroker.get(brokerId);
        if (positions === undefined) {
          positions = new Map();
          byBroker.set(brokerId, positions);
        }
        positions.set(partition, state.position);
      }
    }
    this.#lookedAt = isToBeLookedAtAgain ? undefined : [fetchRevision, updateVersion, this.#revision];
    for (const [brokerId, positions] of byBroker) this.#send(brokerId, positions);
    return byBroker.size;
  }

  /**
   * What is buffered of assigned partitions, at most `max.poll.records`; positions move on behind it. Batches of paused partitions stay.
   *
   * @throws OffsetOutOfRangeException when a position is out of the log and there is no reset policy
   */
  collect(): FetchedRecords {
    if (this.#buffer.isEmpty) return nothing;
    const { subscriptions, config } = this.#context;
    const collected = new Map<TopicPartition, readonly LoggedRecord[]>();
    const paused: CompletedFetch[] = [];
    let remaining = config['max.poll.records'];
    try {
      while (remaining > 0) {
        const current = this.#buffer.current;
        if (current === undefined || current.isConsumed) {
          const next = this.#buffer.peek();
          if (next === undefined) break;
          this.#buffer.current = this.#initialized(next, collected.size === 0);
          this.#buffer.poll();
          this.#revision++;
        } else if (subscriptions.state(current.partition)?.isPaused) {
          paused.push(current);
          this.#buffer.current = undefined;
        } else {
          const records = this.#take(current, remaining);
          remaining -= records.length;
          if (records.length > 0) {
            const before = collected.get(current.partition);
            collected.set(current.partition, before === undefined ? records : [...before, ...records]);
          }
          if (current.isConsumed) this.#revision++;
        }
      }
    } catch (error) {
      // What was collected is handed out first; the error comes back with the next poll.
      if (!(error instanceof KafkaException) || collected.size === 0) throw error;
    } finally {
      for (const fetch of paused) this.#buffer.add(fetch);
    }
    return collected;
  }

  /** Drops what is buffered of all other partitions. */
  retainBuffered(partitions: Iterable<TopicPartition>): void {
    this.#buffer.retainAll(new Set(partitions));
    this.#revision++;
  }

  close(): void {
    this.#buffer.clear();
  }

  #readFrom(partition: TopicPartition, state: PartitionState): number | undefined {
    const { metadata, clock } = this.#context;
    const preferred = state.preferredReadReplica;
    if (preferred !== undefined) {
      if (clock.now() > state.preferredReadReplicaExpiresAtMs) {
        state.preferredReadReplica = undefined;
      } else if (metadata.cluster.brokers.has(preferred)) {
        return preferred;
      } else {
        state.preferredReadReplica = undefined;
        metadata.requestUpdate(false);
      }
    }
    return metadata.leaderOf(partition);
  }

  #send(brokerId: number, partitions: Map<TopicPartition, number>): void {
    const { network, config, subscriptions } = this.#context;
    this.#asked.add(brokerId);
    const rackId = config['client.rack'];
    const request = {
      maxWaitMs: config['fetch.max.wait.ms'],
      minBytes: config['fetch.min.bytes'],
      partitions,
      maxRecordsPerPartition: Math.max(1, Math.floor(config['max.partition.fetch.bytes'] / bytesPerRecord)),
      rackId: rackId === '' ? undefined : rackId,
    };
    network
      .send({ brokerId, purpose: 'general' }, 'Fetch', request, (response) => this.#received(response, partitions))
      .onDone((outcome) => {
        this.#asked.delete(brokerId);
        this.#revision++;
        if (!('error' in outcome)) return;
        // The leader may name another replica next time.
        for (const partition of partitions.keys()) {
          const state = subscriptions.state(partition);
          if (state !== undefined) state.preferredReadReplica = undefined;
        }
      });
  }

  #received(response: FetchResponse, requested: ReadonlyMap<TopicPartition, number>): void {
    const { subscriptions } = this.#context;
    for (const [partition, data] of response.partitions) {
      const fetchOffset = requested.get(partition);
      if (fetchOffset === undefined) continue;
      const fetch = new CompletedFetch(partition, fetchOffset, data);
      if (data.records.length > 0 || data.error !== 'NONE') {
        this.#buffer.add(fetch);
        continue;
      }
      const state = subscriptions.state(partition);
      if (state?.fetchState === 'FETCHING' && state.position === fetchOffset) this.#note(state, fetch);
    }
  }

  /** Whether the batch is what comes next for its partition: then it becomes the one to hand out. */
  #initialized(fetch: CompletedFetch, isFirst: boolean): CompletedFetch | undefined {
    if (fetch.isInitialized) return fetch;
    const state = this.#context.subscriptions.state(fetch.partition);
    // Unassigned or repositioned since it was asked for.
    if (state === undefined || state.fetchState !== 'FETCHING') return undefined;
    if (fetch.data.error !== 'NONE') {
      try {
        this.#handleError(fetch, state);
      } catch (error) {
        if (isFirst) this.#buffer.poll();
        throw error;
      }
      return undefined;
    }
    if (state.position !== fetch.fetchOffset) return undefined;
    this.#note(state, fetch);
    fetch.isInitialized = true;
    return fetch;
  }

  #note(state: PartitionState, { data }: CompletedFetch): void {
    const { clock, metadata } = this.#context;
    state.highWatermark = data.highWatermark;
    state.logStartOffset = data.logStartOffset;
    state.isEndOffsetRequested = false;
    if (data.preferredReadReplica === undefined || data.preferredReadReplica === state.preferredReadReplica) return;
    state.preferredReadReplica = data.preferredReadReplica;
    state.preferredReadReplicaExpiresAtMs = clock.now() + metadata.maxAgeMs;
  }

  #take(fetch: CompletedFetch, recordsMax: number): readonly LoggedRecord[] {
    const { subscriptions, metrics } = this.#context;
    const state = subscriptions.state(fetch.partition);
    if (state === undefined || !isFetchable(state) || state.position !== fetch.nextOffset) {
      fetch.drain();
      return [];
    }
    const records = fetch.take(recordsMax);
    state.position = fetch.nextOffset;
    metrics.consumed(records.length);
    return records;
  }

  #handleError({ data, partition, fetchOffset }: CompletedFetch, state: PartitionState): void {
    const { metadata, subscriptions } = this.#context;
    switch (data.error) {
      case 'NOT_LEADER_OR_FOLLOWER':
      case 'LEADER_NOT_AVAILABLE':
      case 'UNKNOWN_TOPIC_OR_PARTITION':
        metadata.requestUpdate(false);
        state.preferredReadReplica = undefined;
        return;
      case 'OFFSET_OUT_OF_RANGE':
        if (state.preferredReadReplica !== undefined) {
          // A follower may be behind: ask the leader before the position is given up.
          state.preferredReadReplica = undefined;
          return;
        }
        if (state.position !== fetchOffset) return;
        if (this.#defaultReset === undefined) {
          throw new OffsetOutOfRangeException(new Map([[partition, state.position]]));
        }
        subscriptions.requestReset(partition, this.#defaultReset);
        return;
      case 'TOPIC_AUTHORIZATION_FAILED':
        throw new TopicAuthorizationException(`Not authorized to access topics: ${partition.topic}`);
      case 'UNKNOWN_SERVER_ERROR':
        return; // It is asked again.
      default:
        throw new KafkaException(`Unexpected error code ${data.error} while fetching from ${partitionName(partition)}`);
    }
  }
}
