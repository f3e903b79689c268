// Floor 7. The coordinator's side of a timeline: the group's state, generation and leader over time, also while no broker
// coordinates it. Knows nothing of what the members believe.
import type { RunTrace, TracedEvent } from 'simulator';
import type { Window } from './ownership-marks.ts';
import type { CoordinatorBelief, CoordinatorState, GroupStateSpan } from './timeline-model.ts';

/** @param nameOf a member in words */
export function coordinatorBeliefs(
  trace: RunTrace,
  groupId: string,
  nameOf: (memberId: string) => string,
): readonly CoordinatorBelief[] {
  const beliefs: CoordinatorBelief[] = [];
  const members = new Set<string>();
  let now: Omit<CoordinatorBelief, 'at' | 'memberCount'> = {
    state: 'Dead',
    generationId: 0,
    leader: undefined,
    protocolName: undefined,
  };
  let coordinatorId: number | undefined;
  const change = (at: number, to: Partial<typeof now>) => {
    now = { ...now, ...to };
    const last = beliefs.at(-1);
    const belief = { at, ...now, memberCount: members.size };
    if (last?.at === at) beliefs[beliefs.length - 1] = belief;
    else beliefs.push(belief);
  };
  const offsetsPartition = offsetsPartitionIn(trace, groupId);
  for (const [at, event] of trace.entries()) {
    const isOfGroup = 'groupId' in event && event.groupId === groupId;
    if (event.kind === 'group.state' && isOfGroup) {
      if (event.from === 'Dead' || event.to === 'Empty' || event.to === 'Dead') members.clear();
      const rests = event.to === 'Empty' || event.to === 'Dead';
      change(at, {
        state: event.to,
        generationId: event.generationId,
        ...(rests ? { leader: undefined, protocolName: undefined } : {}),
      });
    } else if (event.kind === 'group.member.added' && isOfGroup) {
      members.add(event.memberId);
      change(at, {});
    } else if (event.kind === 'group.member.removed' && isOfGroup) {
      members.delete(event.memberId);
      change(at, {});
    } else if (event.kind === 'group.generation' && isOfGroup) {
      members.clear();
      for (const { memberId } of event.members) members.add(memberId);
      const leader = event.leader === null ? undefined : nameOf(event.leader);
      change(at, { generationId: event.generationId, leader, protocolName: event.protocolName ?? undefined });
    } else if (event.kind === 'coordinator.loaded' && event.offsetsPartition === offsetsPartition) {
      coordinatorId = event.brokerId;
      if (now.state === 'no coordinator') change(at, { state: 'Dead' });
    } else if (beliefs.length > 0 && isEndOfCoordinator(event, coordinatorId, offsetsPartition)) {
      members.clear();
      change(at, { state: 'no coordinator', leader: undefined, protocolName: undefined });
    } else if (event.kind === 'response.sent' && coordinatorId === undefined && event.api === 'FindCoordinator') {
      if ('coordinator' in event.response) coordinatorId = event.response.coordinator?.id;
    }
  }
  return beliefs;
}

function isEndOfCoordinator(event: TracedEvent, coordinatorId: number | undefined, offsetsPartition: number): boolean {
  if (event.kind === 'coordinator.unloaded') return event.offsetsPartition === offsetsPartition;
  const isGone = event.kind === 'broker.crashed' || event.kind === 'broker.stopped';
  return isGone && event.brokerId === coordinatorId;
}

/** Which partition of `__consumer_offsets` a group is in (Kafka: GroupCoordinatorService.partitionFor, String.hashCode). */
export function offsetsPartitionIn(trace: RunTrace, groupId: string): number {
  let count = 50;
  for (const event of trace) {
    if (event.kind !== 'topic.created') continue;
    if (event.topic !== '__consumer_offsets') continue;
    count = event.partitionCount;
    break;
  }
  let hash = 0;
  for (let index = 0; index < groupId.length; index += 1) hash = (hash * 31 + groupId.charCodeAt(index)) | 0;
  return (hash === -(2 ** 31) ? 0 : Math.abs(hash)) % count;
}

/** Beliefs as spans in the window. Before the coordinator has told anything there is none. */
export function groupStates(beliefs: readonly CoordinatorBelief[], trace: RunTrace, window: Window): GroupStateSpan[] {
  const spans: {
    state: CoordinatorState;
    fromMs: number;
    toMs: number;
    generationId: number;
    leader: string | undefined;
  }[] = [];
  for (const { at, state, generationId, leader } of beliefs) {
    const atMs = trace[at]?.atMs ?? 0;
    if (atMs > window.toMs) break;
    const last = spans.at(-1);
    if (last !== undefined && last.state === state && (last.generationId === generationId || state === 'Empty')) {
      last.leader = leader ?? last.leader;
      last.generationId = generationId;
      continue;
    }
    if (last !== undefined) last.toMs = atMs;
    spans.push({ state, fromMs: atMs, toMs: window.toMs, generationId, leader });
  }
  return spans
    .filter(({ fromMs, toMs, state }) => toMs >= window.fromMs && (toMs > fromMs || state === 'Stable'))
    .map((span) => ({ ...span, fromMs: Math.max(span.fromMs, window.fromMs) }));
}
