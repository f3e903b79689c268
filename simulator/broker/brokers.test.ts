import { describe, expect, it } from 'vitest';
import { topicPartition } from '../protocol/topic-partition.ts';
import type { BrokersConfig } from './brokers-config.ts';
import { clusterInTest, fetchRequest, orders0, produceRequest } from './cluster-in-test.ts';

const at = (timestamp: number) => [{ key: null, value: 'abc', timestamp }];

describe('a crash', () => {
  it('is noticed after broker.session.timeout.ms; until then nobody leads in the broker’s place', () => {
    const { brokers, run } = clusterInTest();
    brokers.crashBroker(1);
    run(8999);
    expect(brokers.partition(orders0).leader).toBe(1);
    run(9000);
    expect(brokers.partition(orders0)).toMatchObject({ leader: 2, isr: [2], replicas: [1, 2] });
  });

  it('keeps the broker from coming back before it was noticed', () => {
    const { brokers, run, trace } = clusterInTest();
    brokers.crashBroker(1);
    run(1000);
    brokers.restartBroker(1);
    run(8999);
    expect(brokers.brokers[0]).toMatchObject({ id: 1, state: 'starting' });
    run(9000);
    expect(brokers.brokers[0]).toMatchObject({ id: 1, state: 'up' });
    const leaders = trace.flatMap((event) =>
      event.kind === 'partition.leader' && event.partition === orders0 ? [event.brokerId] : [],
    );
    expect(leaders).toEqual([1, 2, 1]);
  });

  it('is refused for a broker that is down, as is a start for one that is up', () => {
    const { brokers } = clusterInTest();
    brokers.crashBroker(1);
    expect(() => brokers.crashBroker(1)).toThrow('Broker 1 cannot crash: it is down already.');
    expect(() => brokers.stopBroker(1)).toThrow('Broker 1 cannot stop: it is down already.');
    expect(() => brokers.restartBroker(2)).toThrow('Broker 2 is up already; it cannot be started.');
    expect(() => brokers.crashBroker(9)).toThrow('There is no broker 9. Brokers: 1, 2, 3.');
  });

  it('leaves the log to the broker: what was written is there when it is back', () => {
    const { brokers, run, client } = clusterInTest({ topics: [{ topic: 'orders', partitionCount: 1 }] });
    client('p').askNow(1, 'Produce', produceRequest(orders0, at(0)));
    brokers.crashBroker(1);
    run(9000);
    expect(brokers.partition(orders0).leader).toBeUndefined();
    brokers.restartBroker(1);
    run(9000);
    expect(client('c').askNow(1, 'Fetch', fetchRequest(orders0, 0))).toMatchObject({
      partitions: new Map([[orders0, { error: 'NONE', records: [{ value: 'abc' }] }]]),
    });
  });
});

describe('a clean stop', () => {
  it('moves leadership first, so that others lead at once', () => {
    const { brokers, trace } = clusterInTest();
    brokers.stopBroker(1);
    expect(brokers.partition(orders0).leader).toBe(2);
    expect(trace.at(-1)).toMatchObject({ kind: 'broker.stopped', brokerId: 1 });
  });
});

describe('the preferred leader', () => {
  const leaderAfterReturn = (preferredLeaderDelayMs: number | undefined, untilMs: number) => {
    const { brokers, run } = clusterInTest({ config: { preferredLeaderDelayMs } });
    brokers.stopBroker(1);
    brokers.restartBroker(1);
    run(untilMs);
    return brokers.partition(orders0).leader;
  };

  it('leads again when it is back, at once, later, or never', () => {
    expect(leaderAfterReturn(0, 0)).toBe(1);
    expect([leaderAfterReturn(5000, 4999), leaderAfterReturn(5000, 5000)]).toEqual([2, 1]);
    expect(leaderAfterReturn(undefined, 1_000_000)).toBe(2);
  });
});

describe('retention', () => {
  it('deletes what is too old at the next check, and readers below it are out of range', () => {
    const { brokers, run, client, trace } = clusterInTest({
      topics: [{ topic: 'orders', partitionCount: 1, retentionMs: 60_000 }],
    });
    const producer = client('p');
    producer.askNow(1, 'Produce', produceRequest(orders0, at(0)));
    run(290_000);
    producer.askNow(1, 'Produce', produceRequest(orders0, at(290_000)));
    run(299_999);
    expect(brokers.partition(orders0).logStartOffset).toBe(0);
    run(300_000);
    expect(brokers.partition(orders0)).toMatchObject({ logStartOffset: 1, logEndOffset: 2 });
    expect(trace.at(-1)).toMatchObject({ kind: 'log.start', partition: orders0, offset: 1, why: 'retention.ms' });
    expect(producer.askNow(1, 'Fetch', fetchRequest(orders0, 0))).toMatchObject({
      partitions: new Map([[orders0, { error: 'OFFSET_OUT_OF_RANGE' }]]),
    });
    run(600_000);
    expect(brokers.partition(orders0).logStartOffset).toBe(2);
  });
});

describe('a cluster that cannot be', () => {
  it.each<[string, Parameters<typeof clusterInTest>[0], string]>([
    ['no brokers', { brokers: [] }, 'A cluster needs a broker.'],
    [
      'two brokers of one id',
      { brokers: [{ id: 1 }, { id: 1 }] },
      'There are two brokers 1. Give each an id of its own.',
    ],
    [
      'a broker with a broken id',
      { brokers: [{ id: 1.5 }] },
      'The id of a broker is 1.5. Give a whole number, 0 or more.',
    ],
    [
      'more replicas than brokers',
      { brokers: [{ id: 1 }], topics: [{ topic: 't', partitionCount: 1, replicationFactor: 2 }] },
      'Topic t: a replication factor of 2. It can be 1, as there is one broker.',
    ],
    ['no partitions', { topics: [{ topic: 't', partitionCount: 0 }] }, 'Topic t: 0 partitions.'],
    [
      'a negative time',
      { config: { brokerSessionTimeoutMs: -1 } },
      'brokerSessionTimeoutMs is -1. Give a whole number, 0 or more.',
    ],
    ['a negative loading time', { config: { loading: { fixedMs: 0, perRecordMs: -1 } } }, 'loading.perRecordMs is -1.'],
  ])('is refused: %s', (_, options, message) => {
    expect(() => clusterInTest(options)).toThrow(message);
  });

  it('is refused when it has a broker that takes a negative time for requests', () => {
    expect(() => clusterInTest().brokers.setProcessing(1, -1)).toThrow('Broker 1 cannot take -1 ms for a request.');
  });
});

describe('records that are put into a log', () => {
  it('are there for readers, and grow old as others do', () => {
    const { brokers, run, client } = clusterInTest({
      topics: [{ topic: 'orders', partitionCount: 1, retentionMs: 1000 }],
    });
    const reader = client('c').ask(1, 'Fetch', fetchRequest(orders0, 0));
    run(100);
    brokers.append(orders0, at(0));
    run(100);
    expect(reader()).toMatchObject({ partitions: new Map([[orders0, { records: [{ value: 'abc' }] }]]) });
    run(300_000);
    expect(brokers.partition(orders0).logStartOffset).toBe(1);
  });

  it('are refused by the topic of the coordinators, and by one that is not there', () => {
    const { brokers } = clusterInTest();
    expect(() => brokers.append(topicPartition('__consumer_offsets', 0), at(0))).toThrow(
      'Only group coordinators write to __consumer_offsets.',
    );
    expect(() => brokers.append(topicPartition('nowhere', 0), at(0))).toThrow('There is no partition nowhere-0.');
  });
});

it('moves the coordination of a group by hand', () => {
  const { brokers } = clusterInTest();
  brokers.moveCoordinator('my-group', 3);
  expect(brokers.coordinatorOf('my-group')).toBe(3);
});

it('runs the same way each time', () => {
  const run = (config: Partial<BrokersConfig>) => {
    const cluster = clusterInTest({ config });
    cluster.brokers.network.setLatency({ kind: 'exponential', minMs: 1, meanMs: 5, maxMs: 100 });
    for (const process of ['a', 'b', 'c']) cluster.client(process).ask(1, 'Fetch', fetchRequest(orders0, 0));
    cluster.client('p').ask(1, 'Produce', produceRequest(orders0, at(0)));
    cluster.run(100);
    cluster.brokers.crashBroker(1);
    cluster.run(20_000);
    return JSON.stringify(cluster.trace);
  };
  expect(run({})).toBe(run({}));
});
