// Floor 4. The states of a classic group follow each other as Kafka allows (Kafka: ClassicGroupState, validPreviousStates), each
// from where the group was.
import type { GroupState } from '../../protocol/trace-event.ts';
import type { Checker, Invariant, World } from './invariant.ts';

/** Kafka's, and from Dead what a coordinator begins with: a new group is Empty, a loaded one Empty or Stable. */
const previous: Readonly<Record<GroupState, readonly GroupState[]>> = {
  Empty: ['PreparingRebalance', 'Dead'],
  PreparingRebalance: ['Stable', 'CompletingRebalance', 'Empty'],
  CompletingRebalance: ['PreparingRebalance'],
  Stable: ['CompletingRebalance', 'Dead'],
  Dead: ['Stable', 'PreparingRebalance', 'CompletingRebalance', 'Empty', 'Dead'],
};

export const legalGroupStates: Invariant = {
  name: 'legal group states',
  rule: 'A group changes its state only as Kafka allows, and from the state it was in.',
  begin(world: World): Checker {
    const states = new Map<string, { readonly state: GroupState; readonly failOvers: number }>();
    return {
      next(event) {
        if (event.kind !== 'group.state') return;
        const last = states.get(event.groupId);
        // A coordinator that takes over begins with what was stored, not with what the group was in last.
        const isContinued = last !== undefined && last.failOvers === world.failOvers() && last.state !== 'Dead';
        if (isContinued && last.state !== event.from) {
          world.report(`${event.groupId} went from ${event.from} to ${event.to}, but it was ${last.state}`);
        }
        if (!previous[event.to].includes(event.from)) {
          world.report(`${event.groupId} went from ${event.from} to ${event.to}, which Kafka does not allow`);
        }
        states.set(event.groupId, { state: event.to, failOvers: world.failOvers() });
      },
    };
  },
};
