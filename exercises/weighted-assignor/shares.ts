// Floor 6. What a member is due: its weight, the piles it has a part in, its exact share of each, and what a division got wrong of that.
import type { Division, DivisionCheck, GroupCase } from 'testkit';

/** Topics with the same subscribers: what is divided together. */
interface Pile {
  readonly topics: ReadonlySet<string>;
  readonly size: number;
  /** In the order of the group. */
  readonly shares: readonly Share[];
}

interface Share {
  readonly memberId: string;
  readonly weight: number;
  readonly exact: number;
  /** The exact share, rounded down. */
  readonly least: number;
  /** What rounding down took away; 0 where it was only an error of the machine's numbers. */
  readonly fraction: number;
}

/** Shares are quotients of whole numbers and of a few digits; what is closer than this is an error of floating point. */
const tolerance = 1e-9;

/** Rule 3. */
export const withinOne: DivisionCheck = (division) => {
  for (const { pile, share, count } of countsOf(division)) {
    const most = share.least + (share.fraction > 0 ? 1 : 0);
    if (count >= share.least && count <= most) continue;
    const due = most === share.least ? `${most}` : `${share.least} or ${most}`;
    return `${share.memberId} has ${count} of ${inWords(pile)}, and was to have ${due}: ${shareInWords(share)}.`;
  }
  return undefined;
};

/** Rule 4: nobody is rounded down while somebody who lost less by it is rounded up. */
export const largestRemainders: DivisionCheck = (division) => {
  const outside = withinOne(division);
  if (outside !== undefined) return outside;
  const counts = countsOf(division);
  for (const up of counts) {
    if (up.count === up.share.least) continue;
    const down = counts.find(
      ({ pile, share, count }) =>
        pile === up.pile && count === share.least && share.fraction > up.share.fraction + tolerance,
    );
    if (down === undefined) continue;
    return (
      `Of ${inWords(up.pile)} ${up.share.memberId} has ${up.count} and ${down.share.memberId} has ${down.count}, but ${down.share.memberId} ` +
      `has the larger remainder and was to be rounded up: ${shareInWords(up.share)}; ${shareInWords(down.share)}.`
    );
  }
  return undefined;
};

/** Rule 5, for groups in which somebody has weight. */
export const nothingForZero: DivisionCheck = (division) => {
  const given = countsOf(division).find(
    ({ pile, share, count }) => share.weight === 0 && count > 0 && pile.shares.some(({ weight }) => weight > 0),
  );
  return (
    given &&
    `${given.share.memberId} has weight 0 and ${given.count} of ${inWords(given.pile)}, while others have weight there.`
  );
};

function countsOf({ group, actual }: Division) {
  const owned = new Map(actual);
  return pilesOf(group).flatMap((pile) =>
    pile.shares.map((share) => {
      const partitions = owned.get(share.memberId) ?? [];
      return { pile, share, count: partitions.filter(([topic]) => pile.topics.has(topic)).length };
    }),
  );
}

function pilesOf({ topics, members }: Division['group']): readonly Pile[] {
  const byReaders = new Map<string, { topics: Set<string>; size: number; readers: GroupCase['members'] }>();
  for (const [topic, partitionCount] of topics) {
    const readers = members.filter((member) => member.topics.includes(topic));
    if (readers.length === 0) continue;
    const key = JSON.stringify(readers.map(({ memberId }) => memberId));
    const pile = byReaders.get(key) ?? { topics: new Set(), size: 0, readers };
    byReaders.set(key, pile);
    pile.topics.add(topic);
    pile.size += partitionCount;
  }
  return [...byReaders.values()].map((pile) => ({ ...pile, shares: sharesOf(pile.size, pile.readers) }));
}

function sharesOf(size: number, readers: GroupCase['members']): readonly Share[] {
  const weights = readers.map(({ userData }) => weightOf(userData));
  const heaviest = Math.max(...weights);
  const relative = weights.map((weight) => (heaviest === 0 ? 1 : weight / heaviest));
  const sum = relative.reduce((total, each) => total + each, 0);
  return readers.map(({ memberId }, at) => {
    const exact = (size * (relative[at] ?? 0)) / sum;
    const least = Math.floor(exact + tolerance);
    return {
      memberId,
      weight: weights[at] ?? 0,
      exact,
      least,
      fraction: exact - least > tolerance ? exact - least : 0,
    };
  });
}

function weightOf(userData: unknown): number {
  if (typeof userData !== 'object' || userData === null || !('weight' in userData)) return 1;
  const { weight } = userData;
  return typeof weight === 'number' && Number.isFinite(weight) && weight >= 0 ? weight : 1;
}

function inWords({ size, topics }: Pile): string {
  const [first] = topics;
  const of = topics.size === 1 ? first : `${topics.size} topics with the same subscribers`;
  return `the ${size} partitions of ${of}`;
}

function shareInWords({ memberId, weight, exact }: Share): string {
  return `${memberId} counts with weight ${weight}, and its exact share is ${Number(exact.toFixed(3))}`;
}
