// What a lesson says of commits that are sent again by hand: commitAsync never does it, since a later commit may have been taken.
import { describe, expect, it } from 'vitest';
import { KafkaConsumer } from '../client/kafka-consumer.ts';
import type { OffsetCommitCallback } from '../client/kafka-consumer-listener.ts';
import { topicPartition } from '../protocol/topic-partition.ts';
import { SimulatedCluster } from './simulated-cluster.ts';

const orders0 = topicPartition('orders', 0);

/** Commits 1, 2, 3 and so on without waiting, while the coordinator moves. @returns what was committed, in this order */
async function committedWhileTheCoordinatorMoves(again: boolean): Promise<readonly number[]> {
  const cluster = new SimulatedCluster({
    topics: { orders: 1 },
    network: { latency: { kind: 'constant', ms: 20 } },
    failOver: { loading: { fixedMs: 200, perRecordMs: 0 } },
  });
  cluster.append(
    'orders',
    0,
    Array.from({ length: 100 }, () => ({ value: 'an order' })),
  );
  cluster.process('c1').start(async () => {
    const consumer = new KafkaConsumer({ 'group.id': 'shop', 'enable.auto.commit': false });
    await consumer.assign([orders0]);
    const callback: OffsetCommitCallback = (offsets, error) => {
      if (again && error !== undefined) consumer.commitAsync(offsets, callback);
    };
    for (let offset = 1; offset <= 100; offset++) {
      await consumer.poll(10);
      consumer.commitAsync(new Map([[orders0, { offset }]]), callback);
    }
    // Whoever ends makes sure of the last one.
    await consumer.close();
  });
  await cluster.runFor(500);
  cluster.moveCoordinator('shop', (cluster.coordinatorOf('shop') ?? 1) === 1 ? 2 : 1);
  await cluster.runFor(5000);
  return cluster.trace.flatMap((event) =>
    event.kind === 'offsets.committed' ? [...event.offsets].map(([, offset]) => offset) : [],
  );
}

const goesBack = (offsets: readonly number[]) => offsets.some((offset, index) => offset < (offsets[index - 1] ?? 0));

describe('a commit that failed', () => {
  it('is not sent again by commitAsync, and what is committed never goes back', async () => {
    const committed = await committedWhileTheCoordinatorMoves(false);
    expect(committed.length).toBeLessThan(100);
    expect(goesBack(committed)).toBe(false);
  });

  it('puts back what was committed since, when its callback sends it again', async () => {
    expect(goesBack(await committedWhileTheCoordinatorMoves(true))).toBe(true);
  });
});
