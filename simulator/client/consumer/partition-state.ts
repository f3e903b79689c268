// Floor 3. What a consumer knows of one assigned partition: where it reads, whether it is paused (Kafka:
// SubscriptionState.TopicPartitionState). Changed by `SubscriptionState` alone, which keeps count.

/** Where a position comes from when there is no committed offset: a fixed end, or the first record from a time on. */
export type OffsetReset = 'earliest' | 'latest' | { readonly durationMs: number };

export interface PartitionState {
  /** `INITIALIZING`: the committed offset is to be asked for. `AWAIT_RESET`: the log is to be asked. */
  fetchState: 'INITIALIZING' | 'AWAIT_RESET' | 'FETCHING';
  /** The next offset to return; meaningful while FETCHING. */
  position: number;
  /** The way to find a position; meaningful while AWAIT_RESET. */
  reset: OffsetReset | undefined;
  nextRetryAtMs: number;
  isPaused: boolean;
  /** Nothing more is returned: a commit of its position before the revocation is under way. */
  isPendingRevocation: boolean;
  highWatermark: number | undefined;
  logStartOffset: number | undefined;
  isEndOffsetRequested: boolean;
  /** The replica that the leader named to read from (KIP-392). */
  preferredReadReplica: number | undefined;
  preferredReadReplicaExpiresAtMs: number;
}

export function newPartitionState(): PartitionState {
  return {
    fetchState: 'INITIALIZING',
    position: -1,
    reset: undefined,
    nextRetryAtMs: 0,
    isPaused: false,
    isPendingRevocation: false,
    highWatermark: undefined,
    logStartOffset: undefined,
    isEndOffsetRequested: false,
    preferredReadReplica: undefined,
    preferredReadReplicaExpiresAtMs: 0,
  };
}

export function isFetchable(state: PartitionState): boolean {
  return state.fetchState === 'FETCHING' && !state.isPaused && !state.isPendingRevocation;
}
