// Floor 7. What each party believes in the course of a run, laid down as changes: ./beliefs finds a moment in it. Reads the whole run
// up to the window's end, since what is believed at its beginning was learned before. Knows no drawing.
import type { TopicPartition } from 'kafka';
import { coordinatorOwnership, type RunTrace } from 'simulator';
import { type Cast, keyOf } from './cast.ts';
import { ChangeLog } from './changes.ts';
import { type BeliefColumns, type CoordinatorBelief, memberStates, type OffsetChanges } from './timeline-model.ts';

interface Member {
  memberId: number;
  generationId: number;
  state: number;
  owned: number;
}

const stateNumbers: ReadonlyMap<string, number> = new Map(memberStates.map((state, index) => [state, index]));

export function beliefColumns(
  trace: RunTrace,
  cast: Cast,
  coordinator: readonly CoordinatorBelief[],
  toMs: number,
): BeliefColumns {
  const lists = new Lists(cast);
  const memberIds = new Numbered();
  const members = new ChangeLog(cast.lanes.length, 4);
  const position = new ChangeLog(cast.partitions.length, 1);
  const committed = new ChangeLog(cast.partitions.length, 1);
  const logEnd = new ChangeLog(cast.partitions.length, 1);
  const now = cast.lanes.map((): Member => ({ memberId: 0, generationId: -1, state: 0, owned: 0 }));
  const instantMs: number[] = [];
  const lastIndex: number[] = [];
  const tell = (lane: number, at: number, change: Partial<Member>) => {
    const member = now[lane];
    // The lane of many has no beliefs of its own.
    if (member === undefined || cast.lanes[lane]?.count !== 1) return;
    Object.assign(member, change);
    members.add(lane, at, member.memberId, member.generationId, member.state, member.owned);
  };
  const gone = { memberId: 0, generationId: -1, state: 0, owned: 0 };
  for (const [at, event] of trace.entries()) {
    if (event.atMs > toMs) break;
    if (instantMs.at(-1) === event.atMs) lastIndex[lastIndex.length - 1] = at;
    else {
      instantMs.push(event.atMs);
      lastIndex.push(at);
    }
    if ('groupId' in event && event.groupId !== cast.groupId) continue;
    switch (event.kind) {
      case 'consumer.created':
        tell(cast.laneOf(keyOf(event)), at, { ...gone, state: 1 });
        break;
      case 'consumer.closed':
        tell(cast.laneOf(keyOf(event)), at, gone);
        break;
      case 'process.crashed':
      case 'process.stopped':
        for (const lane of cast.lanesOfProcess(event.process)) tell(lane, at, gone);
        break;
      case 'consumer.state': {
        const { memberId, generationId, to } = event;
        const state = stateNumbers.get(to) ?? 0;
        tell(cast.laneOf(keyOf(event)), at, { memberId: memberIds.of(memberId), generationId, state });
        break;
      }
      case 'consumer.assignment': {
        const { memberId, generationId, assignment } = event;
        const owned = lists.of(assignment);
        tell(cast.laneOf(keyOf(event)), at, { memberId: memberIds.of(memberId), generationId, owned });
        break;
      }
      case 'position.changed':
        position.add(cast.partitionOf(event.partition), at, event.offset);
        break;
      case 'poll.returned':
        for (const [partition, [, last]] of event.records) position.add(cast.partitionOf(partition), at, last + 1);
        break;
      case 'offsets.committed':
        for (const [partition, offset] of event.offsets) committed.add(cast.partitionOf(partition), at, offset);
        break;
      case 'offsets.removed':
        for (const partition of event.partitions) committed.add(cast.partitionOf(partition), at, -1);
        break;
      case 'log.appended':
        logEnd.add(cast.partitionOf(event.partition), at, event.lastOffset + 1);
        break;
    }
  }
  return {
    instants: { atMs: Float64Array.from(instantMs), lastIndex: Int32Array.from(lastIndex) },
    stored: storedBy(trace, cast, lists),
    lists: lists.all,
    memberIds: memberIds.all,
    members: {
      ...members.places(),
      memberId: Int32Array.from(members.column(0)),
      generationId: Int32Array.from(members.column(1)),
      state: Uint8Array.from(members.column(2)),
      owned: Int32Array.from(members.column(3)),
    },
    position: offsets(position),
    committed: offsets(committed),
    logEnd: offsets(logEnd),
    coordinator,
  };
}

const offsets = (log: ChangeLog): OffsetChanges => ({ ...log.places(), offset: Float64Array.from(log.column(0)) });

/** What the coordinator has stored for the member behind each lane. */
function storedBy(trace: RunTrace, cast: Cast, lists: Lists): BeliefColumns['stored'] {
  const log = new ChangeLog(cast.lanes.length, 1);
  const intervals = [...(coordinatorOwnership(trace).get(cast.groupId) ?? new Map()).values()].flat();
  const changes = new Map<
    number,
    { readonly lane: number; readonly partition: number; readonly isGained: boolean }[]
  >();
  const change = (at: number, lane: number, partition: number, isGained: boolean) => {
    const there = changes.get(at) ?? [];
    changes.set(at, there);
    there.push({ lane, partition, isGained });
  };
  for (const { memberId, partition, fromIndex, toIndex } of intervals) {
    const lane = cast.laneOfMember(memberId);
    if (lane < 0) continue;
    change(fromIndex, lane, cast.partitionOf(partition), true);
    if (toIndex !== undefined) change(toIndex, lane, cast.partitionOf(partition), false);
  }
  const owned = cast.lanes.map(() => new Set<number>());
  for (const at of [...changes.keys()].sort((a, b) => a - b)) {
    const touched = new Set<number>();
    // First what is taken, then what is given: a static member's new id takes over in one event.
    const there = [...(changes.get(at) ?? [])].sort((a, b) => Number(a.isGained) - Number(b.isGained));
    for (const { lane, partition, isGained } of there) {
      touched.add(lane);
      if (isGained) owned[lane]?.add(partition);
      else owned[lane]?.delete(partition);
    }
    for (const lane of touched) log.add(lane, at, lists.ofNumbers([...(owned[lane] ?? [])]));
  }
  return { ...log.places(), owned: Int32Array.from(log.column(0)) };
}

class Numbered {
  readonly #numbers = new Map<string, number>([['', 0]]);

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

/** Lists of partitions, each kept once; the first is the empty one. */
class Lists {
  readonly all: (readonly number[])[] = [[]];
  readonly #indexes = new Map<string, number>([['', 0]]);
  readonly #cast: Cast;

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  of(partitions: readonly TopicPartition[]): number {
    return this.ofNumbers(partitions.map((partition) => this.#cast.partitionOf(partition)));
  }

  ofNumbers(partitions: readonly number[]): number {
    const sorted = partitions.filter((partition) => partition >= 0).sort((a, b) => a - b);
    const key = sorted.join();
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    this.#indexes.set(key, this.all.length);
    return this.all.push(sorted) - 1;
  }
}
