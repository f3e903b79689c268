// Floor 3. A classic group of a coordinator that took it over (Kafka: GroupMetadataManager.replay, onLoaded).
import type { StoredGroup } from '../coordinator-record.ts';
import type { GroupContext } from '../group.ts';
import { announceAssignment } from './assignment.ts';
import { ClassicGroup } from './classic-group.ts';
import { ClassicMember } from './classic-member.ts';
import { prepareRebalance } from './rebalance.ts';
import { restartSession } from './sessions.ts';

/**
 * Goes on with a group from the last record of it: Stable at the generation that was stored last, every session begun anew. Members know
 * the selected protocol only.
 */
export function resumeClassicGroup(groupId: string, stored: StoredGroup, context: GroupContext): ClassicGroup {
  const protocolType = stored.protocolType === '' ? null : stored.protocolType;
  const group = new ClassicGroup(groupId, context, {
    generationId: stored.generationId,
    protocolType,
    protocolName: stored.protocolName,
    leaderId: stored.leader,
    stateSinceMs: stored.currentStateTimestamp,
  });
  group.announce(stored.members.length === 0 ? 'Empty' : 'Stable');
  for (const member of stored.members) {
    const loaded = new ClassicMember({
      ...member,
      protocolType: stored.protocolType,
      protocols: [{ name: stored.protocolName ?? '', metadata: member.subscription }],
    });
    group.add(loaded);
    restartSession(group, loaded);
  }
  group.noteSubscribedTopics();
  if (group.isEmpty) return group;
  announceAssignment(group);
  if (group.members.size > group.context.config.maxSize) {
    prepareRebalance(group, 'group larger than group.max.size');
  }
  return group;
}
