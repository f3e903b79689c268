// Floor 7. What each party believes at one moment of a run: every consumer, and the coordinator. Found by halving, so that it costs
// nothing to drag a playhead. Knows no drawing.
import { changeAt, lastNotAfter } from './changes.ts';
import { type CoordinatorBelief, memberStates, type OffsetChanges, type TimelineModel } from './timeline-model.ts';

/** A time, and how far into its events: `index` is one of the trace. Without it the whole instant has happened. */
export interface Moment {
  readonly ms: number;
  readonly index?: number;
}

export interface Beliefs {
  /** `undefined`: the coordinator has not told anything yet. */
  readonly coordinator: CoordinatorBelief | undefined;
  /** By lane, without the lane that many share. */
  readonly members: readonly MemberBelief[];
  /** By partition. */
  readonly offsets: readonly PartitionOffsets[];
}

export interface MemberBelief {
  readonly lane: number;
  readonly state: (typeof memberStates)[number];
  /** Empty: none yet. */
  readonly memberId: string;
  /** -1: none. */
  readonly generationId: number;
  /** What it takes to be its own. */
  readonly owned: readonly number[];
  /** What the coordinator has stored for it. */
  readonly stored: readonly number[];
}

/** -1: none is known. */
export interface PartitionOffsets {
  readonly position: number;
  readonly committed: number;
  readonly logEnd: number;
}

export function beliefsAt(model: TimelineModel, moment: Moment): Beliefs {
  const { beliefs } = model;
  const place = placeOf(model, moment);
  const members: MemberBelief[] = [];
  for (const [lane, { count }] of model.lanes.entries()) {
    if (count > 1) continue;
    const change = changeAt(beliefs.members, lane, place);
    const stored = changeAt(beliefs.stored, lane, place);
    members.push({
      lane,
      state: memberStates[change === undefined ? 0 : (beliefs.members.state[change] ?? 0)] ?? 'gone',
      memberId: change === undefined ? '' : (beliefs.memberIds[beliefs.members.memberId[change] ?? 0] ?? ''),
      generationId: change === undefined ? -1 : (beliefs.members.generationId[change] ?? -1),
      owned: change === undefined ? [] : (beliefs.lists[beliefs.members.owned[change] ?? 0] ?? []),
      stored: stored === undefined ? [] : (beliefs.lists[beliefs.stored.owned[stored] ?? 0] ?? []),
    });
  }
  const coordinator = coordinatorAt(beliefs.coordinator, place);
  const offsetAt = (changes: OffsetChanges, partition: number): number => {
    const change = changeAt(changes, partition, place);
    return change === undefined ? -1 : (changes.offset[change] ?? -1);
  };
  const offsets = model.partitions.map((_, partition) => ({
    position: offsetAt(beliefs.position, partition),
    committed: offsetAt(beliefs.committed, partition),
    logEnd: offsetAt(beliefs.logEnd, partition),
  }));
  return { coordinator, members, offsets };
}

/** The index in the trace of what has happened last. */
function placeOf({ beliefs: { instants } }: TimelineModel, { ms, index }: Moment): number {
  if (index !== undefined) return index;
  const instant = lastNotAfter(instants.atMs, ms);
  return instant < 0 ? -1 : (instants.lastIndex[instant] ?? -1);
}

function coordinatorAt(beliefs: readonly CoordinatorBelief[], place: number): CoordinatorBelief | undefined {
  let low = 0;
  let high = beliefs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beliefs[middle]?.at ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return beliefs[low - 1];
}
