// The form of a recorded trace of Kafka's group coordinator, as far as it is replayed; coordinator/README.md says what each field means. The
// recorded files are read elsewhere: here a trace is data already.
/** One trace: one group, from nothing. */
export interface CoordinatorTrace {
  readonly id: string;
  readonly title: string;
  readonly category: 'scenario' | 'walk' | 'migration';
  readonly config: {
    readonly initialRebalanceDelayMs: number;
    readonly minSessionTimeoutMs: number;
    readonly maxSessionTimeoutMs: number;
    readonly newMemberJoinTimeoutMs: number;
    readonly maxSize: number;
    readonly offsetMetadataMaxSize: number;
    readonly offsetsRetentionMs?: number;
    readonly offsetsRetentionCheckIntervalMs?: number;
  };
  /** Partition count by topic. */
  readonly topics: Readonly<Record<string, number>>;
  readonly groupId: string;
  readonly steps: readonly TraceStep[];
}

export type TraceStep = (AdvanceStep | RequestStep) & {
  readonly step: number;
  readonly atMs: number;
  readonly completions?: readonly Completion[];
  readonly after?: StateAfter;
};

export interface AdvanceStep {
  readonly op: 'Advance';
  readonly ms: number;
}

export type RequestStep = {
  [Op in keyof RecordedRequests]: {
    readonly op: Op;
    readonly version: number;
    readonly request: RecordedRequests[Op];
    readonly response: RecordedResponse | 'pending';
  };
}[keyof RecordedRequests];

/** Compared as a whole: what is in it is told by the operation. */
export type RecordedResponse = Readonly<Record<string, unknown>>;

export interface Completion {
  /** Of the request that is answered. */
  readonly step: number;
  readonly atMs?: number;
  readonly response: RecordedResponse;
}

export interface StateAfter {
  readonly state: string;
  readonly protocolType: string;
  readonly protocol: string;
  /** Ascending. */
  readonly members: readonly string[];
}

interface OfMember {
  readonly groupId: string;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}

type ByPartition<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export interface RecordedRequests {
  readonly JoinGroup: OfMember & {
    readonly protocolType: string;
    readonly protocols: readonly { readonly name: string; readonly metadata: string }[];
    readonly sessionTimeoutMs: number;
    readonly rebalanceTimeoutMs: number;
  };
  readonly SyncGroup: OfMember & {
    readonly generationId: number;
    readonly protocolType: string | null;
    readonly protocolName: string | null;
    readonly assignments: Readonly<Record<string, string>>;
  };
  readonly Heartbeat: OfMember & { readonly generationId: number };
  readonly LeaveGroup: { readonly groupId: string; readonly members: readonly Omit<OfMember, 'groupId'>[] };
  readonly OffsetCommit: OfMember & {
    readonly generationIdOrMemberEpoch: number;
    readonly topics: ByPartition<{ readonly offset: number; readonly metadata: string }>;
  };
  readonly OffsetFetch: { readonly groupId: string; readonly topics: Readonly<Record<string, readonly number[]>> };
  readonly DescribeGroups: { readonly groupId: string };
  readonly DeleteGroups: { readonly groupId: string };
}

/** What our coordinator did differently: the first difference of a trace. */
export interface CoordinatorDifference {
  readonly step: number;
  /** What was compared: `response`, `completions`, `state after`. */
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
}
