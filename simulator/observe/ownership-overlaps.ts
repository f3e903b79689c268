// Floor 4. When two consumers believed to own a partition at once, and why that could happen. Reads the clients' view; the
// coordinator never assigns a partition twice.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { GroupOwnership, OwnershipInterval } from './ownership.ts';
import { processOf, type RunTrace, type TracedEvent } from './run-trace.ts';

export interface OwnershipOverlap {
  readonly partition: TopicPartition;
  /** Who had it and did not know that it was gone. */
  readonly zombie: string;
  readonly owner: string;
  readonly fromMs: number;
  /** `undefined`: both believed it when the run ended. */
  readonly toMs: number | undefined;
  /** Why the coordinator gave it to another: what it removed the zombie for; `undefined`: it did not remove it. */
  readonly removedBecause: RemovalReason | undefined;
  /** What kept the zombie from hearing of it when the overlap began. */
  readonly hinderedBy: Hindrance | undefined;
  /** Both as a sentence. */
  readonly reason: string;
}

export type RemovalReason = Extract<TracedEvent, { kind: 'group.member.removed' }>['why'];
export type Hindrance = 'frozen' | 'blocked' | 'cut off';

/** In the order in which they began. */
export function ownershipOverlaps(ownership: GroupOwnership, trace: RunTrace): readonly OwnershipOverlap[] {
  const pairs = [...ownership.values()].flatMap(overlappingPairs).sort(([, a], [, b]) => a.fromIndex - b.fromIndex);
  if (pairs.length === 0) return [];
  const removals = removalsIn(trace);
  const hindrances = hindrancesIn(trace);
  return pairs.map(([zombie, owner]) => {
    const process = processOf(zombie.owner);
    const removedBecause = removals.get(zombie.memberId);
    const hinderedBy = hindrances.find(
      (span) => span.process === process && span.fromIndex <= owner.fromIndex && owner.fromIndex < span.toIndex,
    )?.hindrance;
    return {
      partition: owner.partition,
      zombie: zombie.owner,
      owner: owner.owner,
      fromMs: owner.fromMs,
      toMs: earlier(zombie.toMs, owner.toMs),
      removedBecause,
      hinderedBy,
      reason: sentence(process, removedBecause, hinderedBy),
    };
  });
}

function overlappingPairs(
  intervals: readonly OwnershipInterval[],
): [zombie: OwnershipInterval, owner: OwnershipInterval][] {
  const pairs: [OwnershipInterval, OwnershipInterval][] = [];
  const open: OwnershipInterval[] = [];
  for (const interval of intervals) {
    for (const before of open) {
      const isOver = before.toIndex !== undefined && before.toIndex < interval.fromIndex;
      if (!isOver && before.owner !== interval.owner && earlier(before.toMs, interval.toMs) !== interval.fromMs) {
        pairs.push([before, interval]);
      }
    }
    // Few are open at once, so a plain list does.
    for (let at = open.length - 1; at >= 0; at -= 1) {
      const toIndex = open[at]?.toIndex;
      if (toIndex !== undefined && toIndex < interval.fromIndex) open.splice(at, 1);
    }
    open.push(interval);
  }
  return pairs;
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

function removalsIn(trace: RunTrace): Map<string, RemovalReason> {
  const removals = new Map<string, RemovalReason>();
  for (const event of trace) if (event.kind === 'group.member.removed') removals.set(event.memberId, event.why);
  return removals;
}

interface Span {
  readonly process: string;
  readonly hindrance: Hindrance;
  readonly fromIndex: number;
  toIndex: number;
}

/** When processes stood still or could not be reached, by index of the events that began and ended it. */
function hindrancesIn(trace: RunTrace): readonly Span[] {
  const spans: Span[] = [];
  const begin = (process: string, hindrance: Hindrance, fromIndex: number) =>
    spans.push({ process, hindrance, fromIndex, toIndex: Number.POSITIVE_INFINITY });
  const end = (process: string, hindrance: Hindrance, index: number) => {
    for (const span of spans) {
      const isOpen = span.process === process && span.hindrance === hindrance && span.toIndex > index;
      if (isOpen) span.toIndex = index;
    }
  };
  for (const [index, event] of trace.entries()) {
    switch (event.kind) {
      case 'process.frozen':
        begin(event.process, 'frozen', index);
        break;
      case 'process.thawed':
        end(event.process, 'frozen', index);
        break;
      case 'process.blocked':
        begin(event.process, 'blocked', index);
        break;
      case 'process.unblocked':
        end(event.process, 'blocked', index);
        break;
      case 'network.cut':
        for (const name of event.between) begin(name, 'cut off', index);
        break;
      case 'network.healed':
        for (const name of event.between) end(name, 'cut off', index);
        break;
    }
  }
  return spans;
}

const because: Readonly<Record<RemovalReason, string>> = {
  left: 'its member had left the group',
  'session expired': 'its session had expired',
  'did not rejoin': 'it did not rejoin in time',
  'never synced': 'it never sent SyncGroup',
  'join timed out': 'its join took too long',
  'group full': 'the group was full',
  replaced: 'another consumer took its place with the same group.instance.id',
};

const during: Readonly<Record<Hindrance, string>> = {
  frozen: 'its process was frozen',
  blocked: 'its application did not call poll',
  'cut off': 'it was cut off from the brokers',
};

function sentence(process: string, removed: RemovalReason | undefined, hindrance: Hindrance | undefined): string {
  const first = removed === undefined ? 'the group went on without it' : because[removed];
  const second = hindrance === undefined ? 'had not heard of it yet' : `could not react: ${during[hindrance]}`;
  return `${process} ${second}; ${first}.`;
}
