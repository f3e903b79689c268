// Floor 4. What a checker of one rule is given, and what it says. The rules themselves stand one to a file beside this one, each
// named after what it checks.
import type { Api, RequestOf } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { ConsumerChange, ConsumerViews } from '../consumer-view.ts';
import type { GroupViews } from '../group-view.ts';
import type { TracedEvent } from '../run-trace.ts';

/** A rule that a run broke: when, at which event of the trace, and what happened, with names. */
export interface Violation {
  readonly invariant: string;
  readonly atMs: number;
  /** Index into the trace; the trace's length for what shows only at the end of a run. */
  readonly eventIndex: number;
  readonly message: string;
}

export interface InvariantOptions {
  /** When the run ended, in ms of virtual time. Default: the time of the last event. */
  readonly endMs?: number;
  /**
   * From when on nothing disturbed the run (no fault, nobody started or stopped), and how long a group may then take to come to
   * rest, both in ms. Without it, the rule about coming to rest is not checked.
   */
  readonly liveness?: { readonly calmFromMs: number; readonly withinMs: number };
  /** What the cluster holds as committed at the end, by group. Without it, only what it answered is checked. */
  readonly committedAtEnd?: ReadonlyMap<string, ReadonlyMap<TopicPartition, number>>;
  /** Groups whose handlers report each record and commit only what they have processed. */
  readonly atLeastOnceGroups?: ReadonlySet<string>;
}

/** A request that was sent and not answered yet. */
export interface OpenRequest {
  readonly api: Api;
  readonly request: RequestOf<Api>;
}

/** What all checkers share. The views have seen the event that is being checked; requests are open until after it. */
export interface World {
  readonly options: InvariantOptions;
  readonly groups: GroupViews;
  readonly consumers: ConsumerViews;
  readonly openRequests: ReadonlyMap<number, OpenRequest>;
  /** How often coordinators were lost or moved until now: each time, what was not stored is forgotten. */
  failOvers(): number;
  report(message: string): void;
}

export interface Checker {
  next(event: TracedEvent, index: number, change: ConsumerChange): void;
  /** At the end of the run. */
  end?(endMs: number): void;
}

export interface Invariant {
  readonly name: string;
  /** The rule in one sentence. */
  readonly rule: string;
  begin(world: World): Checker;
}
