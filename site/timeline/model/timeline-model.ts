// Floor 7. What a timeline shows, as plain data: it can cross from a worker, and drawing, table and panel are all made of it. Times are
// ms of virtual time; lanes and partitions are indexes into their lists. Knows no pixel and no DOM.
import type { LoggedLine, RunTrace } from 'simulator';

/** A run, or what of it there is yet. A `SimulatedCluster` is one. */
export interface TimelineRun {
  readonly trace: RunTrace;
  /** In ms: the run's end. */
  readonly now: number;
}

export interface TimelineOptions {
  /** Default: the group that the first consumer is in. */
  readonly groupId?: string;
  /** The window of time, in ms. Default: the whole run. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** What code printed while it ran, in order. Default: nothing. */
  readonly printed?: readonly PrintedLine[];
  /** Where a check of the run failed. */
  readonly failedCheck?: FailedCheck;
}

/** A line that the code of a process wrote to its console after `eventIndex` events of the trace. */
export interface PrintedLine {
  readonly process: string;
  readonly atMs: number;
  readonly eventIndex: number;
  readonly text: string;
  /** It was written as a warning or an error. */
  readonly isBad: boolean;
}

/** After `eventIndex` events of the trace. */
export interface FailedCheck {
  readonly atMs: number;
  readonly eventIndex: number;
  readonly sentence: string;
}

export interface TimelineModel {
  readonly groupId: string;
  /** Groups of the run that this timeline does not show. */
  readonly otherGroups: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly partitions: readonly TimelinePartition[];
  readonly lanes: readonly Lane[];
  readonly bars: readonly Bar[];
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap[];
  readonly states: readonly GroupStateSpan[];
  readonly rebalances: readonly RebalanceBand[];
  readonly blocked: readonly Blocked[];
  readonly callbacks: readonly CallbackSpan[];
  readonly faults: readonly Fault[];
  /** Lines that the code of its consumers printed. */
  readonly prints: readonly PrintMark[];
  readonly processing: ProcessingColumns;
  readonly messages: MessageColumns;
  readonly lag: LagColumns;
  readonly events: EventColumns;
  readonly beliefs: BeliefColumns;
  readonly log: RunLog;
  /** What was grouped or left out because there is too much of it, in sentences. */
  readonly leftOut: readonly string[];
}

export interface TimelinePartition {
  readonly topic: string;
  readonly partition: number;
  /** `orders-3` */
  readonly name: string;
  /** What a bar carries: the number where there is one topic, else the name. */
  readonly label: string;
}

export interface Lane {
  /** The process, with the client id where a process has several consumers. */
  readonly name: string;
  readonly process: string;
  readonly groupInstanceId: string | undefined;
  /** Times in which its consumer was there. */
  readonly lives: readonly Life[];
  /** How many consumers it stands for: more than 1 in the lane that groups those above the limit. */
  readonly count: number;
}

export interface Life {
  readonly fromMs: number;
  readonly toMs: number;
  /** What ended it; `undefined`: it was there at the end of the window. */
  readonly end: 'closed' | 'crashed' | 'stopped' | undefined;
}

/** A partition in the hands of a consumer, as the consumer sees it. */
export interface Bar {
  readonly partition: number;
  readonly lane: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** It began before the window, or was not over at its end. */
  readonly isOpenLeft: boolean;
  readonly isOpenRight: boolean;
  readonly generationId: number;
  /** `revoked`, `lost`, `crashed`, ... */
  readonly endedBy: string | undefined;
}

/** A partition in nobody's hands. */
export interface Gap {
  readonly partition: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isOpenLeft: boolean;
  readonly isOpenRight: boolean;
  /** Of the whole gap, also of what lies outside the window. */
  readonly lengthMs: number;
  /** Who had it before, who got it; `undefined`: nobody. */
  readonly fromLane: number | undefined;
  readonly toLane: number | undefined;
}

/** A partition that two consumers held to be theirs. */
export interface Overlap {
  readonly partition: number;
  /** Who was wrong. */
  readonly zombieLane: number;
  readonly ownerLane: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: string;
}

export type CoordinatorState =
  | 'Empty'
  | 'PreparingRebalance'
  | 'CompletingRebalance'
  | 'Stable'
  | 'Dead'
  /** Its broker is gone, or does not coordinate it any more. */
  | 'no coordinator';

export interface GroupStateSpan {
  readonly state: CoordinatorState;
  readonly fromMs: number;
  readonly toMs: number;
  readonly generationId: number;
  readonly leader: string | undefined;
}

export interface RebalanceBand {
  readonly fromMs: number;
  readonly toMs: number;
  readonly durationMs: number;
  readonly generationId: number | undefined;
  /** `c3 joined` */
  readonly causes: readonly string[];
  readonly movedCount: number;
  readonly stoppedCount: number;
  /** It is the second round of a cooperative rebalance. */
  readonly isFollowUp: boolean;
  /** Lanes that could hand out nothing at some time in it. */
  readonly blockedLanes: readonly number[];
}

/** A consumer that could hand out nothing because of a rebalance. */
export interface Blocked {
  readonly lane: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** A newcomer's wait, not an interruption. */
  readonly isFirstJoin: boolean;
}

export interface CallbackSpan {
  readonly lane: number;
  readonly name: 'onPartitionsRevoked' | 'onPartitionsAssigned' | 'onPartitionsLost';
  readonly partitions: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  /** It never returned. */
  readonly isOpenRight: boolean;
  readonly error: string | undefined;
}

export type FaultKind =
  | 'crash'
  | 'freeze'
  | 'busy'
  | 'clock'
  | 'cut'
  | 'broker'
  | 'start'
  | 'stop'
  | 'coordinator'
  | 'note'
  /** A check of the run failed. */
  | 'check';

export interface PrintMark {
  readonly lane: number;
  readonly atMs: number;
  readonly text: string;
  readonly isBad: boolean;
}

export interface Fault {
  readonly kind: FaultKind;
  /** `undefined`: it concerns the cluster, and is drawn above the group. */
  readonly lane: number | undefined;
  readonly atMs: number;
  /** Where it lasts: until then. */
  readonly toMs: number | undefined;
  /** One or two words: `crash`, `frozen 15 s`. */
  readonly word: string;
  readonly sentence: string;
}

/** Times in which records were handled, merged where they touch. One entry each. */
export interface ProcessingColumns {
  readonly lane: Int16Array;
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  readonly records: Int32Array;
}

/**
 * 0: what changes the group. 1: what its members are called, and what failed. 2: every message and commit. 3: polls and records.
 * Each level holds what those before it hold.
 */
export type Level = 0 | 1 | 2 | 3;

/** Requests to the group's coordinator with their answers. Times that never came are NaN. */
export interface MessageColumns {
  /** Into `apis`. */
  readonly api: Uint8Array;
  readonly apis: readonly string[];
  readonly level: Uint8Array;
  /** -1: of somebody who has no lane. */
  readonly lane: Int16Array;
  readonly sentMs: Float64Array;
  readonly arrivedMs: Float64Array;
  readonly answeredMs: Float64Array;
  readonly receivedMs: Float64Array;
  /** Into `errors`, of which the first is `NONE`. */
  readonly error: Uint8Array;
  readonly errors: readonly string[];
  readonly brokerId: Int16Array;
}

export interface LagColumns {
  readonly atMs: Float64Array;
  /** Log end minus committed offset, in records, summed over all partitions. */
  readonly committed: Float64Array;
  /** Log end minus position. */
  readonly position: Float64Array;
}

/** What the playhead steps through, in the order of the trace. */
export interface EventColumns {
  readonly atMs: Float64Array;
  /** Index in the run's trace. */
  readonly index: Int32Array;
  readonly level: Uint8Array;
  /** Whose event it is; -1: the coordinator's or the cluster's. */
  readonly lane: Int16Array;
  /** Into `texts`. */
  readonly text: Int32Array;
  readonly texts: readonly string[];
}

/** What the real clients and brokers would log, in the order of the trace. */
export interface RunLog {
  readonly lines: readonly LoggedLine[];
  /** When each of them is logged. */
  readonly atMs: Float64Array;
  /** There were too many lines, so that only those above DEBUG are there. */
  readonly isDebugLeftOut: boolean;
}

/**
 * What each party believes, as changes in the order of the trace, so that a moment is found by halving. `at` columns are indexes in
 * the trace. What belongs to the nth lane or partition lies from `start[n]` to `start[n + 1]`.
 */
export interface BeliefColumns {
  /** Every instant with events, and the last index of its events: finds the index of a time. */
  readonly instants: { readonly atMs: Float64Array; readonly lastIndex: Int32Array };
  /** Lists of partitions that `owned` columns point into. */
  readonly lists: readonly (readonly number[])[];
  readonly memberIds: readonly string[];
  readonly members: {
    readonly start: Int32Array;
    readonly at: Int32Array;
    readonly memberId: Int32Array;
    readonly generationId: Int32Array;
    /** Into `memberStates`. */
    readonly state: Uint8Array;
    readonly owned: Int32Array;
  };
  /** What the coordinator has stored for each lane: -1 for somebody who is no member. */
  readonly stored: { readonly start: Int32Array; readonly at: Int32Array; readonly owned: Int32Array };
  readonly position: OffsetChanges;
  readonly committed: OffsetChanges;
  readonly logEnd: OffsetChanges;
  readonly coordinator: readonly CoordinatorBelief[];
}

/** By partition. -1: none. */
export interface OffsetChanges {
  readonly start: Int32Array;
  readonly at: Int32Array;
  readonly offset: Float64Array;
}

export interface CoordinatorBelief {
  readonly at: number;
  readonly state: CoordinatorState;
  readonly generationId: number;
  readonly leader: string | undefined;
  readonly memberCount: number;
  readonly protocolName: string | undefined;
}

export const memberStates = ['gone', 'UNJOINED', 'PREPARING_REBALANCE', 'COMPLETING_REBALANCE', 'STABLE'] as const;
