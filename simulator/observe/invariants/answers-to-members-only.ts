// Floor 4. Who JoinGroup and SyncGroup may be answered without an error: members, with the generation they are in (Kafka:
// GroupMetadataManager.completeClassicGroupJoin and classicGroupSync). A removed or fenced member gets an error.
import type { JoinGroupResponse, SyncGroupRequest } from '../../protocol/requests.ts';
import { requestIn, responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Generation {
  readonly generationId: number;
  readonly memberIds: ReadonlySet<string>;
}

export const answersToMembersOnly: Invariant = {
  name: 'answers to members only',
  rule: 'JoinGroup and SyncGroup succeed only for members of the generation that the answer is about, and the leader is told exactly its members.',
  begin(world: World): Checker {
    const generations = new Map<string, Generation>();

    const joined = (groupId: string, response: JoinGroupResponse) => {
      const { memberId, generationId } = response;
      const generation = generations.get(groupId);
      const members = world.groups.get(groupId)?.members;
      const isMember = members?.has(memberId) === true || generation?.memberIds.has(memberId) === true;
      if (!isMember) {
        world.report(
          `JoinGroup of ${memberId} was answered with generation ${generationId} of ${groupId}, of which it is no member`,
        );
      }
      if (generation === undefined) return;
      if (generationId !== generation.generationId) {
        world.report(
          `JoinGroup of ${memberId} was answered with generation ${generationId}; ${groupId} is in ${generation.generationId}`,
        );
        return;
      }
      if (response.leader !== memberId || response.members.length === 0) return;
      const told = new Set(response.members.map((member) => member.memberId));
      const current = members ?? generation.memberIds;
      const missing = [...current.keys()].filter((id) => !told.has(id));
      const strangers = [...told].filter((id) => !current.has(id));
      if (missing.length > 0 || strangers.length > 0) {
        world.report(
          `the leader ${memberId} of generation ${generationId} of ${groupId} was told other members than there are: ${missing.length} missing, ${strangers.length} unknown`,
        );
      }
    };

    const synced = ({ groupId, memberId, generationId }: SyncGroupRequest) => {
      const group = world.groups.get(groupId);
      if (group === undefined) return;
      if (!group.members.has(memberId)) {
        world.report(`SyncGroup of ${memberId} was answered by ${groupId}, of which it is no member`);
      } else if (generationId !== group.generationId) {
        world.report(
          `SyncGroup of ${memberId} in generation ${generationId} was answered by ${groupId}, which is in ${group.generationId}`,
        );
      }
    };

    return {
      next(event) {
        if (event.kind === 'group.generation') {
          const memberIds = new Set(event.members.map(({ memberId }) => memberId));
          generations.set(event.groupId, { generationId: event.generationId, memberIds });
        } else if (event.kind === 'coordinator.loaded') {
          // What a new coordinator knows is older than what was told last.
          generations.clear();
        } else if (event.kind === 'response.sent') {
          const open = world.openRequests.get(event.correlationId);
          if (open === undefined) return;
          const join = responseIn(event, 'JoinGroup');
          const joining = requestIn(open, 'JoinGroup');
          if (join?.error === 'NONE' && joining !== undefined) joined(joining.groupId, join);
          const sync = responseIn(event, 'SyncGroup');
          const syncing = requestIn(open, 'SyncGroup');
          if (sync?.error === 'NONE' && syncing !== undefined) synced(syncing);
        }
      },
    };
  },
};
