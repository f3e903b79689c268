import { describe, expect, it } from 'vitest';
import { type Routine, start } from '../../kernel/routine.ts';
import { parseAdminConfig } from '../../protocol/config/client-config.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { Api, Apis, RequestOf } from '../../protocol/requests.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import {
  GroupIdNotFoundException,
  GroupNotEmptyException,
  TimeoutException,
  UnknownMemberIdException,
  UnknownTopicOrPartitionException,
} from '../errors.ts';
import { InMemoryBrokers } from '../in-memory-brokers.ts';
import { AdminRequests } from './admin-requests.ts';
import { OffsetSpec } from './admin-types.ts';
import { GroupAdmin } from './group-admin.ts';
import { TopicAdmin } from './topic-admin.ts';

type Answers = { readonly [A in Api]?: (request: RequestOf<A>, brokerId: number) => Apis[A]['response'] };

const orders = topicPartition('orders', 0);
const endpointOf = (id: number) => ({ id, host: `broker-${id}`, port: 9092, rack: undefined });

function setUp(answers: Answers, brokerIds: readonly number[] = [1, 2]) {
  const brokers = new InMemoryBrokers(brokerIds);
  const all: Answers = {
    FindCoordinator: () => ({ error: 'NONE', coordinator: endpointOf(2) }),
    ...answers,
  };
  brokers.answer = (api, request, brokerId) =>
    (all[api] as ((request: unknown, brokerId: number) => never) | undefined)?.(request, brokerId);
  const requests = new AdminRequests(brokers.environment(), parseAdminConfig({}));
  /** What the routine comes to, within the time of a call. */
  const resultOf = <T>(routine: Routine<T>): T => {
    const future = start(routine);
    brokers.runUntil(brokers.simulation.now() + 100_000);
    const { outcome } = future;
    if (outcome === undefined) throw new Error('It did not end.');
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
  return { brokers, requests, groups: new GroupAdmin(requests), topics: new TopicAdmin(requests), resultOf };
}

const group = (groupId: string, protocolType = 'consumer') => ({
  groupId,
  protocolType,
  state: 'Stable',
  type: 'classic',
});

describe('groups', () => {
  it('are listed from every broker, without those of others than consumers', () => {
    const { groups, resultOf } = setUp({
      ListGroups: (_, brokerId) => ({
        error: 'NONE',
        groups: brokerId === 1 ? [group('a'), group('connect', 'connect')] : [group('b'), group('offsets', '')],
      }),
    });
    const listed = resultOf(groups.list([]));
    expect(listed.map(({ groupId }) => groupId)).toEqual(['a', 'b', 'offsets']);
    expect(listed.map(({ isSimpleConsumerGroup }) => isSimpleConsumerGroup)).toEqual([false, false, true]);
    expect(listed.map(({ type }) => type)).toEqual(['Classic', 'Classic', 'Classic']);
  });

  it('are described by their coordinator, with what each member was given', () => {
    const { brokers, groups, resultOf } = setUp({
      DescribeGroups: ({ groups: [groupId = ''] }) => ({
        groups: [
          {
            error: 'NONE',
            groupId,
            state: 'Stable',
            protocolType: 'consumer',
            protocol: 'range',
            members: [
              {
                memberId: 'c1-x',
                groupInstanceId: null,
                clientId: 'c1',
                clientHost: '/10.0.0.11',
                metadata: undefined,
                assignment: { assignedPartitions: [orders], userData: undefined },
              },
            ],
          },
        ],
      }),
    });
    const described = resultOf(groups.describe('g'));
    expect(described).toMatchObject({ state: 'Stable', partitionAssignor: 'range', coordinator: { id: 2 } });
    expect(described.members).toEqual([
      { consumerId: 'c1-x', groupInstanceId: undefined, clientId: 'c1', host: '/10.0.0.11', assignment: [orders] },
    ]);
    expect(brokers.seen.find(({ api }) => api === 'DescribeGroups')?.brokerId).toBe(2);
  });

  it('that there are not cannot be described', () => {
    const dead = { error: 'NONE', state: 'Dead', protocolType: '', protocol: '', members: [] } as const;
    const { groups, resultOf } = setUp({
      DescribeGroups: ({ groups: [groupId = ''] }) => ({ groups: [{ ...dead, groupId }] }),
    });
    expect(() => resultOf(groups.describe('g'))).toThrow(GroupIdNotFoundException);
  });

  it('are deleted, or it is said why not', () => {
    const { groups, resultOf } = setUp({ DeleteGroups: () => ({ errors: new Map([['g', 'NON_EMPTY_GROUP']]) }) });
    expect(() => resultOf(groups.delete('g'))).toThrow(GroupNotEmptyException);
  });
});

describe('committed offsets', () => {
  it('are listed without partitions that have none', () => {
    const { groups, resultOf } = setUp({
      OffsetFetch: () => ({
        error: 'NONE',
        offsets: new Map([
          [orders, { offset: 7, leaderEpoch: -1, metadata: 'm', error: 'NONE' }],
          [topicPartition('orders', 1), { offset: -1, leaderEpoch: -1, metadata: '', error: 'NONE' }],
        ]),
      }),
    });
    expect(resultOf(groups.listOffsets('g', null))).toEqual(new Map([[orders, { offset: 7, metadata: 'm' }]]));
  });

  const commit = (errors: ErrorCode[]): Answers => ({
    OffsetCommit: () => ({ errors: new Map([[orders, errors.shift() ?? 'NONE']]) }),
  });

  it('are altered as by nobody in the group', () => {
    const { brokers, groups, resultOf } = setUp(commit([]));
    expect(resultOf(groups.alterOffsets('g', new Map([[orders, { offset: 3 }]])))).toEqual(
      new Map([[orders, undefined]]),
    );
    expect(brokers.requestsOf('OffsetCommit')[0]?.request).toMatchObject({ generationId: -1, memberId: '' });
  });

  it('are not altered while the group has members', () => {
    const { groups, resultOf } = setUp(commit(['UNKNOWN_MEMBER_ID']));
    const failure = resultOf(groups.alterOffsets('g', new Map([[orders, { offset: 3 }]]))).get(orders);
    expect(failure).toBeInstanceOf(UnknownMemberIdException);
    expect(failure?.message).toContain('only the offsets of an empty group can be altered');
  });

  it('are tried again while the coordinator moves, loads or rebalances', () => {
    const { brokers, groups, resultOf } = setUp(
      commit(['NOT_COORDINATOR', 'COORDINATOR_LOAD_IN_PROGRESS', 'REBALANCE_IN_PROGRESS']),
    );
    expect(resultOf(groups.alterOffsets('g', new Map([[orders, { offset: 3 }]]))).get(orders)).toBeUndefined();
    expect(brokers.requestsOf('OffsetCommit')).toHaveLength(4);
    expect(brokers.requestsOf('FindCoordinator')).toHaveLength(4);
  });
});

describe('members', () => {
  it('all leave, static ones by their instance', () => {
    const member = (memberId: string, groupInstanceId: string | null) => ({
      memberId,
      groupInstanceId,
      clientId: 'c',
      clientHost: '/',
      metadata: undefined,
      assignment: undefined,
    });
    const { brokers, groups, resultOf } = setUp({
      DescribeGroups: () => ({
        groups: [
          {
            error: 'NONE',
            groupId: 'g',
            state: 'Stable',
            protocolType: 'consumer',
            protocol: 'range',
            members: [member('m1', null), member('m2', 'i2')],
          },
        ],
      }),
      LeaveGroup: ({ members }) => ({ error: 'NONE', members: members.map((one) => ({ ...one, error: 'NONE' })) }),
    });
    expect([...resultOf(groups.removeMembers('g', {})).keys()]).toEqual(['m1', 'i2']);
    expect(brokers.requestsOf('LeaveGroup')[0]?.request.members).toMatchObject([
      { memberId: 'm1', groupInstanceId: null },
      { memberId: '', groupInstanceId: 'i2' },
    ]);
  });
});

describe('a call', () => {
  it('fails when its time is over, and says what failed last', () => {
    const { brokers, groups, resultOf } = setUp({
      FindCoordinator: () => ({ error: 'COORDINATOR_NOT_AVAILABLE', coordinator: undefined }),
    });
    expect(() => resultOf(groups.describe('g'))).toThrow(TimeoutException);
    expect(brokers.simulation.now()).toBe(100_000);
    expect(brokers.seen.at(-1)?.atMs).toBeLessThanOrEqual(60_000);
    expect(brokers.seen.length).toBeGreaterThan(50); // With 100 ms to 1 s between two tries.
  });

  it('asks another broker when one cannot be reached', () => {
    const { brokers, groups, resultOf } = setUp({ ListGroups: () => ({ error: 'NONE', groups: [] }) });
    brokers.fateOf = ({ brokerId, api }) => (brokerId === 1 && api === 'Metadata' ? 'lost' : 'done');
    expect(resultOf(groups.list([]))).toEqual([]);
  });

  it('fails at once with what does not pass', () => {
    const { brokers, groups, resultOf } = setUp({
      OffsetDelete: () => ({ error: 'GROUP_ID_NOT_FOUND', errors: new Map() }),
    });
    expect(() => resultOf(groups.deleteOffsets('g', [orders]))).toThrow(GroupIdNotFoundException);
    expect(brokers.requestsOf('OffsetDelete')).toHaveLength(1);
  });

  it('is refused after close', () => {
    const { requests, groups, resultOf } = setUp({});
    requests.close();
    expect(() => resultOf(groups.list([]))).toThrow('This admin client is closed');
  });
});

describe('topics', () => {
  it('are described, or not there', () => {
    const { brokers, topics, resultOf } = setUp({});
    brokers.createTopic('orders', 2);
    expect(resultOf(topics.describe('orders')).partitions.map(({ leader }) => leader?.id)).toEqual([1, 2]);
    expect(() => resultOf(topics.describe('nope'))).toThrow(UnknownTopicOrPartitionException);
    expect(resultOf(topics.list())).toEqual(['orders']);
  });

  it('have an outcome each', () => {
    const { topics, resultOf } = setUp({
      CreateTopics: () => ({
        errors: new Map<string, ErrorCode>([
          ['a', 'NONE'],
          ['b', 'TOPIC_ALREADY_EXISTS'],
        ]),
      }),
    });
    const outcomes = resultOf(topics.create([{ name: 'a' }, { name: 'b', numPartitions: 3 }]));
    expect([outcomes.get('a'), outcomes.get('b')?.name]).toEqual([undefined, 'TopicExistsException']);
  });

  it('tell their offsets at each leader, when there is one', () => {
    const { brokers, topics, resultOf } = setUp({
      ListOffsets: ({ partitions }, brokerId) => ({
        partitions: new Map(
          [...partitions].map(([partition, timestamp]) => [
            partition,
            { error: 'NONE', offset: 100 * brokerId + timestamp, timestamp: -1 },
          ]),
        ),
      }),
    });
    brokers.createTopic('orders', 2);
    brokers.leaders.delete(orders);
    brokers.simulation.schedule(5000, 'application', () => brokers.leaders.set(orders, 1));
    const second = topicPartition('orders', 1);
    const found = resultOf(
      topics.listOffsets(
        new Map([
          [second, OffsetSpec.latest()],
          [orders, OffsetSpec.forTimestamp(42)],
        ]),
      ),
    );
    expect([...found]).toEqual([
      [second, { offset: 199, timestamp: -1 }],
      [orders, { offset: 142, timestamp: -1 }],
    ]);
  });
});
