import { describe, expect, it } from 'vitest';
import { KafkaConsumer } from '../client/kafka-consumer.ts';
import { KafkaProducer } from '../client/producer/kafka-producer.ts';
import { sleep } from '../client/sleep.ts';
import { topicPartition } from '../protocol/topic-partition.ts';
import type { ProcessContext } from './process.ts';
import { runningLife } from './running-life.ts';
import { SimulatedCluster } from './simulated-cluster.ts';

const noClients = { 'group.id': 'g', 'auto.offset.reset': 'earliest', 'enable.auto.commit': false } as const;

/** Reads one partition and commits each batch. */
const reader =
  (seen: unknown[]) =>
  async ({ shutdown }: ProcessContext): Promise<void> => {
    const consumer = new KafkaConsumer(noClients);
    await consumer.assign([topicPartition('orders', 0)]);
    while (!shutdown.isRequested) {
      for (const { value } of await consumer.poll(100)) seen.push(value);
      await consumer.commitSync();
    }
  };

const values = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => ({ value: from + at }));

describe('SimulatedCluster', () => {
  it('has brokers with leaders, topics and logs before anything runs', () => {
    const cluster = new SimulatedCluster({
      brokers: [{ id: 7, rack: 'a' }, { id: 9 }],
      topics: { orders: 2, audit: { partitions: 1, placement: [[9, 7]], config: { 'retention.ms': 1000 } } },
    });
    expect(cluster.brokers).toMatchObject([
      { id: 7, rack: 'a', state: 'up' },
      { id: 9, state: 'up' },
    ]);
    expect(cluster.topics.map(({ topic, isInternal }) => [topic, isInternal])).toEqual([
      ['__consumer_offsets', true],
      ['orders', false],
      ['audit', false],
    ]);
    expect(cluster.partition('audit', 0)).toMatchObject({ leader: 9, replicas: [9, 7], logEndOffset: 0 });
    expect(cluster.now).toBe(0);
  });

  it('lets a consumer read, be crashed and started again, and go on where it had committed', async () => {
    const cluster = new SimulatedCluster({ topics: { orders: 1 } });
    const seen: unknown[] = [];
    cluster.append('orders', 0, values(0, 3));
    const c1 = cluster.process('c1');
    c1.start(reader(seen));
    await cluster.runUntil('three records are committed', () => committedOf(cluster) === 3, { withinMs: 10_000 });
    c1.crash();
    cluster.append('orders', 0, values(3, 5));
    c1.restart();
    await cluster.runUntil('five records are committed', () => committedOf(cluster) === 5, { withinMs: 10_000 });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(cluster.group('g')).toMatchObject({ state: 'Empty', members: [] });
  });

  it('keeps what was committed when the coordinator moves, and when all brokers go and come', async () => {
    const cluster = new SimulatedCluster({ topics: { orders: 1 }, brokers: 2 });
    cluster.append('orders', 0, values(0, 4));
    cluster.process('c1').start(reader([]));
    await cluster.runUntil('it is committed', () => committedOf(cluster) === 4, { withinMs: 10_000 });
    const first = cluster.coordinatorOf('g') ?? 0;
    cluster.moveCoordinator('g', 3 - first);
    expect(cluster.coordinatorOf('g')).toBe(3 - first);
    expect(cluster.group('g')).toBeUndefined();
    await cluster.runFor(1000);
    expect(committedOf(cluster)).toBe(4);
    cluster.stopBroker(1);
    cluster.crashBroker(2);
    cluster.append('orders', 0, values(4, 6));
    await cluster.runFor(20_000);
    expect(cluster.coordinatorOf('g')).toBeUndefined();
    cluster.restartBroker(2);
    cluster.restartBroker(1);
    await cluster.runUntil('the rest is committed', () => committedOf(cluster) === 6, { withinMs: 60_000 });
  });

  it('gives the same trace for the same seed, and another for another', async () => {
    const played = async (seed: number) => {
      const cluster = new SimulatedCluster({
        seed,
        topics: { orders: 1 },
        network: { latency: { kind: 'uniform', minMs: 1, maxMs: 30 } },
      });
      cluster.append('orders', 0, values(0, 4));
      cluster.process('c1').start(reader([]));
      await cluster.runFor(5000);
      return JSON.stringify(cluster.trace);
    };
    const first = await played(1);
    expect(first.length).toBeGreaterThan(5000);
    expect((await played(1)) === first).toBe(true);
    expect((await played(2)) === first).toBe(false);
  });

  it('delivers what a cut link held back once it is healed', async () => {
    const cluster = new SimulatedCluster({ topics: { orders: 1 }, brokers: 1 });
    const seen: unknown[] = [];
    cluster.process('c1').start(reader(seen));
    await cluster.runFor(2000);
    cluster.cut('c1', 1);
    cluster.append('orders', 0, values(0, 1));
    await cluster.runFor(5000);
    expect(seen).toEqual([]);
    cluster.heal('c1', 1);
    await cluster.runFor(1000);
    expect(seen).toEqual([0]);
  });

  it('carries out what is scheduled before anything else of that instant', async () => {
    const cluster = new SimulatedCluster();
    const seen: string[] = [];
    cluster.process('c1').start(async () => {
      await sleep(100);
      seen.push('application');
    });
    cluster.schedule(100, () => seen.push('schedule'));
    await cluster.runFor(100);
    expect(seen).toEqual(['schedule', 'application']);
  });
});

describe('the code of a process that was crashed from within', () => {
  it('runs on to its next await, unseen: nothing is sent, nothing is recorded, also when the process lives again', async () => {
    const cluster = new SimulatedCluster({ topics: { orders: 1 } });
    const c1 = cluster.process('c1');
    const seen: unknown[] = [];
    c1.start(async () => {
      c1.crash();
      c1.start(() => sleep(1000));
      const late = { 'client.id': 'late' } as const;
      void new KafkaProducer(late).send({ topic: 'orders', value: 'of a dead process' });
      void new KafkaConsumer(late).endOffsets([topicPartition('orders', 0)]).finally(() => seen.push('an answer'));
      await sleep(0);
      seen.push('awake');
    });
    await cluster.runFor(5000);
    expect([c1.state, seen]).toEqual(['stopped', []]);
    expect(cluster.trace.filter((event) => 'clientId' in event)).toEqual([]);
  });
});

describe('a run that does not come to what was waited for', () => {
  it('ends at the limit of time with what everybody was waiting for', async () => {
    const cluster = new SimulatedCluster();
    cluster.process('c1').start(() => sleep(60_000));
    cluster.process('c2').start(() => new Promise(() => {}));
    cluster.process('c3');
    const run = cluster.runUntil('pigs fly', () => false, { withinMs: 1000 });
    await expect(run).rejects.toMatchObject({ name: 'RunEndedEarly', atMs: 1000 });
    await expect(run).rejects.toThrow(
      /ended at 1000 ms before pigs fly: the limit of virtual time.*\nc1 is running and waits for\n {2}sleep\(60000\), since 0 ms.*\nc2 is running\n {2}It waits for a promise that nothing in the simulation will settle.*\nc3 is new/s,
    );
  });

  it('says what ended a process, and brings it along as its cause', async () => {
    const cluster = new SimulatedCluster();
    const mistake = new TypeError('records is not iterable\nnor is it anything else');
    cluster.process('c1').start(async () => {
      await sleep(70);
      throw mistake;
    });
    const run = cluster.runUntil('pigs fly', () => false, { withinMs: 1000 });
    await expect(run).rejects.toMatchObject({ name: 'RunEndedEarly', cause: mistake });
    await expect(run).rejects.toThrow(
      'c1 is crashed\n  At 70 ms an error left its function: TypeError: records is not iterable\nnor is it anything else',
    );
  });

  it('says so when there is nobody who could do anything', async () => {
    const run = new SimulatedCluster().runUntil('the end of days', () => false, { withinMs: 1000 });
    await expect(run).rejects.toThrow('the limit of virtual time was reached.\nNo process was started.');
  });

  it('ends by its limit of events, named', async () => {
    const cluster = new SimulatedCluster({ limits: { eventsMax: 100 } });
    cluster.process('c1').start(async () => {
      for (;;) await sleep(1);
    });
    await expect(cluster.runFor(10_000)).rejects.toThrow(
      /100 events were run, which is its limit.*\nc1 is running and waits for\n {2}sleep\(1\)/s,
    );
  });
});

describe('the limit of the trace', () => {
  it('ends the run, named, also when application code catches what it is thrown', async () => {
    const cluster = new SimulatedCluster({ topics: { orders: 1 }, limits: { traceEventsMax: 200 } });
    cluster.process('c1').start(async () => {
      const consumer = new KafkaConsumer(noClients);
      await consumer.assign([topicPartition('orders', 0)]);
      for (;;) await consumer.poll(100).catch(() => sleep(1));
    });
    const limit = '200 events were recorded, which is its limit';
    await expect(cluster.runFor(100_000)).rejects.toThrow(limit);
    await expect(cluster.runFor(100_000)).rejects.toThrow(limit);
  });

  it('ends it when the end of a process is one too many', async () => {
    const cluster = new SimulatedCluster();
    const cannotEnd = new SimulatedCluster({ limits: { traceEventsMax: cluster.trace.length + 1 } });
    cannotEnd.process('c1').start(() => sleep(10));
    await expect(cannotEnd.runFor(100)).rejects.toThrow('which is its limit');
  });
});

describe('an assignor', () => {
  const assigning = (assign: () => unknown) =>
    class {
      name = () => 'mine';
      assign = () => assign() as Map<string, never>;
    };
  const failureOf = async (assign: () => unknown) => {
    const cluster = new SimulatedCluster({ topics: { orders: 1 } });
    const c1 = cluster.process('c1');
    c1.start(async () => {
      const consumer = new KafkaConsumer({ ...noClients, 'partition.assignment.strategy': [assigning(assign)] });
      await consumer.subscribe(['orders']);
      for (;;) await consumer.poll(1000);
    });
    await cluster.runFor(10_000);
    return String(c1.failure);
  };

  it('is code of the process of the leader', async () => {
    const lives: string[] = [];
    await failureOf(() => {
      lives.push(runningLife('a test').process);
      throw new Error('enough');
    });
    expect(lives).toEqual(['c1']);
  });

  it('ends its process with what it throws, or with what is wrong with what it gives', async () => {
    expect(await failureOf(() => Promise.reject(new Error('never seen')).catch(() => {}))).toContain(
      'assign() of the assignor "mine" returned a promise',
    );
    expect(
      await failureOf(() => {
        throw new RangeError('no such weight');
      }),
    ).toBe('RangeError: no such weight');
  });
});

describe('a run that is called for at the wrong time', () => {
  it('is refused inside of a process, and while another cluster runs', async () => {
    const [cluster, other] = [new SimulatedCluster(), new SimulatedCluster({ name: 'other' })];
    const c1 = cluster.process('c1');
    c1.start(async () => {
      await sleep(5);
      await other.runFor(10);
    });
    await cluster.runFor(100);
    expect(String(c1.failure)).toMatch(
      /^Error: runFor\(\) of other was called while process c1 .* `await sleep\(ms\)`/,
    );
    c1.start(() => sleep(5));
    const run = cluster.runFor(10);
    await expect(other.runUntil('it is over', () => true, { withinMs: 1 })).rejects.toThrow('awaits one run before');
    await run;
    await other.runFor(10);
  });
});

describe('a cluster that cannot be', () => {
  it.each([
    [{ brokers: 0 }, 'A cluster of 0 brokers'],
    [{ brokers: [] }, 'A cluster needs a broker'],
    [{ broker: 2 } as object, 'The options of a cluster: there is no "broker"; did you mean "brokers"?'],
    [[] as object, 'The options of a cluster is a list'],
    [{ seed: Number.NaN }, 'seed is NaN. Give a number or a text.'],
    [{ name: 7 as never }, 'name is 7. Give a text.'],
    [{ brokers: [{ id: 1, racks: 'a' }] as never }, 'brokers[0]: there is no "racks"; did you mean "rack"?'],
    [{ brokers: new Set([1]) as never }, 'brokers is a value of type object. Give how many'],
    [{ topics: { orders: null as never } }, 'topics.orders is null. Give an object.'],
    [{ topics: { orders: { partition: 2 } as never } }, 'did you mean "partitions"?'],
    [{ network: 5 as never }, 'network is 5. Give an object.'],
    [{ network: { delay: 5 } as never }, 'network: there is no "delay"'],
    [
      { network: { latency: { ms: 5 } as never } },
      'A latency is constant, uniform or exponential, not of the kind undefined',
    ],
    [{ network: { latency: { kind: 'uniform', minMs: 5 } as never } }, 'uniform latency: maxMs is undefined'],
    [{ network: { loss: { probability: 0.5, effect: 'none' as never } } }, 'is either "stall" or "reset", not "none"'],
    [{ failOver: { loading: { fixedMs: 1.5, perRecordMs: 0 } } }, 'failOver.loading.fixedMs is 1.5'],
    [{ limits: { eventsMax: Number.NaN } }, 'limits.eventsMax is NaN. Give a whole number, 1 or more.'],
    [{ limits: { eventMax: 5 } as never }, 'limits: there is no "eventMax"; did you mean "eventsMax"?'],
    [{ brokers: [{ id: 1 }, { id: 1 }] }, 'two brokers 1'],
    [{ topics: { orders: 0 } }, 'orders'],
    [{ topics: { 'no spaces': 1 } }, 'no spaces'],
    [{ brokers: 2, topics: { orders: { partitions: 1, replicas: 3 } } }, 'orders'],
    [{ network: { latency: { kind: 'constant', ms: -1 } } }, 'constant latency: ms is -1'],
    [{ network: { loss: { probability: 2, effect: 'stall' } } }, 'A loss of 2'],
    [{ config: { 'group.initial.rebalance.delay': 0 } as object }, 'group.initial.rebalance.delay'],
  ] as const)('is refused before anything runs: %j', (options, message) => {
    expect(() => new SimulatedCluster(options)).toThrow(message);
  });

  it('refuses a cut of a link in a way that there is not', () => {
    const cluster = new SimulatedCluster();
    expect(() => cluster.cut('c1', 1, 'forth' as never)).toThrow('both, to or from, not "forth"');
  });

  it('refuses processes without a name that can be told from others', () => {
    for (const name of ['', 'c/1', 5 as never]) {
      expect(() => new SimulatedCluster().process(name)).toThrow('A process has a name without slashes');
    }
  });

  it('refuses to delete records below no offset', () => {
    const cluster = new SimulatedCluster({ topics: { orders: 1 } });
    expect(() => cluster.deleteRecords('orders', 0, Number.NaN)).toThrow(
      'below a whole offset, 0 or more, not below NaN',
    );
  });

  it('refuses to let a time pass that is none', async () => {
    for (const ms of [-1, 0.5, Number.NaN]) {
      await expect(new SimulatedCluster().runFor(ms)).rejects.toThrow('whole milliseconds, 0 or more');
    }
  });
});

const committedOf = (cluster: SimulatedCluster) => cluster.committed('g').get(topicPartition('orders', 0));
