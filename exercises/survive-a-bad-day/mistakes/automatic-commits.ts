// R3: Commits are left to the client, every five seconds, which is more than one batch.
import {
  type AssignorClass,
  type ConsumerRecord,
  FencedInstanceIdException,
  KafkaConsumer,
  KafkaException,
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
    'auto.offset.reset': 'earliest',
    'partition.assignment.strategy': [assignors.CooperativeStickyAssignor],
  });
  try {
    await consumer.subscribe(['orders']);
    while (!shutdown.isRequested) {
      try {
        for (const record of await consumer.poll(1000)) await handle(record);
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
    }
  } finally {
    await consumer.close();
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof KafkaException && !(error instanceof FencedInstanceIdException);
}
