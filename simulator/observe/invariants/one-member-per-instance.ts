// Floor 4. Static membership: a `group.instance.id` belongs to one member at a time (Kafka: ClassicGroup.addStaticMember,
// replaceStaticMember). Who of two comes first is not judged here.
import type { Checker, Invariant, World } from './invariant.ts';

export const oneMemberPerInstance: Invariant = {
  name: 'one member per instance',
  rule: 'In a group, a group.instance.id belongs to at most one member at a time.',
  begin: (world: World): Checker => ({
    next(event) {
      if (event.kind !== 'group.member.added' || event.groupInstanceId === null) return;
      for (const other of world.groups.get(event.groupId)?.members.values() ?? []) {
        if (other.memberId === event.memberId || other.groupInstanceId !== event.groupInstanceId) continue;
        world.report(
          `${event.memberId} was added to ${event.groupId} as the instance ${event.groupInstanceId}, which ${other.memberId} still is`,
        );
      }
    },
  }),
};
