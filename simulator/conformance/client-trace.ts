// The shape of a recorded trace of Kafka's classic consumer, as client/README.md describes it, and of what a replay says about it.
import type { ErrorCode } from '../protocol/error-code.ts';
import type { CallbackName, GroupState, MemberState } from '../protocol/trace-event.ts';

export interface RecordedThrow {
  readonly class: string;
  readonly message: string | null;
  readonly cause?: { readonly class: string } | string;
}

/** Partitions are written `t-0`. Which fields are there depends on the kind of the event. */
export interface RecordedEvent {
  readonly atMs: number;
  readonly consumer: string;
  readonly request?: string;
  readonly callback?: CallbackName | 'commitAsync.onComplete';
  readonly commitSync?: 'ok' | 'failed';
  readonly throws?: RecordedThrow;
  readonly exception?: RecordedThrow;
  readonly records?: Readonly<Record<string, readonly [first: number, last: number]>>;
  readonly position?: number | string;
  readonly offset?: number;
  readonly committed?: number | null;
  readonly paused?: readonly string[];
  /** Of callbacks. */
  readonly partitions?: readonly string[];
  readonly assignment?: readonly string[];
  readonly inside?: string;
  readonly insideEvents?: readonly RecordedEvent[];
  /** Of requests, and of commits that were answered. */
  readonly memberId?: string;
  readonly generationId?: number;
  readonly groupInstanceId?: string;
  readonly protocolName?: string;
  readonly protocols?: readonly {
    readonly name: string;
    readonly topics: readonly string[];
    readonly ownedPartitions: readonly string[];
    readonly generationId: number;
  }[];
  readonly assignments?: Readonly<Record<string, readonly string[]>>;
  readonly members?: readonly { readonly memberId: string; readonly groupInstanceId: string | null }[];
  readonly offsets?: Readonly<Record<string, number>>;
}

export interface RecordedClient {
  readonly state: MemberState;
  readonly generationId: number;
  readonly memberId: string;
  readonly assignment: readonly string[];
}

interface OfStep {
  readonly step: number;
  readonly atMs: number;
  readonly events?: readonly RecordedEvent[];
  readonly consumers?: Readonly<Record<string, RecordedClient>>;
  readonly group?: { readonly state: GroupState; readonly members: readonly string[] };
}
interface OfConsumer extends OfStep {
  readonly consumer: string;
}

export type ClientStep =
  | (OfConsumer & {
      readonly op: 'Create';
      readonly config: Readonly<Record<string, string | number | boolean>>;
      readonly throws?: RecordedThrow;
    })
  | (OfConsumer & { readonly op: 'Subscribe'; readonly topics: readonly string[] })
  | (OfConsumer & { readonly op: 'SubscribePattern'; readonly pattern: string })
  | (OfConsumer & { readonly op: 'Assign'; readonly partitions: readonly string[] })
  | (OfConsumer & { readonly op: 'Unsubscribe' | 'Poll' | 'Wakeup' | 'Close' | 'Crash' | 'Paused' })
  | (OfConsumer & { readonly op: 'CommitSync' | 'CommitAsync'; readonly offsets?: string })
  | (OfConsumer & { readonly op: 'Seek'; readonly partition: string; readonly offset: number })
  | (OfConsumer & { readonly op: 'Pause'; readonly partitions: readonly string[] })
  | (OfConsumer & { readonly op: 'Position' | 'Committed'; readonly partition: string })
  | (OfConsumer & { readonly op: 'EnforceRebalance'; readonly reason?: string })
  | (OfConsumer & { readonly op: 'Listener'; readonly callback: CallbackName; readonly do: readonly string[] })
  | (OfConsumer & {
      readonly op: 'Inject';
      readonly request: string;
      readonly error: ErrorCode | 'NO_RESPONSE';
      readonly times: number;
    })
  | (OfStep & { readonly op: 'Run'; readonly ms: number; readonly fromMs: number; readonly polling: readonly string[] })
  | (OfStep & { readonly op: 'Advance'; readonly ms: number; readonly fromMs: number })
  | (OfStep & { readonly op: 'SetTopics'; readonly topics: Readonly<Record<string, number>> })
  | (OfStep & { readonly op: 'Produce'; readonly partition: string; readonly count: number });

export interface ClientTrace {
  readonly id: string;
  readonly title: string;
  readonly category: 'scenario' | 'walk';
  readonly assignor: string | null;
  readonly hashOrder: boolean;
  readonly broker: { readonly initialRebalanceDelayMs: number; readonly maxSize: number };
  readonly topics: Readonly<Record<string, number>>;
  readonly groupId: string;
  readonly steps: readonly ClientStep[];
}

/** Something that a consumer did or was told, in words that can be compared. */
export interface Happening {
  readonly atMs: number;
  readonly what: string;
}

/** The first thing about one consumer that is not as recorded. */
export interface ClientDifference {
  /** The step of the trace. */
  readonly step: number;
  readonly consumer: string;
  readonly kind: 'callback' | 'exception' | 'request' | 'state' | 'time' | 'group';
  readonly expected: unknown;
  readonly actual: unknown;
}
