import { describe, expect, it } from 'vitest';
import { topicPartition } from '../../protocol/topic-partition.ts';
import { clusterInTest, fetchRequest, orders0, produceRequest, recordsOf } from '../cluster-in-test.ts';

const orders1 = topicPartition('orders', 1);
const nowhere = topicPartition('nowhere', 0);

describe('Metadata', () => {
  it('names brokers, leaders and replicas', () => {
    const answer = clusterInTest()
      .client('c1')
      .askNow(2, 'Metadata', { topics: ['orders', 'nowhere'] });
    expect(answer).toMatchObject({
      brokers: [{ id: 1, host: 'broker-1', port: 9092 }, { id: 2 }, { id: 3 }],
      topics: [
        {
          topic: 'orders',
          error: 'NONE',
          isInternal: false,
          partitions: [
            { partition: 0, leader: 1, replicas: [1, 2] },
            { partition: 1, leader: 2, replicas: [2, 3] },
            { partition: 2, leader: 3, replicas: [3, 1] },
          ],
        },
        { topic: 'nowhere', error: 'UNKNOWN_TOPIC_OR_PARTITION', partitions: [] },
      ],
    });
  });

  it('of all topics includes the internal one, marked as such', () => {
    const answer = clusterInTest().client('c1').askNow(2, 'Metadata', { topics: null });
    expect(answer).toMatchObject({
      topics: [
        { topic: '__consumer_offsets', isInternal: true },
        { topic: 'orders', isInternal: false },
      ],
    });
  });
});

describe('Produce', () => {
  it('appends at the leader and says where', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    client.askNow(1, 'Produce', produceRequest(orders0, recordsOf('a', 'b')));
    const answer = client.askNow(1, 'Produce', produceRequest(orders0, recordsOf('c')));
    expect(answer).toEqual({ partitions: new Map([[orders0, { error: 'NONE', baseOffset: 2 }]]) });
    expect(cluster.trace.at(-3)).toMatchObject({ kind: 'log.appended', firstOffset: 2, lastOffset: 2 });
  });

  it('is refused where the partition is not led', () => {
    const client = clusterInTest().client('c1');
    const errorOf = (brokerId: number, partition: typeof orders0) => {
      const answer = client.askNow(brokerId, 'Produce', produceRequest(partition, recordsOf('a')));
      return typeof answer === 'object' ? answer.partitions.get(partition)?.error : answer;
    };
    expect(errorOf(2, orders0)).toBe('NOT_LEADER_OR_FOLLOWER');
    expect(errorOf(3, orders0)).toBe('NOT_LEADER_OR_FOLLOWER');
    expect(errorOf(1, nowhere)).toBe('UNKNOWN_TOPIC_OR_PARTITION');
    expect(errorOf(1, topicPartition('__consumer_offsets', 0))).toBe('INVALID_TOPIC_EXCEPTION');
  });

  it('of an idempotent producer is stored once, however often it is sent, also by another leader', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    const first = produceRequest(orders0, recordsOf('a', 'b'), { producerId: 0, baseSequence: 0 });
    client.askNow(1, 'Produce', first);
    expect(client.askNow(1, 'Produce', first)).toMatchObject({
      partitions: new Map([[orders0, { error: 'NONE', baseOffset: 0 }]]),
    });
    cluster.brokers.stopBroker(1);
    cluster.run(0);
    client.askNow(2, 'Produce', first);
    expect(cluster.brokers.partition(orders0).logEndOffset).toBe(2);
    const gap = produceRequest(orders0, recordsOf('d'), { producerId: 0, baseSequence: 3 });
    expect(client.askNow(2, 'Produce', gap)).toMatchObject({
      partitions: new Map([[orders0, { error: 'OUT_OF_ORDER_SEQUENCE_NUMBER', baseOffset: -1 }]]),
    });
  });

  it('with acks 0 is not answered; an error ends the connection', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    const request = { ...produceRequest(orders0, recordsOf('a')), acks: 0 as const };
    expect(client.askNow(1, 'Produce', request)).toBeUndefined();
    expect(cluster.brokers.partition(orders0).logEndOffset).toBe(1);
    expect(client.askNow(2, 'Produce', request)).toBe('disconnected');
  });
});

describe('Fetch', () => {
  it('waits for the first record, and for maxWaitMs at most', () => {
    const cluster = clusterInTest();
    const early = cluster.client('c1').ask(1, 'Fetch', fetchRequest(orders0, 0));
    cluster.run(500);
    expect(early.atMs()).toBe(500);
    const answered = cluster.client('c2').ask(1, 'Fetch', fetchRequest(orders0, 0));
    cluster.run(700);
    cluster.client('p').ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    cluster.run(2000);
    expect(answered.atMs()).toBe(700);
    expect(answered()).toMatchObject({
      partitions: new Map([[orders0, { error: 'NONE', highWatermark: 1, logStartOffset: 0 }]]),
    });
  });

  it('waits until there are minBytes', () => {
    const cluster = clusterInTest();
    const answered = cluster.client('c1').ask(1, 'Fetch', fetchRequest(orders0, 0, { minBytes: 10, maxWaitMs: 5000 }));
    const producer = cluster.client('p');
    for (const value of ['12345', '6789', '0']) {
      producer.askNow(1, 'Produce', produceRequest(orders0, recordsOf(value)));
      cluster.run(cluster.now() + 100);
    }
    expect(answered.atMs()).toBe(200);
  });

  it('brings at most maxRecordsPerPartition', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    client.askNow(1, 'Produce', produceRequest(orders0, recordsOf('a', 'b', 'c')));
    const answer = client.askNow(1, 'Fetch', fetchRequest(orders0, 1, { maxRecordsPerPartition: 1 }));
    expect(answer).toMatchObject({ partitions: new Map([[orders0, { records: [{ offset: 1, value: 'b' }] }]]) });
  });

  it('tells at once of an offset that the log does not have, and of a partition that is elsewhere', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    client.askNow(1, 'Produce', produceRequest(orders0, recordsOf('a', 'b')));
    cluster.brokers.deleteRecords(orders0, 1);
    const errorAt = (brokerId: number, partition: typeof orders0, offset: number) => {
      const answer = client.askNow(brokerId, 'Fetch', fetchRequest(partition, offset));
      return typeof answer === 'object' ? answer.partitions.get(partition)?.error : answer;
    };
    expect(errorAt(1, orders0, 0)).toBe('OFFSET_OUT_OF_RANGE');
    expect(errorAt(1, orders0, 3)).toBe('OFFSET_OUT_OF_RANGE');
    expect(errorAt(3, orders0, 1)).toBe('NOT_LEADER_OR_FOLLOWER');
    expect(errorAt(1, nowhere, 0)).toBe('UNKNOWN_TOPIC_OR_PARTITION');
  });

  it('that waits is answered when the leader changes, or the topic goes', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    const moved = client.ask(3, 'Fetch', fetchRequest(topicPartition('orders', 2), 0));
    const deleted = client.ask(2, 'Fetch', fetchRequest(orders1, 0));
    cluster.run(100);
    cluster.brokers.stopBroker(3);
    cluster.run(100);
    expect(moved()).toMatchObject({
      partitions: new Map([[topicPartition('orders', 2), { error: 'NOT_LEADER_OR_FOLLOWER' }]]),
    });
    cluster.brokers.deleteTopic('orders');
    cluster.run(100);
    expect(deleted()).toMatchObject({ partitions: new Map([[orders1, { error: 'UNKNOWN_TOPIC_OR_PARTITION' }]]) });
  });

  it('is sent to a replica in the client’s rack when follower fetching is on (KIP-392)', () => {
    const racked = (isFollowerFetchingOn: boolean) =>
      clusterInTest({
        brokers: [
          { id: 1, rack: 'a' },
          { id: 2, rack: 'b' },
          { id: 3, rack: 'c' },
        ],
        config: { isFollowerFetchingOn },
      });
    const preferred = (isOn: boolean, rackId: string) => {
      const answer = racked(isOn)
        .client('c1')
        .askNow(1, 'Fetch', fetchRequest(orders0, 0, { rackId, maxWaitMs: 0 }));
      return typeof answer === 'object' ? answer.partitions.get(orders0)?.preferredReadReplica : answer;
    };
    expect(preferred(true, 'b')).toBe(2);
    expect(preferred(true, 'a')).toBeUndefined();
    expect(preferred(true, 'z')).toBeUndefined();
    expect(preferred(false, 'b')).toBeUndefined();

    const cluster = racked(true);
    const follower = cluster.client('c1').ask(2, 'Fetch', fetchRequest(orders0, 0, { rackId: 'b' }));
    cluster.client('p').askNow(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    expect(follower()).toMatchObject({ partitions: new Map([[orders0, { records: [{ value: 'a' }] }]]) });
  });
});

describe('ListOffsets', () => {
  it('finds beginning, end and times', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    const records = [10, 20, 30].map((timestamp) => ({ key: null, value: timestamp, timestamp }));
    client.askNow(1, 'Produce', produceRequest(orders0, records));
    cluster.brokers.deleteRecords(orders0, 1);
    const find = (timestamp: number) => {
      const answer = client.askNow(1, 'ListOffsets', { partitions: new Map([[orders0, timestamp]]) });
      return typeof answer === 'object' ? answer.partitions.get(orders0) : answer;
    };
    expect(find(-2)).toEqual({ error: 'NONE', offset: 1, timestamp: -1 });
    expect(find(-1)).toEqual({ error: 'NONE', offset: 3, timestamp: -1 });
    expect(find(25)).toEqual({ error: 'NONE', offset: 2, timestamp: 30 });
    expect(find(31)).toEqual({ error: 'NONE', offset: -1, timestamp: -1 });
  });
});

describe('topics by request', () => {
  it('are created, extended and deleted, with Kafka’s errors', () => {
    const client = clusterInTest().client('c1');
    const created = client.askNow(2, 'CreateTopics', {
      topics: [
        { topic: 'a', partitionCount: 2, replicationFactor: 3 },
        { topic: 'orders', partitionCount: 2, replicationFactor: 1 },
        { topic: 'b', partitionCount: 0, replicationFactor: 1 },
        { topic: 'c', partitionCount: -1, replicationFactor: -1 },
        { topic: 'd', partitionCount: 1, replicationFactor: 4 },
        { topic: '..', partitionCount: 1, replicationFactor: 1 },
      ],
    });
    expect(created).toEqual({
      errors: new Map([
        ['a', 'NONE'],
        ['orders', 'TOPIC_ALREADY_EXISTS'],
        ['b', 'INVALID_PARTITIONS'],
        ['c', 'NONE'],
        ['d', 'INVALID_REPLICATION_FACTOR'],
        ['..', 'INVALID_TOPIC_EXCEPTION'],
      ]),
    });
    const partitionCounts = new Map([
      ['a', 3],
      ['orders', 3],
      ['x', 3],
    ]);
    expect(client.askNow(1, 'CreatePartitions', { partitionCounts })).toEqual({
      errors: new Map([
        ['a', 'NONE'],
        ['orders', 'INVALID_PARTITIONS'],
        ['x', 'UNKNOWN_TOPIC_OR_PARTITION'],
      ]),
    });
    expect(client.askNow(1, 'DeleteTopics', { topics: ['a', 'x'] })).toEqual({
      errors: new Map([
        ['a', 'NONE'],
        ['x', 'UNKNOWN_TOPIC_OR_PARTITION'],
      ]),
    });
  });
});

it('gives every producer an id of its own, whichever broker it asks', () => {
  const client = clusterInTest().client('c1');
  const ids = [1, 2, 1].map((brokerId) => client.askNow(brokerId, 'InitProducerId', {}));
  expect(ids).toEqual([0, 1, 2].map((producerId) => ({ error: 'NONE', producerId })));
});
