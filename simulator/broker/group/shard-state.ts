// Floor 3. What one partition of `__consumer_offsets` holds: its groups and their committed offsets. Steps of any group type work on it.
import type { Group, GroupContext } from './group.ts';
import type { OffsetStore } from './offsets/offset-store.ts';

export interface ShardState {
  /** In the order in which they were created. */
  readonly groups: Map<string, Group>;
  readonly offsets: OffsetStore;
  readonly context: GroupContext;
}
