// Floor 4. What a heartbeat is answered: that all is well to a member of the present generation, that the group rebalances while its
// members are to join again (Kafka: GroupMetadataManager.classicGroupHeartbeatToClassicGroup).
import { requestIn, responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

export const heartbeatsTellTheTruth: Invariant = {
  name: 'heartbeats tell the truth',
  rule: 'Heartbeat is answered NONE only to members of the present generation while nobody is to rejoin, and REBALANCE_IN_PROGRESS only while they are.',
  begin(world: World): Checker {
    /** A coordinator that is loading answers NONE to everybody. */
    const loading = new Set<string>();
    const isLoading = (brokerId: number) => [...loading].some((key) => key.startsWith(`${brokerId}/`));
    return {
      next(event) {
        if (event.kind === 'coordinator.loading') loading.add(`${event.brokerId}/${event.offsetsPartition}`);
        else if (event.kind === 'coordinator.loaded' || event.kind === 'coordinator.unloaded') {
          loading.delete(`${event.brokerId}/${event.offsetsPartition}`);
        }
        if (event.kind !== 'response.sent') return;
        const open = world.openRequests.get(event.correlationId);
        const request = open && requestIn(open, 'Heartbeat');
        const response = responseIn(event, 'Heartbeat');
        if (request === undefined || response === undefined || isLoading(event.brokerId)) return;
        const group = world.groups.get(request.groupId);
        const what = `the heartbeat of ${request.memberId} in generation ${request.generationId} was answered ${response.error}`;
        if (response.error === 'REBALANCE_IN_PROGRESS') {
          if (group?.state !== 'PreparingRebalance')
            world.report(`${what}, but ${request.groupId} is ${group?.state ?? 'not there'}`);
        } else if (response.error === 'NONE') {
          if (group?.members.has(request.memberId) !== true) {
            world.report(`${what} by ${request.groupId}, of which it is no member`);
          } else if (group.generationId !== request.generationId) {
            world.report(`${what} by ${request.groupId}, which is in generation ${group.generationId}`);
          } else if (group.state === 'PreparingRebalance') {
            world.report(`${what}, although the members of ${request.groupId} are to join again`);
          }
        }
      },
    };
  },
};
