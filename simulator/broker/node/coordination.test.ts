import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicPartition } from '../../protocol/topic-partition.ts';
import { clusterInTest, orders0 } from '../cluster-in-test.ts';

// S69: group `my-group` belongs to partition 12 of 50, the replicas of which are brokers 1, 2 and 3 in this order.
const groupId = 'my-group';
const offsetsPartition = topicPartition('__consumer_offsets', 12);

const joinRequest = {
  groupId,
  memberId: '',
  groupInstanceId: null,
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: { topics: ['orders'] } }],
  sessionTimeoutMs: 45_000,
  rebalanceTimeoutMs: 300_000,
};

type Cluster = ReturnType<typeof clusterInTest>;
type Client = ReturnType<Cluster['client']>;

const commitOf = (
  offset: number,
  member: { generationId: number; memberId: string } = { generationId: -1, memberId: '' },
) => ({
  groupId,
  groupInstanceId: null,
  ...member,
  offsets: new Map([[orders0, { offset, leaderEpoch: -1, metadata: '' }]]),
});

function commit(client: Client, brokerId: number, offset: number, member?: { generationId: number; memberId: string }) {
  const answer = client.askNow(brokerId, 'OffsetCommit', commitOf(offset, member));
  return typeof answer === 'object' ? answer.errors.get(orders0) : answer;
}

function committed(client: Client, brokerId: number) {
  const answer = client.askNow(brokerId, 'OffsetFetch', { groupId, partitions: [orders0], requireStable: true });
  if (typeof answer !== 'object') return answer;
  return answer.error === 'NONE' ? answer.offsets.get(orders0)?.offset : answer.error;
}

function coordinator(client: Client, brokerId: number) {
  const answer = client.askNow(brokerId, 'FindCoordinator', { groupId });
  return typeof answer === 'object' ? (answer.coordinator?.id ?? answer.error) : answer;
}

/** Joins as the only member and waits until the group is Stable. */
function join(cluster: Cluster, client: Client, brokerId: number) {
  const first = client.askNow(brokerId, 'JoinGroup', joinRequest);
  const memberId = typeof first === 'object' ? first.memberId : '';
  const second = client.ask(brokerId, 'JoinGroup', { ...joinRequest, memberId });
  cluster.run(cluster.now() + 3000);
  const joined = second();
  if (typeof joined !== 'object' || joined.error !== 'NONE') throw new Error('The member did not get in.');
  const { generationId } = joined;
  const assignments = new Map([[memberId, { assignedPartitions: [orders0], userData: null }]]);
  const member = { groupId, generationId, memberId, groupInstanceId: null };
  client.askNow(brokerId, 'SyncGroup', { ...member, protocolType: 'consumer', protocolName: 'range', assignments });
  return member;
}

describe('the coordinator of a group', () => {
  it('is the leader of its partition of __consumer_offsets, whichever broker is asked', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    expect(cluster.brokers.partition(offsetsPartition)).toMatchObject({ leader: 1, replicas: [1, 2, 3] });
    expect([1, 2, 3].map((brokerId) => coordinator(client, brokerId))).toEqual([1, 1, 1]);
    expect(cluster.brokers.coordinatorOf(groupId)).toBe(1);
    expect(commit(client, 2, 5)).toBe('NOT_COORDINATOR');
    expect(commit(client, 1, 5)).toBe('NONE');
  });

  it('writes what it stores to that partition', () => {
    const cluster = clusterInTest();
    commit(cluster.client('c1'), 1, 5);
    expect(cluster.brokers.records(offsetsPartition)).toMatchObject([
      { offset: 0, key: '[1,"my-group","orders",0]', value: { offset: 5 } },
    ]);
  });

  it('is not available while no replica is', () => {
    const cluster = clusterInTest({ config: { brokerSessionTimeoutMs: 0, offsetsReplicationFactor: 1 } });
    const client = cluster.client('c1');
    const leader = cluster.brokers.coordinatorOf(groupId) ?? 0;
    cluster.brokers.crashBroker(leader);
    const other = leader === 1 ? 2 : 1;
    expect(coordinator(client, other)).toBe('COORDINATOR_NOT_AVAILABLE');
    cluster.brokers.restartBroker(leader);
    expect(coordinator(client, other)).toBe(leader);
  });
});

describe('another broker that takes over', () => {
  it('loads the groups first: a time for the partition, and one for each record', () => {
    const cluster = clusterInTest({ config: { loading: { fixedMs: 100, perRecordMs: 5 } } });
    const client = cluster.client('c1');
    const member = join(cluster, client, 1); // Writes the group when it is created and when it is stable.
    commit(client, 1, 5, member);
    const recordCount = cluster.brokers.records(offsetsPartition).length;
    cluster.brokers.moveLeader(offsetsPartition, 2);
    const movedAtMs = cluster.now();
    expect(commit(client, 1, 6, member)).toBe('NOT_COORDINATOR');
    expect(commit(client, 2, 6, member)).toBe('COORDINATOR_LOAD_IN_PROGRESS');
    expect(client.askNow(2, 'Heartbeat', member)).toEqual({ error: 'NONE' });
    expect(cluster.brokers.groups).toEqual([]);
    cluster.run(movedAtMs + 100 + 5 * recordCount);
    expect(committed(client, 2)).toBe(5);
    expect(cluster.brokers.groups).toMatchObject([
      { groupId, state: 'Stable', generationId: 1, members: [{ memberId: member.memberId }] },
    ]);
    expect(client.askNow(2, 'Heartbeat', member)).toEqual({ error: 'NONE' });
    expect(commit(client, 2, 7, member)).toBe('NONE');
    const kinds = cluster.trace.filter(({ kind }) => kind.startsWith('coordinator.')).map(({ kind }) => kind);
    expect(kinds).toEqual(['coordinator.unloaded', 'coordinator.loading', 'coordinator.loaded']);
  });

  it('answers who waited at the former one with NOT_COORDINATOR (S66)', () => {
    const cluster = clusterInTest();
    const waiting = cluster.client('c1');
    const parked = waiting.ask(1, 'JoinGroup', { ...joinRequest, groupInstanceId: 'i1' });
    cluster.run(100);
    cluster.brokers.stopBroker(1);
    cluster.run(100);
    expect(parked()).toMatchObject({ error: 'NOT_COORDINATOR' });
  });

  it('reads a log that was compacted, and has lost nothing by it', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    const member = join(cluster, client, 1);
    for (let offset = 1; offset <= 1000; offset++) commit(client, 1, offset, member);
    expect(cluster.brokers.partition(offsetsPartition).logEndOffset).toBeGreaterThan(1000);
    expect(cluster.brokers.records(offsetsPartition).length).toBeLessThan(110);
    cluster.brokers.crashBroker(1);
    cluster.run(cluster.now() + 9100);
    expect(committed(client, 2)).toBe(1000);
    expect(cluster.brokers.groups).toMatchObject([{ state: 'Stable', generationId: 1 }]);
  });

  it('does not finish loading what it has to give up before', () => {
    const cluster = clusterInTest({ config: { loading: { fixedMs: 1000, perRecordMs: 0 } } });
    const client = cluster.client('c1');
    commit(client, 1, 5);
    cluster.brokers.moveLeader(offsetsPartition, 2);
    cluster.run(500);
    cluster.brokers.moveLeader(offsetsPartition, 3);
    cluster.run(1200);
    expect(committed(client, 2)).toBe('NOT_COORDINATOR');
    expect(committed(client, 3)).toBe('COORDINATOR_LOAD_IN_PROGRESS');
    cluster.run(1500);
    expect(committed(client, 3)).toBe(5);
  });

  it('gives the groups back to the preferred broker when that returns, with an empty memory and its log', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    commit(client, 1, 5);
    cluster.brokers.crashBroker(1);
    cluster.run(9100);
    commit(client, 2, 6);
    cluster.brokers.restartBroker(1);
    cluster.run(9200);
    expect(cluster.brokers.coordinatorOf(groupId)).toBe(1);
    expect(committed(client, 1)).toBe(6);
    expect(commit(client, 2, 7)).toBe('NOT_COORDINATOR');
  });
});

it('a broker that crashed does nothing more: its sessions do not expire', () => {
  const cluster = clusterInTest({ config: { offsetsReplicationFactor: 1 } });
  const client = cluster.client('c1');
  const brokerId = cluster.brokers.coordinatorOf(groupId) ?? 0;
  join(cluster, client, brokerId);
  cluster.brokers.crashBroker(brokerId);
  const eventCount = cluster.trace.length;
  cluster.run(cluster.now() + 100_000);
  expect(cluster.trace.slice(eventCount).filter(({ kind }) => kind.startsWith('group.'))).toEqual([]);
});

it('gives out member ids that depend on nobody else who joins', () => {
  const idOf = (others: readonly string[]) => {
    const cluster = clusterInTest();
    for (const other of others) cluster.client(other).askNow(1, 'JoinGroup', joinRequest);
    return join(cluster, cluster.client('c1'), 1).memberId;
  };
  expect(idOf([])).toMatch(/^c1-[0-9a-f-]{36}$/);
  expect(idOf(['a', 'b'])).toBe(idOf([]));
});

it('nothing committed is lost, whatever happens to the brokers', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constant({ kind: 'commit' as const, brokerId: 0 }) },
    ...(['crash', 'stop', 'restart', 'move'] as const).map((kind) => ({
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant(kind), brokerId: fc.integer({ min: 1, max: 3 }) }),
    })),
    { weight: 1, arbitrary: fc.constant({ kind: 'wait' as const, brokerId: 0 }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cluster = clusterInTest({
        config: { brokerSessionTimeoutMs: 50, loading: { fixedMs: 10, perRecordMs: 1 } },
      });
      const { brokers } = cluster;
      const client = cluster.client('c1');
      const isUp = (id: number) => brokers.brokers.some((broker) => broker.id === id && broker.state === 'up');
      const tryTo = (change: () => void) => {
        try {
          change();
        } catch (error) {
          if (!(error instanceof RangeError)) throw error; // A refusal: that broker cannot do it now.
        }
      };
      let next = 1;
      let acknowledged = -1;
      for (const { kind, brokerId } of steps) {
        if (kind === 'crash') tryTo(() => brokers.crashBroker(brokerId));
        else if (kind === 'stop') tryTo(() => brokers.stopBroker(brokerId));
        else if (kind === 'restart') tryTo(() => brokers.restartBroker(brokerId));
        else if (kind === 'move') tryTo(() => brokers.moveCoordinator(groupId, brokerId));
        else if (kind === 'wait') cluster.run(cluster.now() + 30);
        else {
          const leader = brokers.coordinatorOf(groupId);
          const offset = next++;
          if (leader !== undefined && commit(client, leader, offset) === 'NONE') acknowledged = offset;
        }
      }
      cluster.run(cluster.now() + 1000);
      for (const id of [1, 2, 3]) if (!isUp(id)) tryTo(() => brokers.restartBroker(id));
      cluster.run(cluster.now() + 1000);
      expect(committed(client, brokers.coordinatorOf(groupId) ?? 0)).toBe(acknowledged);
    }),
  );
});
