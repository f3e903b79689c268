import { describe, expect, it } from 'vitest';
import { SimulatedCluster } from './cluster/simulated-cluster.ts';
import * as kafka from './kafka.ts';
import {
  Admin,
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  KafkaConsumer,
  KafkaProducer,
  OffsetSpec,
  type Subscription,
  sleep,
  type TopicPartition,
  topicPartition,
} from './kafka.ts';

/** Every partition to a member in turn. */
class InTurn implements ConsumerPartitionAssignor {
  name(): string {
    return 'in-turn';
  }
  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const members = [...subscriptions.keys()];
    const partitions = metadata
      .partitionsForTopic('orders')
      .map(({ partition }) => topicPartition('orders', partition));
    return new Map(
      members.map((member, at) => [
        member,
        { partitions: partitions.filter((_, number) => number % members.length === at) },
      ]),
    );
  }
}

const config = {
  'group.id': 'g',
  'partition.assignment.strategy': [InTurn],
  'auto.offset.reset': 'earliest',
  'enable.auto.commit': false,
} as const;

/** Runs application code in a process of its own, and gives what it returns. */
async function inProcess<T>(
  cluster: SimulatedCluster,
  name: string,
  main: () => T | Promise<T>,
  withinMs = 120_000,
): Promise<T> {
  let result: { readonly value: T } | undefined;
  const process = cluster.process(name);
  process.start(async () => {
    result = { value: await main() };
  });
  await cluster.runUntil(`${name} ends`, () => process.state === 'stopped' || process.state === 'crashed', {
    withinMs,
  });
  if (result === undefined) throw process.failure;
  return result.value;
}

async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was not refused.');
}

const clusterOf = (partitions = 2) => new SimulatedCluster({ topics: { orders: partitions } });

async function pollUntilAssigned(consumer: KafkaConsumer): Promise<readonly TopicPartition[]> {
  while (consumer.assignment().length === 0) await consumer.poll(1000);
  return consumer.assignment();
}

describe('KafkaProducer and KafkaConsumer', () => {
  it('hand records from one process to another', async () => {
    const cluster = clusterOf();
    await inProcess(cluster, 'p1', async () => {
      const producer = new KafkaProducer();
      for (let value = 0; value < 10; value++)
        void producer.send({ topic: 'orders', key: `k${value}`, value: { value } });
      await producer.close();
    });
    const seen = await inProcess(cluster, 'c1', async () => {
      const consumer = new KafkaConsumer<{ value: number }>(config);
      await consumer.subscribe(['orders']);
      const values: number[] = [];
      while (values.length < 10) for (const record of await consumer.poll(1000)) values.push(record.value.value);
      await consumer.commitSync();
      await consumer.close();
      return values;
    });
    expect(seen.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const committed = await inProcess(cluster, 'a1', () => new Admin().listConsumerGroupOffsets('g'));
    const ends = await inProcess(cluster, 'a2', () =>
      new Admin().listOffsets(new Map([...committed.keys()].map((partition) => [partition, OffsetSpec.latest()]))),
    );
    for (const [partition, { offset }] of committed) expect(ends.get(partition)?.offset).toBe(offset);
  });

  it('takes partitions as literals, and hands out the one object that stands for each', async () => {
    const assignment = await inProcess(clusterOf(), 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.assign([{ topic: 'orders', partition: 1 }]);
      consumer.seek({ topic: 'orders', partition: 1 }, 0);
      consumer.pause([{ topic: 'orders', partition: 1 }]);
      expect(await consumer.position({ topic: 'orders', partition: 1 })).toBe(0);
      expect(consumer.paused()[0]).toBe(topicPartition('orders', 1));
      return consumer.assignment();
    });
    expect(assignment[0]).toBe(topicPartition('orders', 1));
    expect(Object.isFrozen(assignment)).toBe(true);
  });
});

describe('close', () => {
  it('commits by itself, and the trace says so', async () => {
    const cluster = clusterOf(1);
    await inProcess(cluster, 'c1', async () => {
      const consumer = new KafkaConsumer({ ...config, 'enable.auto.commit': true });
      await consumer.subscribe(['orders']);
      await pollUntilAssigned(consumer);
      await consumer.position(topicPartition('orders', 0));
      await consumer.close();
    });
    const commits = cluster.trace.flatMap((event) => (event.kind === 'commit.completed' ? [event.mode] : []));
    expect(commits).toEqual(['auto']);
  });
});

describe('a name that no topic can have', () => {
  it('is refused by poll and by send, where a topic that is not there yet is waited for', async () => {
    const names = await inProcess(clusterOf(), 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.subscribe(['all orders']);
      const polled = await rejectionOf(pollUntilAssigned(consumer));
      return [polled.name, (await rejectionOf(new KafkaProducer().send({ topic: 'all orders' }))).name];
    });
    expect(names).toEqual(['InvalidTopicException', 'InvalidTopicException']);
  });
});

describe('poll', () => {
  it('takes 1 ms when it need not wait, so that a loop of poll(0) does not stop the clock', async () => {
    const cluster = clusterOf();
    const times = await inProcess(cluster, 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.assign([topicPartition('orders', 0)]);
      const seen: number[] = [];
      for (let count = 0; count < 5; count++) {
        seen.push(cluster.now);
        await consumer.poll(0);
      }
      return seen;
    });
    expect(times.map((time, at) => (at === 0 ? 1 : time - (times[at - 1] ?? 0)))).toEqual([1, 1, 1, 1, 1]);
  });

  it('takes 1 ms also when it throws', async () => {
    const cluster = clusterOf();
    const [error, at] = await inProcess(cluster, 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      return [await rejectionOf(consumer.poll(100)), cluster.now] as const;
    });
    expect([error.name, at]).toEqual(['IllegalStateException', 1]);
  });

  it('is ended by wakeup', async () => {
    const cluster = clusterOf();
    const [error, at] = await inProcess(cluster, 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.assign([topicPartition('orders', 0)]);
      const poll = rejectionOf(consumer.poll(10_000));
      await sleep(500);
      consumer.wakeup();
      return [await poll, cluster.now] as const;
    });
    expect([error.name, at]).toEqual(['WakeupException', 500]);
  });

  it('is woken when its process is asked to stop', async () => {
    const cluster = clusterOf();
    const c1 = cluster.process('c1');
    let left: string | undefined;
    c1.start(async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.subscribe(['orders']);
      left = (await rejectionOf(consumer.poll(Number.POSITIVE_INFINITY))).name;
      await consumer.close();
    });
    await cluster.runFor(10_000);
    c1.stop();
    await cluster.runFor(1000);
    expect([left, c1.state]).toEqual(['WakeupException', 'stopped']);
  });

  it.each([[-1], [1.5], [Number.NaN], ['100']])('refuses %s as a timeout', async (timeoutMs) => {
    const error = await inProcess(clusterOf(), 'c1', () => {
      const consumer = new KafkaConsumer(config);
      return rejectionOf(consumer.poll(timeoutMs as number));
    });
    expect(error.name).toBe('IllegalArgumentException');
  });
});

describe('a consumer', () => {
  it('takes one call at a time, and names the one that is pending', async () => {
    const error = await inProcess(clusterOf(), 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.subscribe(['orders']);
      const poll = consumer.poll(1000);
      const refused = await rejectionOf(consumer.commitSync());
      await poll;
      return refused;
    });
    expect(error.name).toBe('ConcurrentModificationException');
    expect(error.message).toContain('commitSync() was called while poll(1000) is pending');
    expect(error.message).toContain('did you forget an await?');
  });

  it('lets its listener wait, and commit, inside of a poll', async () => {
    const cluster = clusterOf();
    const seen: string[] = [];
    await inProcess(cluster, 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.subscribe(['orders'], {
        onPartitionsAssigned: async (partitions) => {
          seen.push(`assigned ${partitions.map(({ partition }) => partition)}`);
          await sleep(200);
        },
        onPartitionsRevoked: async (partitions) => {
          await consumer.commitSync(new Map(partitions.map((partition) => [partition, { offset: 5 }])));
          seen.push(`revoked ${partitions.map(({ partition }) => partition)} at ${cluster.now}`);
        },
      });
      await pollUntilAssigned(consumer);
      await consumer.close();
    });
    expect(seen[0]).toBe('assigned 0,1');
    expect(seen[1]).toMatch(/^revoked 0,1 at /);
    const committed = await inProcess(cluster, 'a1', () => new Admin().listConsumerGroupOffsets('g'));
    expect([...committed.values()].map(({ offset }) => offset)).toEqual([5, 5]);
  });

  it('throws what its listener threw, as a cause', async () => {
    const error = await inProcess(clusterOf(), 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.subscribe(['orders'], {
        onPartitionsAssigned: async () => {
          await sleep(1);
          throw new TypeError('the store is gone');
        },
        onPartitionsRevoked: () => {},
      });
      for (;;) {
        try {
          await consumer.poll(1000);
        } catch (error) {
          return error as Error;
        }
      }
    });
    expect([error.name, error.cause]).toEqual(['KafkaException', new TypeError('the store is gone')]);
  });

  it('tells how commitAsync ended, and takes calls meanwhile', async () => {
    const told = await inProcess(clusterOf(), 'c1', async () => {
      const consumer = new KafkaConsumer(config);
      await consumer.subscribe(['orders']);
      const [first] = await pollUntilAssigned(consumer);
      const ends: unknown[] = [];
      if (first === undefined) throw new Error('Nothing was assigned.');
      consumer.commitAsync(new Map([[first, { offset: 3 }]]), async (offsets, error) => {
        ends.push([...offsets.values()], error, (await consumer.committed([first])).get(first)?.offset);
      });
      await consumer.poll(100);
      await consumer.poll(100);
      return ends;
    });
    expect(told).toEqual([[{ offset: 3 }], undefined, 3]);
  });

  it.each([
    ['a string', 'orders', 'takes a list of topics'],
    ['numbers', [1], 'takes a list of topics'],
  ])('refuses to subscribe to %s', async (_, topics, why) => {
    const error = await inProcess(clusterOf(), 'c1', () => {
      const consumer = new KafkaConsumer(config);
      return rejectionOf(consumer.subscribe(topics as never));
    });
    expect([error.name, error.message.includes(why)]).toEqual(['IllegalArgumentException', true]);
  });

  it('refuses an offset that cannot be committed', async () => {
    const error = await inProcess(clusterOf(), 'c1', () => {
      const consumer = new KafkaConsumer(config);
      return rejectionOf(consumer.commitSync(new Map([[topicPartition('orders', 0), { offset: -1 }]])));
    });
    expect(error.message).toContain('Invalid offset for orders-0');
  });

  it('refuses a configuration before anything runs', async () => {
    await inProcess(clusterOf(), 'c1', () => {
      expect(() => new KafkaConsumer({ 'group.id': 'g', 'sesion.timeout.ms': 1 })).toThrow(
        'Unknown configuration sesion.timeout.ms of a consumer. Did you mean session.timeout.ms?',
      );
    });
  });

  it('lives in a process', () => {
    expect(() => new KafkaConsumer(config)).toThrow('new KafkaConsumer was called outside of a process');
    expect(() => sleep(1)).toThrow('sleep was called outside of a process');
  });
});

describe('Admin', () => {
  it('describes a group, refuses to change it while it runs, and removes it when it is empty', async () => {
    const cluster = clusterOf();
    const c1 = cluster.process('c1');
    c1.start(async ({ shutdown }) => {
      const consumer = new KafkaConsumer(config);
      await consumer.subscribe(['orders']);
      while (!shutdown.isRequested) await consumer.poll(1000).catch(() => {});
      await consumer.close();
    });
    await cluster.runFor(10_000);
    const [described, altered, deleted] = await inProcess(cluster, 'a1', async () => {
      const admin = new Admin();
      const partition = topicPartition('orders', 0);
      return [
        (await admin.describeConsumerGroups(['g'])).get('g'),
        await rejectionOf(admin.alterConsumerGroupOffsets('g', new Map([[partition, { offset: 1 }]]))),
        await rejectionOf(admin.deleteConsumerGroups(['g'])),
      ] as const;
    });
    expect(described).toMatchObject({ state: 'Stable', partitionAssignor: 'in-turn', isSimpleConsumerGroup: false });
    expect(described?.members.map(({ clientId, assignment }) => [clientId, assignment.length])).toEqual([
      ['consumer-g-1', 2],
    ]);
    expect([altered.name, deleted.name]).toEqual(['UnknownMemberIdException', 'GroupNotEmptyException']);
    c1.stop();
    await cluster.runFor(1000);
    const left = await inProcess(cluster, 'a2', async () => {
      const admin = new Admin();
      await admin.alterConsumerGroupOffsets('g', new Map([[{ topic: 'orders', partition: 0 }, { offset: 1 }]]));
      const before = await admin.listConsumerGroups();
      await admin.deleteConsumerGroups(['g']);
      return [before.map(({ groupId, state }) => [groupId, state]), await admin.listConsumerGroups()];
    });
    expect(left).toEqual([[['g', 'Empty']], []]);
  });

  it('creates, extends, describes and deletes topics', async () => {
    const seen = await inProcess(clusterOf(), 'a1', async () => {
      const admin = new Admin();
      await admin.createTopics([{ name: 'payments', numPartitions: 3 }]);
      const again = await rejectionOf(admin.createTopics([{ name: 'payments' }]));
      await admin.createPartitions(new Map([['payments', 5]]));
      const fewer = await rejectionOf(admin.createPartitions(new Map([['payments', 2]])));
      const count = (await admin.describeTopics(['payments'])).get('payments')?.partitions.length;
      const names = await admin.listTopics();
      await admin.deleteTopics(['payments']);
      return [again.name, fewer.name, count, names, await admin.listTopics()];
    });
    expect(seen).toEqual(['TopicExistsException', 'InvalidPartitionsException', 5, ['orders', 'payments'], ['orders']]);
  });
});

describe('the names of kafka', () => {
  it('are those that the course promises', () => {
    expect(
      Object.keys(kafka)
        .filter((name) => !name.endsWith('Exception'))
        .sort(),
    ).toEqual([
      'Admin',
      'KafkaConsumer',
      'KafkaProducer',
      'OffsetMetadataTooLarge',
      'OffsetSpec',
      'sleep',
      'topicPartition',
    ]);
  });
});
