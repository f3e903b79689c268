// Floor 3. The states of a classic group and the ways between them (Kafka: ClassicGroupState). Any other way is a mistake in the code.
import type { GroupState } from '../../../protocol/trace-event.ts';

const reachedFrom: Readonly<Record<GroupState, readonly GroupState[]>> = {
  /** No members. It may still hold offsets. */
  Empty: ['PreparingRebalance'],
  /** The join phase: members' JoinGroups are parked until all have come, or time is up. */
  PreparingRebalance: ['Stable', 'CompletingRebalance', 'Empty'],
  /** The generation is fixed. Members wait for the leader's assignment. */
  CompletingRebalance: ['PreparingRebalance'],
  /** The assignment is stored and handed out. */
  Stable: ['CompletingRebalance'],
  /** Deleted, or coordinated elsewhere. */
  Dead: ['Stable', 'PreparingRebalance', 'CompletingRebalance', 'Empty'],
};

/** @throws Error when a group in the state `from` never moves to `to` */
export function checkTransition(groupId: string, from: GroupState, to: GroupState): void {
  if (reachedFrom[to].includes(from)) return;
  throw new Error(
    `Group ${groupId} cannot go from ${from} to ${to}: that state is reached from ${reachedFrom[to].join(', ')} only.`,
  );
}

export function canRebalance(state: GroupState): boolean {
  return reachedFrom.PreparingRebalance.includes(state);
}
