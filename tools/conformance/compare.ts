// Floor 7. When an outcome agrees with a recorded one: the rules under "Comparing" in simulator/conformance/assignors/README.md.
import { type CalledAssign, type Comparison, firstDifference, type OwnedByMember } from 'testkit';
import type { AssignorVector, Invariants } from './assignor-vector.ts';

/** `undefined` when they agree, otherwise a sentence about what differs. */
export function disagreement(vector: AssignorVector, called: CalledAssign): string | undefined {
  if (vector.throws !== undefined) {
    return called.kind === 'threw' ? undefined : `It must fail: Kafka's threw ${vector.throws}.`;
  }
  if (called.kind !== 'assignment') return called.why;
  const comparison = { group: vector.case, expected: vector.case.expected, actual: called.owned };
  switch (vector.determinism) {
    case 'exact':
      return differenceInOrder(comparison);
    case 'sets':
      return differenceOfSets(comparison);
    case 'varies': {
      const outcomes = [comparison.expected, ...vector.alternatives];
      const isKnown = outcomes.some((expected) => differenceOfSets({ ...comparison, expected }) === undefined);
      return isKnown ? undefined : brokenInvariant(vector, called.owned);
    }
  }
}

/** Member by member the same lists, in the same order. */
function differenceInOrder({ group, expected, actual }: Comparison): string | undefined {
  const difference = differenceOfSets({ group, expected, actual });
  if (difference !== undefined) return difference;
  const given = new Map(actual);
  const other = expected.find(([memberId, partitions]) => listed(partitions) !== listed(given.get(memberId) ?? []));
  if (other === undefined) return undefined;
  const [memberId, partitions] = other;
  return `The list of ${memberId} is in another order: ${listed(given.get(memberId) ?? [])} instead of ${listed(partitions)}.`;
}

/** Member by member the same partitions, in any order. */
function differenceOfSets({ group, expected, actual }: Comparison): string | undefined {
  return firstDifference({ group, expected: sorted(expected), actual: sorted(actual) });
}

/** An outcome that was not seen before still has what all those had in common, and gives nothing to two members. */
function brokenInvariant({ case: group, invariants }: AssignorVector, actual: OwnedByMember): string | undefined {
  const { sizes, kept } = invariants;
  const differs = 'None of the recorded outcomes';
  if (sizes === undefined && kept === undefined) return `${differs}, and nothing is recorded that all outcomes share.`;
  const owned = actual.flatMap(([, partitions]) => partitions.map(String));
  if (new Set(owned).size < owned.length) return `${differs}, and a partition is given twice.`;
  const actualSizes = actual.map(([, partitions]) => partitions.length).sort((a, b) => a - b);
  if (sizes !== undefined && String(actualSizes) !== String(sizes)) {
    return `${differs}, and the lists are ${actualSizes.join(', ')} long instead of ${sizes.join(', ')}.`;
  }
  const actuallyKept = keptBy(group.members, actual);
  if (kept !== undefined && actuallyKept !== kept) {
    return `${differs}, and ${actuallyKept} partitions stay with a member that claimed them instead of ${kept}.`;
  }
  return undefined;
}

function keptBy(members: AssignorVector['case']['members'], actual: OwnedByMember): NonNullable<Invariants['kept']> {
  const claims = new Map(members.map(({ memberId, ownedPartitions = [] }) => [memberId, ownedPartitions.map(String)]));
  return actual.reduce((sum, [memberId, partitions]) => {
    const claimed = new Set(claims.get(memberId));
    return sum + partitions.filter((name) => claimed.has(String(name))).length;
  }, 0);
}

function sorted(owned: OwnedByMember): OwnedByMember {
  return owned.map(([memberId, partitions]) => [
    memberId,
    partitions.toSorted(([topicA, a], [topicB, b]) => (topicA === topicB ? a - b : topicA < topicB ? -1 : 1)),
  ]);
}

function listed(partitions: OwnedByMember[number][1]): string {
  return partitions.map(([topic, partition]) => `${topic}-${partition}`).join(' ');
}
