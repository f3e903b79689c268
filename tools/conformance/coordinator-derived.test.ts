import { describe, expect, it } from 'vitest';
import * as recorded from '../../exercises/group-coordinator/cases.ts';
import { problemOfTrace } from '../../exercises/group-coordinator/checks.ts';
import * as derived from '../../exercises/group-coordinator/derived-cases.ts';
import type { Coordinator, CoordinatorClass } from '../../exercises/group-coordinator/group.ts';
import { problemOfWalk } from '../../exercises/group-coordinator/walks.ts';
import { GroupCoordinator } from '../../simulator/broker/group/group-coordinator.ts';

const from = { clientId: 'member', clientHost: '/10.0.0.1', apiVersion: 9 };
const group = { groupId: 'g', groupInstanceId: null };

/** The simulator's ids begin with the client's. */
const longId = (memberId: string): string => (memberId === '' ? '' : `${from.clientId}-${memberId}`);
const shortId = (memberId: string): string => memberId.replace(`${from.clientId}-`, '');

/** The simulator's own coordinator, as if somebody had handed it in. */
class SimulatedCoordinator implements Coordinator {
  readonly #coordinator: GroupCoordinator;

  constructor({ initialRebalanceDelayMs, newMemberId, after }: ConstructorParameters<CoordinatorClass>[0]) {
    this.#coordinator = new GroupCoordinator({
      brokerId: 1,
      clock: { now: () => 0, after },
      config: {
        initialRebalanceDelayMs,
        minSessionTimeoutMs: 6_000,
        maxSessionTimeoutMs: 1_800_000,
        newMemberJoinTimeoutMs: 300_000,
        maxSize: 100,
        offsetMetadataMaxBytes: 4_096,
        offsetsRetentionMs: 604_800_000,
        offsetsRetentionCheckIntervalMs: undefined,
      },
      emit: () => {},
      uuid: newMemberId,
      offsetsPartitionCount: 1,
      append: (_, __, onStored) => onStored('NONE'),
      partitionCount: () => 1,
      subscribedTopics: () => undefined,
      assignedPartitions: () => [],
    });
    this.#coordinator.startLoading(0);
    this.#coordinator.finishLoading(0, []);
  }

  joinGroup(...[{ memberId, metadata, ...timeouts }, respond]: Parameters<Coordinator['joinGroup']>): void {
    const protocols = [{ name: 'range', metadata }];
    const request = { ...group, ...timeouts, memberId: longId(memberId), protocolType: 'consumer', protocols };
    this.#coordinator.handle('JoinGroup', request, from, (response) => {
      respond({
        ...response,
        memberId: shortId(response.memberId),
        leader: shortId(response.leader),
        members: response.members.map((member) => ({ ...member, memberId: shortId(member.memberId) })),
      });
    });
  }

  syncGroup(...[{ memberId, generationId, assignments }, respond]: Parameters<Coordinator['syncGroup']>): void {
    const byLongId = new Map(Array.from(assignments, ([id, assignment]) => [longId(id), assignment]));
    const request = {
      ...group,
      memberId: longId(memberId),
      generationId,
      protocolType: 'consumer',
      protocolName: 'range',
    };
    this.#coordinator.handle('SyncGroup', { ...request, assignments: byLongId }, from, respond);
  }

  heartbeat({ memberId, generationId }: Parameters<Coordinator['heartbeat']>[0]): string {
    let error = 'not answered';
    this.#coordinator.handle('Heartbeat', { ...group, memberId: longId(memberId), generationId }, from, (response) => {
      error = response.error;
    });
    return error;
  }

  leaveGroup({ memberId }: Parameters<Coordinator['leaveGroup']>[0]): string {
    let error = 'not answered';
    const members = [{ memberId: longId(memberId), groupInstanceId: null }];
    this.#coordinator.handle('LeaveGroup', { groupId: group.groupId, members }, from, (response) => {
      error = response.members[0]?.error ?? response.error;
    });
    return error;
  }
}

describe("the group coordinator's suite, held against the simulator's coordinator", () => {
  it.each([...Object.values(recorded), ...Object.values(derived)].flat().map((trace) => [trace.id, trace] as const))(
    '%s is answered as the trace says',
    (_, trace) => {
      expect(problemOfTrace(SimulatedCoordinator, trace)).toBeUndefined();
    },
  );

  it('passes each of the random walks', () => {
    for (let walk = 1; walk <= 50; walk++) expect(problemOfWalk(SimulatedCoordinator, `walk ${walk}`)).toBeUndefined();
  });
});
