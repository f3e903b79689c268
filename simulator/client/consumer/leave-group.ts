// Floor 3. LeaveGroup, as a member sends it for itself (Kafka: AbstractCoordinator.maybeLeaveGroup).
import type { Routine } from '../../kernel/routine.ts';
import { errorFor } from '../errors.ts';
import type { GroupContext } from './consumer-context.ts';
import type { CoordinatorDiscovery } from './coordinator-discovery.ts';

/**
 * Leaves the group, and forgets generation and member id. Static members only forget: the coordinator keeps their place until the
 * session ends. The response is not waited for, and a failure is not repaired.
 */
export function* leaveGroup(context: GroupContext, discovery: CoordinatorDiscovery, reason: string): Routine<void> {
  const { groupId, groupInstanceId, membership, network } = context;
  const { memberId } = membership.generation;
  if (groupInstanceId === null && !discovery.isUnknown && membership.state !== 'UNJOINED' && memberId !== '') {
    const request = { groupId, members: [{ memberId, groupInstanceId, reason }] };
    discovery.send('LeaveGroup', request, ({ error }) => {
      if (error !== 'NONE') throw errorFor(error, `group ${groupId}`);
    });
    yield* network.pollNoWakeup();
  }
  membership.resetAndRejoin('consumer pro-actively leaving the group', true);
}
