// Floor 7. Bars, gaps, overlaps, callbacks, rebalances and blocked times of a timeline, out of the simulator's observations, cut to
// the window. Knows no drawing.
import {
  callbackCalls,
  clientOwnership,
  consumerPauses,
  type GroupOwnership,
  ownershipGaps,
  ownershipOverlaps,
  type RunTrace,
  rebalances,
} from 'simulator';
import type { Cast } from './cast.ts';
import type { Bar, Blocked, CallbackSpan, Gap, Overlap, RebalanceBand } from './timeline-model.ts';

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number | undefined;
}

interface Cut {
  readonly fromMs: number;
  readonly toMs: number;
  readonly isOpenLeft: boolean;
  readonly isOpenRight: boolean;
}

/** The part of a span that lies in the window; `undefined`: none does. */
function cut({ fromMs, toMs }: Span, window: Window): Cut | undefined {
  if (fromMs > window.toMs || (toMs !== undefined && toMs < window.fromMs)) return undefined;
  return {
    fromMs: Math.max(fromMs, window.fromMs),
    toMs: Math.min(toMs ?? window.toMs, window.toMs),
    isOpenLeft: fromMs < window.fromMs,
    isOpenRight: toMs === undefined || toMs > window.toMs,
  };
}

export interface OwnershipMarks {
  readonly bars: readonly Bar[];
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap[];
}

export function ownershipMarks(trace: RunTrace, endMs: number, cast: Cast, window: Window): OwnershipMarks {
  const ownership: GroupOwnership = clientOwnership(trace).get(cast.groupId) ?? new Map();
  const laneOf = (key: string | undefined): number | undefined => (key === undefined ? undefined : cast.laneOf(key));
  const bars = [...ownership.values()].flat().flatMap((interval): Bar[] => {
    const part = cut(interval, window);
    if (part === undefined) return [];
    const { owner, generationId, endedBy } = interval;
    return [
      { partition: cast.partitionOf(interval.partition), lane: cast.laneOf(owner), ...part, generationId, endedBy },
    ];
  });
  const gaps = ownershipGaps(ownership, trace).flatMap((gap): Gap[] => {
    const part = cut(gap, window);
    if (part === undefined) return [];
    return [
      {
        partition: cast.partitionOf(gap.partition),
        ...part,
        lengthMs: (gap.toMs ?? endMs) - gap.fromMs,
        fromLane: laneOf(gap.from),
        toLane: laneOf(gap.to),
      },
    ];
  });
  const overlaps = ownershipOverlaps(ownership, trace).flatMap((overlap): Overlap[] => {
    const part = cut(overlap, window);
    if (part === undefined) return [];
    return [
      {
        partition: cast.partitionOf(overlap.partition),
        zombieLane: cast.laneOf(overlap.zombie),
        ownerLane: cast.laneOf(overlap.owner),
        fromMs: part.fromMs,
        toMs: part.toMs,
        reason: overlap.reason,
      },
    ];
  });
  return { bars: bars.sort((a, b) => a.partition - b.partition || a.fromMs - b.fromMs), gaps, overlaps };
}

export function callbackSpans(trace: RunTrace, cast: Cast, window: Window): readonly CallbackSpan[] {
  return callbackCalls(trace).flatMap((call): CallbackSpan[] => {
    const toMs = call.fromMs + call.durationMs;
    const part = call.groupId === cast.groupId ? cut({ fromMs: call.fromMs, toMs }, window) : undefined;
    if (part === undefined) return [];
    return [
      {
        lane: cast.laneOf(call.consumer),
        name: call.callback,
        partitions: call.partitions.map(cast.partitionOf),
        fromMs: part.fromMs,
        toMs: part.toMs,
        isOpenRight: call.toMs === undefined,
        error: call.error,
      },
    ];
  });
}

export function blockedTimes(trace: RunTrace, cast: Cast, window: Window): readonly Blocked[] {
  return consumerPauses(trace).flatMap((pause): Blocked[] => {
    const part = pause.groupId === cast.groupId ? cut(pause, window) : undefined;
    if (part === undefined) return [];
    const { fromMs, toMs } = part;
    return [{ lane: cast.laneOf(pause.consumer), fromMs, toMs, isFirstJoin: pause.isFirstJoin }];
  });
}

/** @param nameOf a member in a sentence */
export function rebalanceBands(
  trace: RunTrace,
  cast: Cast,
  window: Window,
  blocked: readonly Blocked[],
  nameOf: (memberId: string) => string,
): readonly RebalanceBand[] {
  return rebalances(trace).flatMap((rebalance): RebalanceBand[] => {
    const part = rebalance.groupId === cast.groupId ? cut(rebalance, window) : undefined;
    if (part === undefined) return [];
    const { fromMs, toMs } = part;
    const lanes = blocked.filter((pause) => pause.toMs > fromMs && pause.fromMs <= toMs).map(({ lane }) => lane);
    return [
      {
        fromMs,
        toMs,
        durationMs: rebalance.durationMs,
        generationId: rebalance.generationId,
        causes: rebalance.causes.map(({ cause, memberId }) => causeInWords(cause, memberId && nameOf(memberId))),
        movedCount: rebalance.moved.length,
        stoppedCount: rebalance.stopped.length,
        isFollowUp: rebalance.followUpOf !== undefined,
        blockedLanes: [...new Set(lanes)].sort((a, b) => a - b),
      },
    ];
  });
}

type Cause = ReturnType<typeof rebalances>[number]['causes'][number]['cause'];

function causeInWords(cause: Cause, member = 'a member'): string {
  switch (cause) {
    case 'member joined':
      return `${member} joins`;
    case 'member rejoined with other metadata':
      return `${member} joins with another subscription`;
    case 'leader rejoined':
      return `${member}, the leader, joins again`;
    case 'static member replaced':
      return `${member} takes a static member's place`;
    case 'member left':
      return `${member} leaves`;
    case 'session expired':
      return `${member}'s session expires`;
    case 'member never synced':
      return `${member} does not sync`;
    case 'assignment not stored':
      return 'the assignment is not stored';
    case 'group larger than group.max.size':
      return 'the group is too large';
  }
}
