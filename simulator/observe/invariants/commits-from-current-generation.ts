// Floor 4. Whose commits a coordinator may accept (Kafka: OffsetMetadataManager.validateOffsetCommit, ClassicGroup
// .validateOffsetCommit). What is committed is another rule's subject.
import type { Checker, Invariant, World } from './invariant.ts';

export const commitsFromCurrentGeneration: Invariant = {
  name: 'commits from the current generation',
  rule: 'Offsets are accepted from members in the current generation, or from nobody in particular while the group has no members.',
  begin: (world: World): Checker => ({
    next(event) {
      if (event.kind !== 'offsets.committed') return;
      const group = world.groups.get(event.groupId);
      const who = `a commit of ${event.memberId === '' ? 'no member' : event.memberId} with generation ${event.generationId} was accepted by ${event.groupId}`;
      if (event.generationId < 0) {
        if (group === undefined || group.members.size === 0) return;
        world.report(`${who}, which has ${group.members.size} members`);
      } else if (group?.members.has(event.memberId) !== true) {
        world.report(`${who}, of which it is not a member`);
      } else if (event.generationId !== group.generationId) {
        world.report(`${who}, which is in generation ${group.generationId}`);
      } else if (group.state === 'CompletingRebalance') {
        world.report(`${who}, which waits for the leader's assignment`);
      }
    },
  }),
};
