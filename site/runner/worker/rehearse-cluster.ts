// Lets two consumers of a small cluster live through what suites put theirs through while the worker warms up: the client, the
// brokers and the network are then compiled before anyone clicks.
import { KafkaConsumer, sleep } from 'kafka';
import { type ProcessMain, SimulatedCluster } from 'simulator';
import { CooperativeStickyAssignor, expectProcessesWell, RangeAssignor } from 'testkit';

const partitions = 4;
const lives = [[RangeAssignor], [CooperativeStickyAssignor]];

export async function rehearseCluster(): Promise<void> {
  for (const assignors of lives) {
    const cluster = new SimulatedCluster({ topics: { orders: partitions } });
    for (let partition = 0; partition < partitions; partition += 1) {
      cluster.append(
        'orders',
        partition,
        Array.from({ length: 20 }, (_, value) => ({ value })),
      );
    }
    const main = consume(assignors);
    cluster.process('c1').start(main);
    cluster.process('c2').start(main);
    await cluster.runFor(10_000);
    cluster.process('c1').crash();
    cluster.process('c2').freeze(5_000);
    await cluster.runFor(60_000);
    cluster.process('c1').restart();
    await cluster.runFor(10_000);
    cluster.process('c2').stop();
    await cluster.runFor(10_000);
    expectProcessesWell(cluster);
  }
}

function consume(assignors: readonly (new () => object)[]): ProcessMain {
  return async ({ shutdown }) => {
    const consumer = new KafkaConsumer({
      'group.id': 'rehearsal',
      'auto.offset.reset': 'earliest',
      'partition.assignment.strategy': assignors,
      'max.poll.records': 10,
    });
    const commit = () => consumer.commitSync();
    await consumer.subscribe(['orders'], { onPartitionsAssigned: () => {}, onPartitionsRevoked: commit });
    try {
      while (!shutdown.isRequested) {
        for (const _ of await consumer.poll(500)) await sleep(1);
        // Frozen for long, it may have lost what it would commit.
        await commit().catch(() => {});
      }
    } catch (error) {
      // Woken up: it is to stop.
      if (!shutdown.isRequested) throw error;
    }
    await consumer.close();
  };
}
