// Floor 4. Liveness of assignments: once a group has been at rest for a while, what its members subscribe to is read by one of them.
// Only partitions count that somebody in the group has owned and that were there from the beginning: a leader whose metadata is older than
// another's does not know of new ones, and Kafka's leaders do not ask for fresh metadata when all topics are known to them.
//
// A group is not judged while a static member has come back since its last generation: Kafka hands it what its former life was
// assigned, without a rebalance. If that life had given partitions up cooperatively and ended before it joined again, nobody knows that a
// second rebalance is needed, and they stay unowned until the next one (KIP-345, KIP-429).
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { partitionNames, requestIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

/** Longer than it takes to hand out an assignment, and to rejoin after it. */
const atRestForMs = 8000;

export const nothingIsLeftUnowned: Invariant = {
  name: 'nothing is left unowned',
  rule: 'When a group has been Stable for a while, each of the first partitions of its members’ topics that was ever owned has an owner.',
  begin(world: World): Checker {
    const liveness = world.options.liveness;
    const everOwned = new Map<string, Set<TopicPartition>>();
    const subscribed = new Map<string, readonly string[]>();
    const restingSinceMs = new Map<string, number>();
    const deletedTopics = new Set<string>();
    const cameBack = new Set<string>();
    const firstCounts = new Map<string, number>();
    const isFromTheBeginning = ({ topic, partition }: TopicPartition) =>
      partition < (firstCounts.get(topic) ?? Number.POSITIVE_INFINITY) && !deletedTopics.has(topic);
    return {
      next(event, _index, change) {
        if (liveness === undefined) return;
        if (change.reassigned !== undefined) {
          const { groupId, assignment } = change.reassigned.consumer;
          const known = everOwned.get(groupId) ?? new Set<TopicPartition>();
          everOwned.set(groupId, known);
          for (const partition of assignment) known.add(partition);
        }
        if (event.kind === 'request.sent') {
          const joining = requestIn(event, 'JoinGroup');
          if (joining !== undefined && joining.memberId !== '')
            subscribed.set(joining.memberId, topicsIn(joining.protocols[0]?.metadata));
        } else if (event.kind === 'group.state') restingSinceMs.set(event.groupId, event.atMs);
        else if (event.kind === 'group.member.removed' && event.why === 'replaced') cameBack.add(event.groupId);
        else if (event.kind === 'group.generation') cameBack.delete(event.groupId);
        else if (event.kind === 'topic.deleted') deletedTopics.add(event.topic);
        else if (event.kind === 'topic.created' && !firstCounts.has(event.topic)) {
          firstCounts.set(event.topic, event.partitionCount);
        }
      },
      end(endMs) {
        if (liveness === undefined) return;
        for (const { groupId, state, members } of world.groups.all()) {
          const sinceMs = Math.max(restingSinceMs.get(groupId) ?? 0, liveness.calmFromMs);
          if (state !== 'Stable' || cameBack.has(groupId) || endMs - sinceMs < atRestForMs) continue;
          const topics = new Set<string>();
          const owned = new Set<TopicPartition>();
          let isEverybodyThere = true;
          for (const memberId of members.keys()) {
            const key = world.consumers.keyOfMember(memberId);
            const consumer = key === undefined ? undefined : world.consumers.get(key);
            if (consumer?.memberId !== memberId || consumer.state !== 'STABLE') isEverybodyThere = false;
            for (const partition of consumer?.assignment ?? []) owned.add(partition);
            for (const topic of subscribed.get(memberId) ?? []) topics.add(topic);
          }
          if (!isEverybodyThere) continue;
          const unowned = [...(everOwned.get(groupId) ?? [])].filter(
            (partition) => !owned.has(partition) && topics.has(partition.topic) && isFromTheBeginning(partition),
          );
          if (unowned.length === 0) continue;
          world.report(
            `nobody in ${groupId} owns ${partitionNames(unowned)} at ${endMs} ms, although it has been Stable since ${sinceMs} ms`,
          );
        }
      },
    };
  },
};

/** What a consumer's JoinGroup says that it subscribes to. */
function topicsIn(metadata: unknown): readonly string[] {
  if (typeof metadata !== 'object' || metadata === null || !('topics' in metadata)) return [];
  return Array.isArray(metadata.topics) ? metadata.topics.filter((topic) => typeof topic === 'string') : [];
}
