// Floor 6. How many partitions of a group can be local at best, how many of a division are, and what is wrong with that.
import type { Division, DivisionCheck } from 'testkit';
import { maxFlow } from './max-flow';

type Group = Division['group'] & {
  readonly replicaRacks?: ReadonlyMap<string, readonly (readonly (string | undefined)[])[]>;
};

/** Rule 2. */
export const balanced: DivisionCheck = ({ actual }) => {
  const bySize = [...actual].sort(([, a], [, b]) => b.length - a.length);
  const [most, least] = [bySize[0], bySize.at(-1)];
  if (most === undefined || least === undefined || most[1].length - least[1].length <= 1) return undefined;
  return `${most[0]} has ${most[1].length} partitions and ${least[0]} has ${least[1].length}: they differ by more than one.`;
};

/** Rules 3 and 4. @param share of the most that is possible: 1, or 0.95 */
export function localReads(share: number): DivisionCheck {
  return ({ group, actual }) => {
    const best = mostLocal(group);
    const local = actual.reduce(
      (sum, [memberId, partitions]) =>
        sum + partitions.filter(([topic, number]) => isLocal(group, memberId, topic, number)).length,
      0,
    );
    if (local >= best * share) return undefined;
    const wanted =
      share === 1 ? `${best} can be` : `${Math.ceil(best * share)} were to be at least, and ${best} can be`;
    return `${local} of ${sizeOf(group)} partitions are local to their owner; ${wanted}, with sizes that differ by at most one${examples(group, actual)}.`;
  };
}

/** The most partitions that can be local while sizes differ by at most one. */
export function mostLocal(group: Group): number {
  const total = sizeOf(group);
  const quota = Math.floor(total / group.members.length);
  const membersIn = countBy(group.members.flatMap(({ rackId }) => rackId ?? []));
  const racks = [...membersIn.keys()];
  const sets = countBy(
    partitionsOf(group).map(([topic, number]) =>
      JSON.stringify(racks.filter((rack) => racksOf(group, topic, number).includes(rack))),
    ),
  );
  // A partition flows to a rack where it has a replica, and from there to a place of everybody or to one of the places for one more.
  return maxFlow([
    ...[...sets].map(([set, count]) => ['source', set, count] as const),
    ...[...sets.keys()].flatMap((set) =>
      (JSON.parse(set) as string[]).map((rack) => [set, rack, Number.POSITIVE_INFINITY] as const),
    ),
    ...racks.map((rack) => [rack, 'sink', quota * (membersIn.get(rack) ?? 0)] as const),
    ...racks.map((rack) => [rack, 'one more', membersIn.get(rack) ?? 0] as const),
    ['one more', 'sink', total % group.members.length],
  ]);
}

/** Who has nothing nearby, though it could: what to look at first. */
function examples(group: Group, actual: Division['actual']): string {
  const far = actual.flatMap(([memberId, partitions]) =>
    partitions
      .filter(([topic, number]) => !isLocal(group, memberId, topic, number))
      .map(([topic, number]) => {
        const rack = group.members.find((member) => member.memberId === memberId)?.rackId;
        const racks = racksOf(group, topic, number).filter((each) => each !== undefined);
        return `${topic}-${number} (racks ${racks.join(', ') || 'unknown'}) went to ${memberId} (${rack === undefined ? 'no rack' : `rack ${rack}`})`;
      }),
  );
  return far.length === 0 ? '' : `. For example ${far.slice(0, 3).join('; ')}`;
}

function isLocal(group: Group, memberId: string, topic: string, number: number): boolean {
  const rack = group.members.find((member) => member.memberId === memberId)?.rackId;
  return rack !== undefined && racksOf(group, topic, number).includes(rack);
}

function racksOf({ replicaRacks }: Group, topic: string, number: number): readonly (string | undefined)[] {
  return replicaRacks?.get(topic)?.[number] ?? [];
}

function partitionsOf({ topics }: Group): readonly (readonly [topic: string, number: number])[] {
  return topics.flatMap(([topic, count]) => Array.from({ length: count }, (_, number) => [topic, number] as const));
}

function sizeOf({ topics }: Group): number {
  return topics.reduce((sum, [, count]) => sum + count, 0);
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
