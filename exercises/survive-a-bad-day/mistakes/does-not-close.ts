// R5: The consumer is never closed.
import {
  type AssignorClass,
  CommitFailedException,
  type ConsumerRecord,
  FencedInstanceIdException,
  KafkaConsumer,
  KafkaException,
  WakeupException,
} from 'kafka';

interface Context {
  readonly instance: string;
  readonly groupId: string;
  readonly assignors: Readonly<Record<'CooperativeStickyAssignor', AssignorClass>>;
  readonly handle: (record: ConsumerRecord) => Promise<void>;
  readonly shutdown: { readonly isRequested: boolean };
}

export async function run({ instance, groupId, assignors, handle, shutdown }: Context): Promise<void> {
  const consumer = new KafkaConsumer({
    'group.id': groupId,
    'client.id': instance,
    'group.instance.id': instance,
    'session.timeout.ms': 45_000,
    'max.poll.interval.ms': 300_000,
    'max.poll.records': 20,
    'enable.auto.commit': false,
    'auto.offset.reset': 'earliest',
    'partition.assignment.strategy': [assignors.CooperativeStickyAssignor],
  });
  try {
    await consumer.subscribe(['orders']);
    while (!shutdown.isRequested) {
      try {
        for (const record of await consumer.poll(1000)) await handle(record);
        await commit(consumer);
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
    }
  } finally {
    consumer.wakeup();
  }
}

async function commit(consumer: KafkaConsumer): Promise<void> {
  try {
    await consumer.commitSync();
  } catch (error) {
    if (error instanceof CommitFailedException) return;
    if (!(error instanceof WakeupException)) throw error;
    await consumer.commitSync();
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof KafkaException && !(error instanceof FencedInstanceIdException);
}
