// Floor 4. After onPartitionsRevoked returned, the partitions are out of the consumer's assignment (Kafka: ConsumerCoordinator
// .onJoinComplete). In a later generation they may come back.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { type ClientKey, clientKey, partitionNames } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Revoked {
  readonly generationId: number;
  readonly partitions: ReadonlySet<TopicPartition>;
}

export const whatIsRevokedGoes: Invariant = {
  name: 'what is revoked goes',
  rule: 'Partitions for which onPartitionsRevoked returned are not in the consumer’s next assignment of the same generation.',
  begin(world: World): Checker {
    const revoked = new Map<ClientKey, Revoked>();
    return {
      next(event, _index, change) {
        for (const { consumer } of change.ended) revoked.delete(consumer.key);
        if (event.kind === 'callback.left' && event.callback === 'onPartitionsRevoked' && event.error === undefined) {
          revoked.set(clientKey(event), {
            generationId: event.generationId,
            partitions: new Set(event.partitions),
          });
        } else if (event.kind === 'consumer.assignment') {
          const key = clientKey(event);
          const last = revoked.get(key);
          revoked.delete(key);
          if (last === undefined || last.generationId !== event.generationId) return;
          const kept = event.assignment.filter((partition) => last.partitions.has(partition));
          if (kept.length > 0) world.report(`${key} still has ${partitionNames(kept)}, which it was told are revoked`);
        }
      },
    };
  },
};
