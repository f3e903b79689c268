// Floor 4. The order and the arguments of a rebalance listener's callbacks (Kafka: ConsumerCoordinator.onJoinPrepare and
// onJoinComplete, ConsumerRebalanceListenerInvoker), as the consumer itself tells them.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { type ClientKey, clientKey, partitionNames, type TracedEvent } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Listening {
  /** The callback that has begun and not ended. */
  open: Entered | undefined;
  /** Handed over by onPartitionsAssigned, and not taken back since. */
  readonly granted: Set<TopicPartition>;
}

type Entered = Extract<TracedEvent, { kind: 'callback.entered' }>;
type Left = Extract<TracedEvent, { kind: 'callback.left' }>;

export const legalCallbacks: Invariant = {
  name: 'legal callbacks',
  rule: 'Callbacks of a consumer do not overlap; revoked and lost partitions are owned; assigned ones are new; onPartitionsLost has something to tell.',
  begin(world: World): Checker {
    const consumers = new Map<ClientKey, Listening>();

    const entered = (event: Entered, listening: Listening) => {
      const key = clientKey(event);
      const owned = new Set(event.assignment);
      const foreign = event.partitions.filter((partition) => !owned.has(partition));
      if (listening.open !== undefined) {
        world.report(
          `${key} entered ${event.callback} before it left ${listening.open.callback}, which it entered at ${listening.open.atMs} ms`,
        );
      }
      listening.open = event;
      if (foreign.length > 0) {
        world.report(
          `${key} was called back with ${event.callback}(${partitionNames(foreign)}), but assignment() does not hold that`,
        );
      }
      if (event.callback === 'onPartitionsAssigned') {
        const again = event.partitions.filter((partition) => listening.granted.has(partition));
        if (again.length > 0) world.report(`${key} was assigned ${partitionNames(again)}, which it had already`);
        for (const partition of event.partitions) listening.granted.add(partition);
      } else if (event.callback === 'onPartitionsLost' && event.partitions.length === 0) {
        world.report(`${key} was called back with onPartitionsLost without a partition`);
      }
    };

    const left = (event: Left, listening: Listening) => {
      const { open } = listening;
      listening.open = undefined;
      if (open === undefined || open.callback !== event.callback) {
        world.report(`${clientKey(event)} left ${event.callback}, which it had not entered`);
        return;
      }
      if (event.callback === 'onPartitionsAssigned' || event.error !== undefined) return;
      for (const partition of event.partitions) listening.granted.delete(partition);
    };

    return {
      next(event, _index, change) {
        for (const { consumer } of change.ended) consumers.delete(consumer.key);
        if (event.kind === 'callback.entered' || event.kind === 'callback.left') {
          const key = clientKey(event);
          const listening = consumers.get(key) ?? { open: undefined, granted: new Set() };
          consumers.set(key, listening);
          if (event.kind === 'callback.entered') entered(event, listening);
          else left(event, listening);
        } else if (event.kind === 'consumer.assignment') {
          // After a callback that threw, partitions can go without another one.
          const listening = consumers.get(clientKey(event));
          if (listening === undefined || listening.granted.size === 0) return;
          const owned = new Set(event.assignment);
          for (const partition of listening.granted) if (!owned.has(partition)) listening.granted.delete(partition);
        }
      },
    };
  },
};
