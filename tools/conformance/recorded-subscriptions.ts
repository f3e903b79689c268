// Floor 7. What the members of a recorded group told its leader, with user data made by the assignor itself as a client makes it.
// "How ownership was encoded" in simulator/conformance/assignors/README.md says how the recorder did.
import type { ConsumerPartitionAssignor, Subscription } from 'kafka';

/** @param generationInUserDataOnly ids of members with an older client, whose subscription has no field for the generation */
export function asRecorded(
  Assignor: new () => ConsumerPartitionAssignor,
  subscriptions: ReadonlyMap<string, Subscription>,
  generationInUserDataOnly: ReadonlySet<string>,
): Map<string, Subscription> {
  return new Map(
    [...subscriptions].map(([memberId, subscription]) => {
      const assignor = new Assignor();
      const { ownedPartitions, generationId, groupInstanceId } = subscription;
      if (ownedPartitions.length > 0 || generationId !== undefined) {
        const metadata = { groupId: 'recorded', generationId: generationId ?? -1, memberId, groupInstanceId };
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
