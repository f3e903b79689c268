// What a draft keeper is given and what it tells: the shapes that pages draw.
import type { Announcements } from './announcements.ts';
import type { Copy, Draft } from './records.ts';
import type { Store } from './store.ts';
import type { UnloadSlot } from './unload-slot.ts';

export type Saving =
  | { readonly kind: 'saved'; readonly at: number | undefined }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failing'; readonly reason: string };

export interface DraftState {
  readonly saving: Saving;
  /** A newer draft, by another tab, that saving here would have overwritten. Nothing is overwritten until somebody chooses. */
  readonly conflict: Draft | undefined;
  readonly previous: Draft['previous'];
  /** The version of the exercise for which the draft was begun. */
  readonly baseVersion: string;
}

/** A record that could not be read, now out of the way under a key of its own. */
export interface SetAside {
  readonly key: string;
  readonly raw: unknown;
  readonly why: string;
}

export interface StoredCopy {
  readonly key: string;
  readonly copy: Copy;
}

export interface Opening {
  readonly source: string;
  readonly setAside: readonly SetAside[];
  readonly copies: readonly StoredCopy[];
}

export interface DraftKeeperOptions {
  readonly store: Store;
  readonly slot: UnloadSlot;
  readonly announcements: Announcements;
  readonly slug: string;
  readonly starter: string;
  readonly exerciseVersion: string;
  /** Different for each tab. */
  readonly tab: string;
  readonly now: () => number;
  readonly onState: (state: DraftState) => void;
}
