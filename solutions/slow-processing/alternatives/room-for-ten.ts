// Keeps up to a batch waiting: a partition is paused while ten records or more are under way, and after each poll all partitions are paused
// or resumed as they stand. Records are a chain of promises; what is finished is an array of flags in their order.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  type KafkaConsumer,
  RebalanceInProgressException,
  type TopicPartition,
} from 'kafka';
import type { Workers } from 'testkit';

const enough = 10;

interface Tenure {
  readonly number: number;
  chain: Promise<void>;
  /** One after the last finished record; `undefined` before the first one is finished. */
  end: number | undefined;
  committed: number | undefined;
  underWay: number;
}

export function createApp(
  consumer: KafkaConsumer,
  workers: Workers,
): ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): Promise<void> } {
  const tenures = new Map<TopicPartition, Tenure>();
  let count = 0;

  async function commit(partitions: readonly TopicPartition[]): Promise<void> {
    const offsets = new Map<TopicPartition, { offset: number }>();
    for (const partition of partitions) {
      const tenure = tenures.get(partition);
      if (tenure?.end !== undefined && tenure.end !== tenure.committed) offsets.set(partition, { offset: tenure.end });
    }
    if (offsets.size === 0) return;
    try {
      await consumer.commitSync(offsets);
    } catch (error) {
      if (error instanceof RebalanceInProgressException || error instanceof CommitFailedException) return;
      throw error;
    }
    for (const [partition, { offset }] of offsets) {
      const tenure = tenures.get(partition);
      if (tenure !== undefined) tenure.committed = offset;
    }
  }

  const forget = (partitions: readonly TopicPartition[]): void => {
    for (const partition of partitions) tenures.delete(partition);
  };

  return {
    async onRecords(records) {
      for (const record of records) {
        const partition = consumer
          .assignment()
          .find((own) => own.topic === record.topic && own.partition === record.partition);
        const tenure = partition && tenures.get(partition);
        if (partition === undefined || tenure === undefined) continue;
        tenure.underWay++;
        tenure.chain = tenure.chain.then(async () => {
          if (tenures.get(partition)?.number !== tenure.number) return;
          await workers.handle(record);
          tenure.underWay--;
          tenure.end = record.offset + 1;
        });
      }
      const full = [...tenures].filter(([, { underWay }]) => underWay >= enough).map(([partition]) => partition);
      consumer.pause(full);
      consumer.resume([...tenures.keys()].filter((partition) => !full.includes(partition)));
      await commit([...tenures.keys()]);
    },

    async onPartitionsRevoked(partitions) {
      await commit(partitions);
      forget(partitions);
    },

    onPartitionsLost: forget,

    onPartitionsAssigned(partitions) {
      for (const partition of partitions) {
        tenures.set(partition, {
          number: count++,
          chain: Promise.resolve(),
          end: undefined,
          committed: undefined,
          underWay: 0,
        });
      }
    },
  };
}
