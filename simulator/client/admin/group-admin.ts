// Floor 3. What an admin client does with groups (Kafka: DescribeConsumerGroupsHandler and its neighbors in clients.admin.internals).
// Each group is asked about at its coordinator. Where several things are asked for, each has an outcome of its own.
import type { Routine } from '../../kernel/routine.ts';
import { assignedPartitions } from '../../protocol/consumer-protocol.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { BrokerEndpoint, DescribedGroup, LeavingMember, ListedGroup } from '../../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import { errorFor, type KafkaException, RebalanceInProgressException, UnknownMemberIdException } from '../errors.ts';
import type { OffsetAndMetadata } from '../records.ts';
import type { AdminCall, AdminRequests } from './admin-requests.ts';
import type { ConsumerGroupDescription, ConsumerGroupListing, RemoveMembersOptions } from './admin-types.ts';

/** What became of each: `undefined` is success. */
export type Outcomes<K> = ReadonlyMap<K, KafkaException | undefined>;

export class GroupAdmin {
  readonly #requests: AdminRequests;

  constructor(requests: AdminRequests) {
    this.#requests = requests;
  }

  /** Asks every broker for the groups that it coordinates. */
  *list(states: readonly string[]): Routine<readonly ConsumerGroupListing[]> {
    const requests = this.#requests;
    return yield* requests.call('listConsumerGroups', function* (call) {
      const { brokers } = yield* requests.metadata(call, []);
      const listed = new Map<string, ListedGroup>();
      for (const { id } of brokers) {
        const { error, groups } = yield* requests.send(call, id, 'ListGroups', { statesFilter: states });
        throwUnlessNone(error, `broker ${id}`);
        for (const group of groups) listed.set(group.groupId, group);
      }
      return [...listed.values()].filter(isConsumerGroup).map(({ groupId, protocolType, state, type }) => ({
        groupId,
        isSimpleConsumerGroup: protocolType === '',
        state,
        type: typeName(type),
      }));
    });
  }

  *describe(groupId: string): Routine<ConsumerGroupDescription> {
    return yield* this.#atCoordinator('describeConsumerGroups', groupId, function* (call, coordinator, requests) {
      const { groups } = yield* requests.send(call, coordinator.id, 'DescribeGroups', { groups: [groupId] });
      const [group] = groups;
      throwUnlessNone(group === undefined ? 'GROUP_ID_NOT_FOUND' : errorOf(group), `group ${groupId}`);
      return descriptionOf(group, groupId, coordinator);
    });
  }

  /** @param partitions `null`: all that the group has committed */
  *listOffsets(
    groupId: string,
    partitions: readonly TopicPartition[] | null,
  ): Routine<ReadonlyMap<TopicPartition, OffsetAndMetadata>> {
    return yield* this.#atCoordinator('listConsumerGroupOffsets', groupId, function* (call, coordinator, requests) {
      const request = { groupId, partitions, requireStable: false };
      const { error, offsets } = yield* requests.send(call, coordinator.id, 'OffsetFetch', request);
      throwUnlessNone(error, `group ${groupId}`);
      const found = new Map<TopicPartition, OffsetAndMetadata>();
      for (const [partition, committed] of offsets) {
        throwUnlessNone(committed.error, nameOf(partition));
        if (committed.offset < 0) continue;
        found.set(partition, Object.freeze({ offset: committed.offset, metadata: committed.metadata }));
      }
      return found;
    });
  }

  *alterOffsets(
    groupId: string,
    offsets: ReadonlyMap<TopicPartition, OffsetAndMetadata>,
  ): Routine<Outcomes<TopicPartition>> {
    return yield* this.#atCoordinator('alterConsumerGroupOffsets', groupId, function* (call, coordinator, requests) {
      const committed = [...offsets].map(
        ([partition, { offset, metadata }]) =>
          [partition, { offset, leaderEpoch: -1, metadata: metadata ?? '' }] as const,
      );
      const { errors } = yield* requests.send(call, coordinator.id, 'OffsetCommit', {
        groupId,
        generationId: -1,
        memberId: '',
        groupInstanceId: null,
        offsets: new Map(committed),
      });
      for (const error of errors.values()) {
        // Kafka tries again in the middle of a rebalance; if it comes out with members, the answer is another one.
        if (error === 'REBALANCE_IN_PROGRESS') throw new Rebalancing();
        if (isOfCoordinator(error)) throwUnlessNone(error, `group ${groupId}`);
      }
      return new Map([...errors].map(([partition, error]) => [partition, alterFailure(error, groupId, partition)]));
    });
  }

  *deleteOffsets(groupId: string, partitions: readonly TopicPartition[]): Routine<Outcomes<TopicPartition>> {
    return yield* this.#atCoordinator('deleteConsumerGroupOffsets', groupId, function* (call, coordinator, requests) {
      const request = { groupId, partitions };
      const { error, errors } = yield* requests.send(call, coordinator.id, 'OffsetDelete', request);
      throwUnlessNone(error, `group ${groupId}`);
      return new Map([...errors].map(([partition, code]) => [partition, failureOf(code, nameOf(partition))]));
    });
  }

  *delete(groupId: string): Routine<void> {
    yield* this.#atCoordinator('deleteConsumerGroups', groupId, function* (call, coordinator, requests) {
      const { errors } = yield* requests.send(call, coordinator.id, 'DeleteGroups', { groups: [groupId] });
      throwUnlessNone(errors.get(groupId) ?? 'GROUP_ID_NOT_FOUND', `group ${groupId}`);
    });
  }

  /** By `group.instance.id`, or by member id where there is none. */
  *removeMembers(groupId: string, options: RemoveMembersOptions): Routine<Outcomes<string>> {
    const { reason = 'member was removed by an admin' } = options;
    const members = yield* this.#leaving(groupId, options);
    if (members.length === 0) return new Map();
    return yield* this.#atCoordinator(
      'removeMembersFromConsumerGroup',
      groupId,
      function* (call, coordinator, requests) {
        const request = { groupId, members: members.map((member) => ({ ...member, reason })) };
        const response = yield* requests.send(call, coordinator.id, 'LeaveGroup', request);
        throwUnlessNone(response.error, `group ${groupId}`);
        return new Map(
          response.members.map(({ memberId, groupInstanceId, error }) => {
            const name = groupInstanceId ?? memberId;
            return [name, failureOf(error, `member ${name} of group ${groupId}`)];
          }),
        );
      },
    );
  }

  *#leaving(groupId: string, { members }: RemoveMembersOptions): Routine<readonly LeavingMember[]> {
    if (members !== undefined) return members.map(({ groupInstanceId }) => ({ memberId: '', groupInstanceId }));
    const group = yield* this.describe(groupId);
    return group.members.map(({ consumerId, groupInstanceId }) =>
      groupInstanceId === undefined
        ? { memberId: consumerId, groupInstanceId: null }
        : { memberId: '', groupInstanceId },
    );
  }

  *#atCoordinator<T>(
    what: string,
    groupId: string,
    ask: (call: AdminCall, coordinator: BrokerEndpoint, requests: AdminRequests) => Routine<T>,
  ): Routine<T> {
    const requests = this.#requests;
    return yield* requests.call(`${what} of group ${groupId}`, function* (call) {
      const coordinator = yield* requests.coordinatorOf(call, groupId);
      return yield* ask(call, coordinator, requests);
    });
  }
}

/** For an admin client a rebalance passes. */
class Rebalancing extends RebalanceInProgressException {
  override readonly retriable: boolean = true;
}

/** A broker tells types in lower case (Kafka: Group.GroupType), an admin client as `GroupType.toString` does. */
function typeName(type: string): string {
  return type === 'classic' ? 'Classic' : type;
}

/** Before Kafka 4.0 a group that there is not was described as Dead; since then it is an error (KIP-1043). */
function errorOf({ error, state }: DescribedGroup): ErrorCode {
  return error === 'NONE' && state === 'Dead' ? 'GROUP_ID_NOT_FOUND' : error;
}

function isConsumerGroup({ protocolType }: ListedGroup): boolean {
  return protocolType === 'consumer' || protocolType === '';
}

function descriptionOf(
  group: DescribedGroup | undefined,
  groupId: string,
  coordinator: BrokerEndpoint,
): ConsumerGroupDescription {
  return Object.freeze({
    groupId,
    isSimpleConsumerGroup: group?.protocolType === '',
    members: (group?.members ?? []).map((member) =>
      Object.freeze({
        consumerId: member.memberId,
        groupInstanceId: member.groupInstanceId ?? undefined,
        clientId: member.clientId,
        host: member.clientHost,
        assignment: assignedPartitions(member.assignment).map((partition) =>
          topicPartition(partition.topic, partition.partition),
        ),
      }),
    ),
    partitionAssignor: group?.protocol ?? '',
    type: 'Classic',
    state: group?.state ?? 'Unknown',
    coordinator,
  });
}

function alterFailure(error: ErrorCode, groupId: string, partition: TopicPartition): KafkaException | undefined {
  if (error !== 'UNKNOWN_MEMBER_ID') return failureOf(error, `group ${groupId}, ${nameOf(partition)}`);
  return new UnknownMemberIdException(
    `Group ${groupId} has members, and only the offsets of an empty group can be altered. Stop its consumers, then call again.`,
  );
}

function isOfCoordinator(error: ErrorCode): boolean {
  return (
    error === 'COORDINATOR_LOAD_IN_PROGRESS' || error === 'COORDINATOR_NOT_AVAILABLE' || error === 'NOT_COORDINATOR'
  );
}

function throwUnlessNone(error: ErrorCode, about: string): void {
  if (error !== 'NONE') throw errorFor(error, about);
}

function failureOf(error: ErrorCode, about: string): KafkaException | undefined {
  return error === 'NONE' ? undefined : errorFor(error, about);
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
