// Floor 4. Which of the two callbacks takes partitions away: onPartitionsLost when the member is out of its generation, so that others
// may own them already, onPartitionsRevoked when they are still its own (Kafka: ConsumerCoordinator.onJoinPrepare).
import { type ClientKey, clientKey, partitionNames } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

export const revokedOrLost: Invariant = {
  name: 'revoked or lost',
  rule: 'A member that is out of its generation when it polls is told that its partitions are lost, never that they are revoked.',
  begin(world: World): Checker {
    /** Who is in a poll that began without a generation. In the middle of a poll a commit may still reset it. */
    const withoutGeneration = new Set<ClientKey>();
    return {
      next(event) {
        if (event.kind === 'poll.entered') {
          if (event.generationId === -1) withoutGeneration.add(clientKey(event));
          else withoutGeneration.delete(clientKey(event));
        } else if (event.kind === 'poll.returned') withoutGeneration.delete(clientKey(event));
        else if (event.kind === 'callback.entered' && event.callback === 'onPartitionsRevoked') {
          if (event.generationId !== -1 || event.partitions.length === 0) return;
          const key = clientKey(event);
          if (!withoutGeneration.has(key)) return;
          world.report(
            `${key} was told that ${partitionNames(event.partitions)} are revoked, but it was in no generation any more: they are lost`,
          );
        }
      },
    };
  },
};
