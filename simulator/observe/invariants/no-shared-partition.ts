// Floor 4. In the clients' view two consumers hold a partition at once only if one of them has been left behind (frozen, cut off,
// removed or replaced and not told). Two members in the same generation never do.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { ConsumerView } from '../consumer-view.ts';
import { type ClientKey, clientKey, partitionName } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

export const noSharedPartition: Invariant = {
  name: 'no shared partition',
  rule: 'No two members of a group that are in the same generation hold the same partition at the same time.',
  begin(world: World): Checker {
    const holders = new Map<string, Map<TopicPartition, Set<ClientKey>>>();
    // A listener that throws out of onPartitionsRevoked leaves partitions assigned that were meant to be given up.
    const refusedToRevoke = new Set<ClientKey>();

    // A coordinator that takes over begins with the last generation whose assignment was stored, and may give the number of one that was
    // not stored to another. Who joined under the old coordinator and waits for its assignment still holds what it had before.
    const joinedAt = new Map<ClientKey, number>();
    const takenOverAt = new Map<string, number>();
    const waitsInALostGeneration = ({ groupId, key, state }: ConsumerView) =>
      state === 'COMPLETING_REBALANCE' && (joinedAt.get(key) ?? -1) < (takenOverAt.get(groupId) ?? -1);

    const of = (groupId: string, partition: TopicPartition): Set<ClientKey> => {
      const ofGroup = holders.get(groupId) ?? new Map<TopicPartition, Set<ClientKey>>();
      holders.set(groupId, ofGroup);
      const known = ofGroup.get(partition) ?? new Set<ClientKey>();
      ofGroup.set(partition, known);
      return known;
    };
    const drop = ({ groupId, key }: ConsumerView, partitions: Iterable<TopicPartition>) => {
      for (const partition of partitions) of(groupId, partition).delete(key);
    };
    // Removed, as when a static member's place is taken within a generation: it learns of that later, and the answer to its SyncGroup
    // may still be on the way to it.
    const hasBeenReplaced = ({ groupId, memberId }: ConsumerView) =>
      world.groups.get(groupId)?.members.has(memberId) === false;
    const take = (consumer: ConsumerView, partition: TopicPartition) => {
      const holding = of(consumer.groupId, partition);
      for (const key of hasBeenReplaced(consumer) ? [] : holding) {
        const other = world.consumers.get(key);
        if (other === undefined || other.generationId < 0 || other.generationId !== consumer.generationId) continue;
        if (refusedToRevoke.has(key)) continue;
        if (hasBeenReplaced(other) || waitsInALostGeneration(other)) continue;
        world.report(
          `${consumer.key} got ${partitionName(partition)} in generation ${consumer.generationId} of ${consumer.groupId}, which ${key} of the same generation still holds`,
        );
      }
      holding.add(consumer.key);
    };

    return {
      next(event, index, change) {
        if (event.kind === 'consumer.state' && event.to === 'COMPLETING_REBALANCE') {
          joinedAt.set(clientKey(event), index);
        } else if (event.kind === 'group.state' && event.from === 'Dead') takenOverAt.set(event.groupId, index);
        for (const { consumer } of change.ended) {
          drop(consumer, consumer.assignment);
          refusedToRevoke.delete(consumer.key);
        }
        if (event.kind === 'callback.left' && event.callback !== 'onPartitionsAssigned') {
          if (event.error === undefined) refusedToRevoke.delete(clientKey(event));
          else refusedToRevoke.add(clientKey(event));
        }
        if (change.reassigned === undefined) return;
        const { consumer, before } = change.reassigned;
        drop(
          consumer,
          [...before].filter((partition) => !consumer.assignment.has(partition)),
        );
        for (const partition of consumer.assignment) if (!before.has(partition)) take(consumer, partition);
      },
    };
  },
};
