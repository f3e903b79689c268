// No loop of its own for a partition: after each poll, and whenever a worker is free, a pump hands over what may go next. The state is plain
// data, replaced as a whole when a partition comes, so that a late result finds an object that nobody looks at any more.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecord,
  type ConsumerRecords,
  type KafkaConsumer,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { Workers } from 'testkit';

interface Owned {
  queue: readonly ConsumerRecord[];
  atWork: ConsumerRecord | undefined;
  done: number;
  isDirty: boolean;
}

export function createApp(
  consumer: KafkaConsumer,
  workers: Workers,
): ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void } {
  let owned: ReadonlyMap<TopicPartition, Owned> = new Map();

  function pump(partition: TopicPartition, state: Owned): void {
    const [record, ...rest] = state.queue;
    if (record === undefined || state.atWork !== undefined || owned.get(partition) !== state) return;
    state.queue = rest;
    state.atWork = record;
    void workers.handle(record).then(() => {
      state.atWork = undefined;
      state.done = record.offset + 1;
      state.isDirty = true;
      pump(partition, state);
    });
  }

  const dirty = (partitions: readonly TopicPartition[]) =>
    new Map(
      partitions.flatMap((partition) => {
        const state = owned.get(partition);
        return state?.isDirty ? [[partition, { offset: state.done }] as const] : [];
      }),
    );

  const without = (partitions: readonly TopicPartition[]): void => {
    owned = new Map([...owned].filter(([partition]) => !partitions.includes(partition)));
  };

  return {
    onRecords(records) {
      for (const record of records) {
        const partition = topicPartition(record.topic, record.partition);
        const state = owned.get(partition);
        if (state !== undefined) state.queue = [...state.queue, record];
      }
      for (const [partition, state] of owned) {
        pump(partition, state);
        const isBusy = state.atWork !== undefined || state.queue.length > 0;
        const isPaused = consumer.paused().includes(partition);
        if (isBusy && !isPaused) consumer.pause([partition]);
        if (!isBusy && isPaused) consumer.resume([partition]);
      }
      const offsets = dirty([...owned.keys()]);
      if (offsets.size === 0) return;
      const committing = [...offsets.keys()].map((partition) => owned.get(partition));
      for (const state of committing) if (state !== undefined) state.isDirty = false;
      consumer.commitAsync(offsets, (_, error) => {
        for (const state of committing) if (state !== undefined && error !== undefined) state.isDirty = true;
      });
    },

    async onPartitionsRevoked(partitions) {
      // Also what is on its way: it may not have arrived.
      for (const partition of partitions) {
        const state = owned.get(partition);
        if (state !== undefined && state.done > 0) state.isDirty = true;
      }
      const offsets = dirty(partitions);
      without(partitions);
      if (offsets.size === 0) return;
      await consumer.commitSync(offsets).catch((error: unknown) => {
        if (!(error instanceof CommitFailedException)) throw error;
      });
    },

    onPartitionsLost: without,

    onPartitionsAssigned(partitions) {
      const fresh = partitions.map(
        (partition) => [partition, { queue: [], atWork: undefined, done: 0, isDirty: false }] as const,
      );
      owned = new Map<TopicPartition, Owned>([...owned, ...fresh]);
    },
  };
}
