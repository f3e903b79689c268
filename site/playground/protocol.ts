// Floor 7. What the page of the playground and its worker say to each other. Plain data; the page believes nothing of it before it has
// looked at it (see messages.ts).

import type { TimelineModel } from '../timeline/model/timeline-model.ts';
import type { Executed } from './terminal/shell.ts';

/** A scenario as it is written, before it is checked. */
export type Written = Readonly<Record<string, unknown>>;

/** Two futures: the one that is played, and the one that it was forked from. */
export type Track = 'now' | 'before';

export type StopAt = 'event' | 'rebalance' | undefined;

/**
 * What code of a learner's is here: the group's assignor, or the application of a consumer, which is handed workers or a sink; `store`: a
 * listener over a store of state, with a loop of ours.
 */
export type Use = 'assignor' | 'workers' | 'sink' | 'store';

/** Code of a learner's, types blanked out, that somebody chose to use. */
export interface DroppedIn {
  /** The exercise's. */
  readonly slug: string;
  readonly use: Use;
  /** The name of the class or function that it exports. */
  readonly exportName: string;
  readonly code: string;
  /** Under which scenarios choose it: `my-range-assignor`. */
  readonly name: string;
}

export type ToSession = { readonly id: number } & (
  | {
      readonly kind: 'open';
      readonly track: Track;
      readonly scenario: Written;
      /** It is run silently to here. */
      readonly untilMs: number;
      readonly droppedIn: readonly DroppedIn[];
    }
  | { readonly kind: 'close'; readonly track: Track }
  /** A line of the terminal. */
  | { readonly kind: 'command'; readonly line: string }
  | {
      readonly kind: 'advance';
      readonly untilMs: number;
      readonly stopAt: StopAt;
      readonly groupId: string | undefined;
      /** How much before now is to be seen. */
      readonly spanMs: number;
    }
);

export interface Cluster {
  readonly consumers: readonly { readonly name: string; readonly groupId: string; readonly state: string }[];
  readonly brokers: readonly { readonly id: number; readonly state: string }[];
  readonly topics: readonly { readonly name: string; readonly partitions: number }[];
  readonly groups: readonly {
    readonly groupId: string;
    readonly state: string;
    readonly generationId: number;
    readonly coordinator: number | undefined;
    readonly assignor: string | undefined;
  }[];
  /** How many events the trace holds. */
  readonly events: number;
}

export interface Seen {
  readonly nowMs: number;
  readonly cluster: Cluster;
  readonly model: TimelineModel;
  /** Of the track `before`, where there is one. */
  readonly before: TimelineModel | undefined;
  /** Why time does not go on. */
  readonly ending: string | undefined;
}

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

export type FromSession =
  | { readonly kind: 'ready' }
  | { readonly kind: 'alive' }
  | ({ readonly id: number } & (
      | { readonly kind: 'opened'; readonly problems: readonly Problem[] }
      | { readonly kind: 'closed' }
      | ({ readonly kind: 'printed' } & Executed)
      | ({ readonly kind: 'seen' } & Seen)
      /** The request could not be served, in words. */
      | { readonly kind: 'failed'; readonly message: string }
    ));
