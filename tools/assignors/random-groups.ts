// Floor 7. Random groups for property tests: small enough to be read when one fails, odd enough to meet every branch.
import * as fc from 'fast-check';
import { topicPartition } from 'kafka';
import type { Claim, Group, GroupMember } from './group-in-rounds.ts';

const memberIds = Array.from('abcdefghij');
const topicNames = Array.from('pqrstu');
const rackIds = ['x', 'y', 'z'];

const topics = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: topicNames.length })
  .map((counts) => Object.fromEntries(counts.map((count, at) => [topicNames[at] ?? '', count])));

interface Shape {
  /** Whether all members subscribe to all topics. */
  readonly isUniform: boolean;
  /** `somewhere` leaves some partitions without a rack, as in a cluster where not every broker has one. */
  readonly racks?: 'nowhere' | 'somewhere' | 'everywhere';
}

/** Every topic has a subscriber. */
export function randomGroup({ isUniform, racks = 'nowhere' }: Shape): fc.Arbitrary<Group> {
  return topics.chain((counts) => {
    const names = Object.keys(counts);
    const subscription = isUniform ? fc.constant(names) : fc.subarray(names, { minLength: 1 });
    const rackId =
      racks === 'nowhere' ? fc.constant(undefined) : fc.option(fc.constantFrom(...rackIds), { nil: undefined });
    const members = fc
      .array(fc.record({ topics: subscription, rackId }), { minLength: 1, maxLength: memberIds.length })
      .map((each) => each.map((member, at): GroupMember => ({ memberId: memberIds[at] ?? '', ...member })))
      .filter((each) => names.every((name) => each.some((member) => member.topics.includes(name))));
    const replicaRacks = fc.record(
      Object.fromEntries(
        Object.entries(counts).map(([name, count]) => [
          name,
          fc.array(fc.subarray(rackIds, { minLength: racks === 'everywhere' ? 1 : 0 }), {
            minLength: count,
            maxLength: count,
          }),
        ]),
      ),
    );
    return racks === 'nowhere'
      ? fc.record({ topics: fc.constant(counts), members })
      : fc.record({ topics: fc.constant(counts), members, replicaRacks });
  });
}

/** Claims of every kind: conflicting, stale, of members without a generation, of topics that are subscribed no more. */
export function randomClaims({ topics: counts, members }: Group): fc.Arbitrary<ReadonlyMap<string, Claim>> {
  const all = Object.entries(counts).flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition) => topicPartition(topic, partition)),
  );
  const claim = fc.record({
    partitions: fc.subarray(all),
    generationId: fc.option(fc.integer({ min: 3, max: 5 }), { nil: undefined }),
  });
  return fc
    .array(claim, { minLength: members.length, maxLength: members.length })
    .map((claims) => new Map(claims.map((each, at) => [members[at]?.memberId ?? '', each])));
}
