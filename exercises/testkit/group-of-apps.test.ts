import { KafkaConsumer } from 'kafka';
import type { ProcessContext } from 'simulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { restartNotes } from './cluster-notes.ts';
import { GroupOfApps } from './group-of-apps.ts';
import { recordHandler } from './record-handler.ts';

/** Consumers that handle what they poll, all but the offsets that they are told to leave out. */
class Readers extends GroupOfApps {
  readonly #leavesOut: (offset: number) => boolean;

  constructor(leavesOut: (offset: number) => boolean = () => false) {
    super({ protocol: 'cooperative', partitions: 2 });
    this.#leavesOut = leavesOut;
  }

  allProcessed(): Promise<boolean> {
    return this.untilAllProcessed(10_000);
  }

  failForWhatIsLeft(): void {
    this.expectNoneLeft((record) => `Nobody has read ${record}.`);
  }

  protected async main({ name }: ProcessContext): Promise<void> {
    const consumer = new KafkaConsumer(this.consumerConfig(name));
    await consumer.subscribe(['orders']);
    const handle = recordHandler(this.cluster, { clientId: name, takesMs: () => 1 });
    while (!this.isLeaving(name)) {
      for (const record of await consumer.poll(200)) if (!this.#leavesOut(record.offset)) await handle(record);
    }
    await consumer.close();
  }
}

const alive = ({ cluster }: Readers) => cluster.processes.filter(({ isAlive }) => isAlive).map(({ name }) => name);

describe('a group of apps', () => {
  beforeEach(restartNotes);

  it('waits until every record of each partition is processed', async () => {
    const group = new Readers();
    group.produce(5);
    group.produce(3, 1);
    group.start('c1', 'c2');
    await expect(group.allProcessed()).resolves.toBe(true);
    const processed = group.cluster.trace.filter(({ kind }) => kind === 'record.processed');
    expect(processed).toHaveLength(5 + 5 + 3);
    expect(() => group.failForWhatIsLeft()).not.toThrow();
  });

  it('gives up when the time is up, and names the first record that nobody processed, with its story', async () => {
    const group = new Readers((offset) => offset === 2);
    group.produce(4);
    group.start('c1');
    await expect(group.allProcessed()).resolves.toBe(false);
    expect(() => group.failForWhatIsLeft()).toThrow(/Nobody has read offset 2 of orders-0\. What became of it:/);
  });

  it('lets those leave that are told to, and keeps or starts again those that are wanted after all', async () => {
    const group = new Readers();
    group.start('c1', 'c2', 'c3');
    await group.runFor(2000);
    group.leave('c1', 'c2');
    group.keep('c2');
    await group.runFor(2000);
    expect(alive(group)).toEqual(['c2', 'c3']);
    group.keep('c1');
    await group.runFor(2000);
    expect(alive(group)).toEqual(['c1', 'c2', 'c3']);
  });
});
