// Floor 7. What the members of a group tell its leader about what they own, user data included, each with its own assignor as in
// a client. The recorder did the same: "How ownership was encoded" in simulator/conformance/assignors/README.md. Knows no case.
import type { ConsumerPartitionAssignor, Subscription } from 'kafka';

/**
 * @param subscriptions with `ownedPartitions` and `generationId` as they were before the member joins
 * @param generationInUserDataOnly ids of members with an older client, whose subscription has no field for the generation
 */
export function asSent(
  Assignor: new () => ConsumerPartitionAssignor,
  subscriptions: ReadonlyMap<string, Subscription>,
  generationInUserDataOnly: ReadonlySet<string> = new Set(),
): Map<string, Subscription> {
  return new Map(
    [...subscriptions].map(([memberId, subscription]) => {
      const assignor = new Assignor();
      const { ownedPartitions, generationId, groupInstanceId } = subscription;
      if (ownedPartitions.length > 0 || generationId !== undefined) {
        const metadata = { groupId: 'group', generationId: generationId ?? -1, memberId, groupInstanceId };
        assignor.onAssignment?.({ partitions: ownedPartitions }, metadata);
      }
      const isCooperative = assignor.supportedProtocols?.().includes('COOPERATIVE') === true;
      const sent: Subscription = {
        ...subscription,
        userData: assignor.subscriptionUserData?.(new Set(subscription.topics)),
        ownedPartitions: isCooperative ? ownedPartitions : [],
        generationId: generationInUserDataOnly.has(memberId) ? undefined : generationId,
      };
      return [memberId, sent];
    }),
  );
}
