// Floor 4. After a consumer returned from onPartitionsRevoked or onPartitionsLost it leaves those partitions alone until they are
// assigned to it again. This holds the application (workers that go on) as well as the client (records handed out too late).
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { type ClientKey, clientKey, isRecordEvent, partitionName } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface GivenUp {
  readonly callback: string;
  readonly atMs: number;
}

export const noProcessingAfterRevocation: Invariant = {
  name: 'no processing after revocation',
  rule: 'A member polls and processes no record of a partition after it returned from onPartitionsRevoked or onPartitionsLost for it, until it is assigned again.',
  begin(world: World): Checker {
    const givenUp = new Map<ClientKey, Map<TopicPartition, GivenUp>>();
    const check = (key: ClientKey, what: string, partition: TopicPartition, offset: number) => {
      const since = givenUp.get(key)?.get(partition);
      if (since === undefined) return;
      world.report(
        `${key} ${what} ${partitionName(partition)} offset ${offset}, although it returned from ${since.callback} for it at ${since.atMs} ms`,
      );
    };
    return {
      next(event, _index, change) {
        for (const { consumer } of change.ended) givenUp.delete(consumer.key);
        if (isRecordEvent(event)) {
          // A failure is told at the end of work that began in time.
          if (event.kind !== 'record.failed')
            check(clientKey(event), handled[event.kind], event.partition, event.offset);
          return;
        }
        if (event.kind === 'poll.returned') {
          const key = clientKey(event);
          if (!givenUp.has(key)) return;
          for (const [partition, [first]] of event.records) check(key, 'was handed', partition, first);
        } else if (event.kind === 'consumer.assignment') {
          const revoked = givenUp.get(clientKey(event));
          if (revoked === undefined) return;
          for (const partition of event.assignment) revoked.delete(partition);
        } else if (event.kind === 'callback.left' && event.error === undefined) {
          if (event.callback === 'onPartitionsAssigned' || event.partitions.length === 0) return;
          const key = clientKey(event);
          const revoked = givenUp.get(key) ?? new Map<TopicPartition, GivenUp>();
          givenUp.set(key, revoked);
          for (const partition of event.partitions) {
            revoked.set(partition, { callback: event.callback, atMs: event.atMs });
          }
        }
      },
    };
  },
};

const handled = { 'record.started': 'began with', 'record.processed': 'processed' } as const;
