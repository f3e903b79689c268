// Floor 5. A whole consumer: settings that let a restart and a pause pass unnoticed, a loop that commits each batch when it is handled, errors
// of which each has its answer, and a clean way out.
import {
  type AssignorClass,
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
    // A process that is back before its session ends has its place again.
    'group.instance.id': instance,
    // Longer than a restart or a pause, and a heartbeat on top.
    'session.timeout.ms': 45_000,
    // Longer than the worst batch and the longest wait for a commit.
    'max.poll.interval.ms': 300_000,
    // What a fault repeats at most.
    'max.poll.records': 20,
    'enable.auto.commit': false,
    // What was there before the group is not to be skipped.
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
    await consumer.close();
  }
}

/** A wakeup that came while records were handled ends the commit, and is used up by that. */
async function commit(consumer: KafkaConsumer): Promise<void> {
  try {
    await consumer.commitSync();
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
    await consumer.commitSync();
  }
}

/** The next poll goes on, with what was committed last where partitions were lost. Somebody else with our name is no passing thing. */
function isPassing(error: unknown): boolean {
  return error instanceof KafkaException && !(error instanceof FencedInstanceIdException);
}
