// Floor 6. A running group in racks, with follower fetching on: who is where, and from which rack its records really came.
import { type ConsumerPartitionAssignor, KafkaConsumer, WakeupException } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { expectNoProblem, expectProcessesWell, groupCase } from 'testkit';
import { mostLocal } from './reads';

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly RackAwareAssignor: new () => ConsumerPartitionAssignor }>;

export interface Layout {
  /** By broker, from 1 on. */
  readonly brokerRacks: readonly string[];
  /** For each partition of `orders` the brokers of its replicas, the leader first. */
  readonly replicas: readonly (readonly number[])[];
  /** By process. */
  readonly memberRacks: Readonly<Record<string, string | undefined>>;
}

const recordsEach = 20;

/** Lets the group read all of its records. The test fails when too few came from the reader's own rack. */
export async function expectLocalReads(answer: Answer, { brokerRacks, replicas, memberRacks }: Layout): Promise<void> {
  const cluster = new SimulatedCluster({
    brokers: brokerRacks.map((rack, at) => ({ id: at + 1, rack })),
    topics: { orders: { partitions: replicas.length, placement: replicas } },
    config: {
      'group.initial.rebalance.delay.ms': 3000,
      'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector',
    },
  });
  for (const [name, rack] of Object.entries(memberRacks)) {
    cluster.process(name).start(async ({ shutdown }) => {
      const { RackAwareAssignor } = await answer();
      const consumer = new KafkaConsumer({
        'group.id': 'shop',
        'client.id': name,
        'auto.offset.reset': 'earliest',
        'partition.assignment.strategy': [RackAwareAssignor],
        ...(rack === undefined ? {} : { 'client.rack': rack }),
      });
      await consumer.subscribe(['orders']);
      try {
        while (!shutdown.isRequested) await consumer.poll(1000);
      } catch (error) {
        if (!(error instanceof WakeupException)) throw error;
      }
      await consumer.close();
    });
  }
  await cluster.runFor(8000);
  const records = Array.from({ length: recordsEach }, () => ({ value: 'an order' }));
  for (const number of replicas.keys()) cluster.append('orders', number, records);
  await cluster.runFor(4000);
  expectProcessesWell(cluster);

  const rackOf = (broker: number) => brokerRacks[broker - 1];
  let read = 0;
  let local = 0;
  for (const event of cluster.trace) {
    if (event.kind !== 'response.sent' || event.api !== 'Fetch') continue;
    if (!('partitions' in event.response)) continue;
    let records = 0;
    for (const fetched of event.response.partitions.values()) {
      if (typeof fetched === 'object' && 'records' in fetched) records += fetched.records.length;
    }
    read += records;
    if (memberRacks[event.clientId] === rackOf(event.brokerId)) local += records;
  }
  const topics = { orders: replicas.length };
  const best =
    recordsEach *
    mostLocal(
      groupCase({
        topics,
        members: Object.fromEntries(
          Object.entries(memberRacks).map(([name, rackId]) => [name, { topics: ['orders'], rackId }]),
        ),
        replicaRacks: { orders: replicas.map((brokers) => brokers.map(rackOf)) },
      }),
    );
  const all = recordsEach * replicas.length;
  const says =
    read !== all
      ? `${read} of ${all} records were read.`
      : local < best * 0.95
        ? `${local} of ${read} records came from the reader's own rack, and ${best} could have.`
        : undefined;
  expectNoProblem(says === undefined ? undefined : { says, cluster, atMs: cluster.now });
}
