// The coordinator as dynamic members of one group see it: with time handed in, ids in short, and of each answer what such a member looks at.
// Takes and gives plain data, as a replay does.
import { GroupCoordinator } from '../broker/group/group-coordinator.ts';
import type { Timer } from '../kernel/clock.ts';

const from = { clientId: 'member', clientHost: '/10.0.0.1', apiVersion: 9 };
const group = { groupId: 'g', groupInstanceId: null };

/** Ids that the coordinator makes begin with the client's. */
const longId = (memberId: string): string => (memberId === '' ? '' : `${from.clientId}-${memberId}`);
const shortId = (memberId: string): string => memberId.replace(`${from.clientId}-`, '');

export class GroupOfDynamicMembers {
  readonly #coordinator: GroupCoordinator;

  constructor(options: {
    readonly initialRebalanceDelayMs: number;
    readonly newMemberId: () => string;
    readonly after: (delayMs: number, run: () => void) => Timer;
  }) {
    const { initialRebalanceDelayMs, newMemberId, after } = options;
    this.#coordinator = new GroupCoordinator({
      brokerId: 1,
      // No answer to such a member depends on the time of day.
      clock: { now: () => 0, after },
      config: {
        initialRebalanceDelayMs,
        minSessionTimeoutMs: 6_000,
        maxSessionTimeoutMs: 1_800_000,
        newMemberJoinTimeoutMs: 300_000,
        maxSize: 2_147_483_647,
        offsetMetadataMaxBytes: 4_096,
        offsetsRetentionMs: 604_800_000,
        offsetsRetentionCheckIntervalMs: undefined,
      },
      emit: () => {},
      uuid: newMemberId,
      offsetsPartitionCount: 1,
      append: (_, __, onStored) => onStored('NONE'),
      partitionCount: () => undefined,
      subscribedTopics: () => undefined,
      assignedPartitions: () => [],
    });
    this.#coordinator.startLoading(0);
    this.#coordinator.finishLoading(0, []);
  }

  joinGroup(
    request: {
      readonly memberId: string;
      readonly metadata: string;
      readonly sessionTimeoutMs: number;
      readonly rebalanceTimeoutMs: number;
    },
    respond: (response: unknown) => void,
  ): void {
    const { memberId, metadata, ...timeouts } = request;
    const protocols = { protocolType: 'consumer', protocols: [{ name: 'range', metadata }] };
    const whole = { ...group, ...timeouts, ...protocols, memberId: longId(memberId) };
    this.#coordinator.handle('JoinGroup', whole, from, (response) => {
      respond({
        ...response,
        memberId: shortId(response.memberId),
        leader: shortId(response.leader),
        members: response.members.map((member) => ({ ...member, memberId: shortId(member.memberId) })),
      });
    });
  }

  syncGroup(
    request: {
      readonly memberId: string;
      readonly generationId: number;
      readonly assignments: ReadonlyMap<string, string>;
    },
    respond: (response: unknown) => void,
  ): void {
    const { memberId, generationId } = request;
    const assignments = new Map(Array.from(request.assignments, ([id, assignment]) => [longId(id), assignment]));
    const protocol = { protocolType: 'consumer', protocolName: 'range' };
    const whole = { ...group, ...protocol, memberId: longId(memberId), generationId, assignments };
    this.#coordinator.handle('SyncGroup', whole, from, respond);
  }

  /** @returns the error; heartbeats are answered at once */
  heartbeat({ memberId, generationId }: { readonly memberId: string; readonly generationId: number }): string {
    let error = '';
    this.#coordinator.handle('Heartbeat', { ...group, memberId: longId(memberId), generationId }, from, (response) => {
      error = response.error;
    });
    return error;
  }

  /** @returns the error for this member; a LeaveGroup is answered at once */
  leaveGroup({ memberId }: { readonly memberId: string }): string {
    let error = '';
    const members = [{ memberId: longId(memberId), groupInstanceId: null }];
    this.#coordinator.handle('LeaveGroup', { groupId: group.groupId, members }, from, (response) => {
      error = response.members[0]?.error ?? response.error;
    });
    return error;
  }
}
