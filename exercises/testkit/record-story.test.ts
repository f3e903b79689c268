import { KafkaConsumer, sleep, topicPartition } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import { RangeAssignor } from './assignors.ts';
import { recordHandler } from './record-handler.ts';
import { storyOf } from './record-story.ts';

/** One consumer that commits what it was given before it handles it, and crashes while it handles the second record. */
async function commitsTooEarly(): Promise<SimulatedCluster> {
  const cluster = new SimulatedCluster({
    brokers: 1,
    topics: { orders: 1 },
    config: { 'group.initial.rebalance.delay.ms': 0 },
  });
  cluster.append('orders', 0, [{}, {}]);
  cluster.process('c1').start(async () => {
    const consumer = new KafkaConsumer({
      'group.id': 'shop',
      'client.id': 'c1',
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
      'partition.assignment.strategy': [RangeAssignor],
    });
    await consumer.subscribe(['orders']);
    const records = await consumer.poll(1000);
    await consumer.commitSync();
    const handle = recordHandler(cluster, { clientId: 'c1', takesMs: () => 100 });
    for (const record of records) await handle(record);
    await sleep(1000);
  });
  await cluster.runFor(150);
  cluster.process('c1').crash();
  await cluster.runFor(10);
  return cluster;
}

describe('the story of a record', () => {
  it('says who was given it, what was done with it, what passed it, and who ended meanwhile', async () => {
    const { trace } = await commitsTooEarly();
    expect(
      storyOf(trace, topicPartition('orders', 0), 1)
        .replaceAll(/At \d+ ms: /g, '')
        .split('\n'),
    ).toEqual([
      '',
      'poll of c1 returned orders-0 offsets 0 to 1.',
      'shop stored a commit of c1: orders-0 at 2. Whoever owns these next begins there.',
      'c1 begins with offset 1 of orders-0.',
      'c1 crashed. It told nobody: its group waits for its session to expire.',
    ]);
  });

  it('says when nobody was given it', async () => {
    const { trace } = await commitsTooEarly();
    expect(storyOf(trace, topicPartition('orders', 0), 7)).toBe(' No poll ever returned offset 7 of orders-0.');
  });
});
