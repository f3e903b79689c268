// Eager, with Range. Commits by name, one partition after the other, and leaves a batch in the middle when it is asked to stop.
import {
  type AssignorClass,
  type ConsumerRecord,
  type ConsumerRecords,
  FencedInstanceIdException,
  KafkaConsumer,
  KafkaException,
  type TopicPartition,
} from 'kafka';

interface Context {
  readonly instance: string;
  readonly groupId: string;
  readonly assignors: { readonly RangeAssignor: AssignorClass };
  readonly handle: (record: ConsumerRecord) => Promise<void>;
  readonly shutdown: { readonly isRequested: boolean };
}

export async function run({ instance, groupId, assignors, handle, shutdown }: Context): Promise<void> {
  const consumer = new KafkaConsumer({
    'group.id': groupId,
    'group.instance.id': instance,
    'session.timeout.ms': 60_000,
    'heartbeat.interval.ms': 5000,
    'max.poll.records': 15,
    'enable.auto.commit': false,
    'auto.offset.reset': 'earliest',
    'partition.assignment.strategy': [assignors.RangeAssignor],
  });
  await consumer.subscribe(['orders']);
  while (!shutdown.isRequested) {
    const records = await trying(() => consumer.poll(500));
    for (const partition of records?.partitions() ?? []) await work(partition, records);
  }
  await consumer.close();

  async function work(partition: TopicPartition, records: ConsumerRecords | undefined): Promise<void> {
    let next: number | undefined;
    for (const record of records?.records(partition) ?? []) {
      if (shutdown.isRequested) break;
      await handle(record);
      next = record.offset + 1;
    }
    if (next === undefined) return;
    const offsets = new Map([[partition, { offset: next }]]);
    const wasAsked = shutdown.isRequested;
    await trying(() => consumer.commitSync(offsets));
    // The wakeup may have ended that one. A commit that was made already does no harm when it is made again.
    if (wasAsked || shutdown.isRequested) await trying(() => consumer.commitSync(offsets));
  }
}

/** What passes is passed over. */
async function trying<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof FencedInstanceIdException || !(error instanceof KafkaException)) throw error;
    return undefined;
  }
}
