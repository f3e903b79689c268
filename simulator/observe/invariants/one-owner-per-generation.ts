// Floor 4. In the view of the coordinator a partition has at most one owner within a generation. What clients believe is another
// rule's subject.
import { partitionName } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

export const oneOwnerPerGeneration: Invariant = {
  name: 'one owner per generation',
  rule: 'Within a generation, a partition is assigned to at most one member, and only members are assigned any.',
  begin: (world: World): Checker => ({
    next(event) {
      if (event.kind !== 'group.assignment') return;
      const members = world.groups.get(event.groupId)?.members;
      const owners = new Map<unknown, string>();
      for (const [memberId, partitions] of event.assignments) {
        if (partitions.length > 0 && members?.has(memberId) === false) {
          world.report(
            `generation ${event.generationId} of ${event.groupId} assigns to ${memberId}, which is not a member`,
          );
        }
        for (const partition of partitions) {
          const other = owners.get(partition);
          if (other !== undefined) {
            world.report(
              `generation ${event.generationId} of ${event.groupId} assigns ${partitionName(partition)} to ${other} and to ${memberId}`,
            );
          }
          owners.set(partition, memberId);
        }
      }
    },
  }),
};
