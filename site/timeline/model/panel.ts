// Floor 7. What stands beside a timeline, in words: what just happened, who believes what, who is without an owner. Knows no markup.
import { beliefsAt, type MemberBelief, type Moment } from './beliefs.ts';
import { durationText } from './durations.ts';
import { runsOf } from './partition-lists.ts';
import { sameInstant } from './steps.ts';
import type { Level, TimelineModel } from './timeline-model.ts';

export interface Panel {
  /** Sentences of the same instant, the last of which is the event under the playhead. Empty before the first. */
  readonly sentences: readonly string[];
  /** When that was, in ms. */
  readonly toldMs: number | undefined;
  readonly parties: readonly PartyRow[];
  readonly offsets: readonly OffsetRow[];
  /** `orders-4 and orders-5 have no owner, for 3.01 s`. */
  readonly unowned: readonly string[];
  /** What else holds at that moment: who is frozen or cut off, who is wrong about what it owns. */
  readonly notices: readonly string[];
}

export interface PartyRow {
  readonly name: string;
  readonly generation: string;
  readonly owns: string;
  readonly state: string;
  readonly memberId: string;
  /** What the coordinator holds for true of it, where that differs. */
  readonly disagreement: string | undefined;
}

export interface OffsetRow {
  readonly partition: string;
  readonly position: string;
  readonly committed: string;
  readonly logEnd: string;
  readonly lag: string;
}

const sentencesMax = 6;
const namedMax = 8;
const unownedMax = 4;

/** @param row of the event under the playhead */
export function panelAt(model: TimelineModel, moment: Moment, row: number | undefined, level: Level): Panel {
  const { coordinator, members, offsets } = beliefsAt(model, moment);
  const told = row === undefined ? [] : sameInstant(model, row, level, sentencesMax);
  return {
    sentences: told.map(({ sentence }) => sentence),
    toldMs: told.at(-1)?.atMs,
    parties: [
      {
        name: 'coordinator',
        generation: coordinator === undefined ? '' : String(coordinator.generationId),
        owns: '',
        state: coordinator === undefined ? 'no group yet' : coordinator.state.replace(/Rebalance$/, ''),
        memberId:
          coordinator === undefined
            ? ''
            : `${coordinator.memberCount} ${coordinator.memberCount === 1 ? 'member' : 'members'}`,
        disagreement: undefined,
      },
      ...members.map((member) => partyRow(model, member)),
    ],
    offsets: offsets.map(({ position, committed, logEnd }, index) => ({
      partition: model.partitions[index]?.name ?? '?',
      position: known(position),
      committed: known(committed),
      logEnd: known(logEnd),
      lag: logEnd < 0 || committed < 0 ? '' : String(logEnd - committed),
    })),
    unowned: unownedAt(model, moment.ms),
    notices: noticesAt(model, moment.ms),
  };
}

const known = (offset: number): string => (offset < 0 ? '' : String(offset));

function partyRow(
  model: TimelineModel,
  { lane, state, memberId, generationId, owned, stored }: MemberBelief,
): PartyRow {
  const isGone = state === 'gone';
  const differs = owned.length !== stored.length || owned.some((partition, index) => partition !== stored[index]);
  return {
    name: model.lanes[lane]?.name ?? '?',
    generation: generationId < 0 ? '' : String(generationId),
    owns: isGone ? '' : namesOf(model, owned),
    state: stateWords[state],
    memberId,
    disagreement: differs ? `coordinator: ${namesOf(model, stored)}` : undefined,
  };
}

const stateWords: Readonly<Record<MemberBelief['state'], string>> = {
  gone: 'not there',
  UNJOINED: 'no member',
  PREPARING_REBALANCE: 'waits to join',
  COMPLETING_REBALANCE: 'waits for its assignment',
  STABLE: 'stable',
};

function namesOf({ partitions }: TimelineModel, owned: readonly number[]): string {
  if (owned.length === 0) return 'nothing';
  const names = runsOf(owned.map((partition) => partitions[partition]?.label ?? '?'));
  return owned.length > namedMax ? `${owned.length}: ${names}` : names;
}

function unownedAt({ gaps, partitions }: TimelineModel, ms: number): readonly string[] {
  const byLength = new Map<string, { readonly names: string[]; readonly ms: number }>();
  for (const { partition, fromMs, toMs, lengthMs, isOpenRight } of gaps) {
    if (ms < fromMs || ms > toMs || (ms === toMs && !isOpenRight)) continue;
    const length = durationText(lengthMs);
    const there = byLength.get(length) ?? { names: [], ms: lengthMs };
    byLength.set(length, there);
    there.names.push(partitions[partition]?.name ?? '?');
  }
  if (byLength.size <= unownedMax) return [...byLength].map(([length, { names }]) => unownedText(names, length));
  // Where each consumer gave up its own at another moment, the longest tell enough.
  const longest = [...byLength].sort(([, a], [, b]) => b.ms - a.ms);
  const told = longest.slice(0, unownedMax - 1).map(([length, { names }]) => unownedText(names, length));
  const [next] = longest.slice(told.length);
  const more = longest.slice(told.length).reduce((sum, [, { names }]) => sum + names.length, 0);
  return [...told, `${more} more have no owner, for at most ${next?.[0]}`];
}

function unownedText(names: readonly string[], length: string): string {
  const named = names.length > namedMax ? `${names.length} partitions` : names.join(', ');
  return `${named} ${names.length === 1 ? 'has' : 'have'} no owner, for ${length}`;
}

function noticesAt({ overlaps, faults, lanes, partitions }: TimelineModel, ms: number): readonly string[] {
  const lasting = faults.filter(({ atMs, toMs }) => toMs !== undefined && atMs <= ms && ms < toMs);
  const byZombie = new Map<string, { readonly names: string[]; readonly reason: string }>();
  for (const { partition, zombieLane, ownerLane, fromMs, toMs, reason } of overlaps) {
    if (ms < fromMs || ms >= toMs) continue;
    const key = `${lanes[zombieLane]?.name} and ${lanes[ownerLane]?.name}`;
    const told = byZombie.get(key) ?? { names: [], reason };
    byZombie.set(key, told);
    told.names.push(partitions[partition]?.name ?? '?');
  }
  return [
    ...new Set(lasting.map(({ sentence }) => sentence)),
    ...[...byZombie].map(([both, { names, reason }]) => {
      const named = names.length > namedMax ? `${names.length} partitions` : names.join(', ');
      return `${both} both hold ${named} to be theirs: ${reason}`;
    }),
  ];
}
