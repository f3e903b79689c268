// Floor 3. Calls the rebalance listener, one call after the other, and leaves a trace of each (Kafka: ConsumerRebalanceListenerInvoker).
import type { Routine } from '../../kernel/routine.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { CallbackName } from '../../protocol/trace-event.ts';
import { WakeupException } from '../errors.ts';
import type { ConsumerContext } from './consumer-context.ts';

/** What a callback threw, if it did. */
export type CallbackFailure = { readonly error: unknown } | undefined;

/**
 * Returns what the listener threw, so that the rebalance can be finished before it is thrown on.
 *
 * @throws WakeupException when that is what the listener threw: it leaves at once
 */
export function* invokeListener(
  context: ConsumerContext,
  callback: CallbackName,
  partitions: readonly TopicPartition[],
): Routine<CallbackFailure> {
  const { subscriptions, trace, metrics, clock } = context;
  const { listener } = subscriptions;
  if (listener === undefined) return undefined;
  const startMs = clock.now();
  trace.callbackEntered(callback, partitions);
  try {
    yield* listener[callback](partitions);
  } catch (error) {
    trace.callbackLeft(callback, partitions, error);
    if (error instanceof WakeupException) throw error;
    return { error };
  }
  trace.callbackLeft(callback, partitions);
  metrics.callbackRan(callback, clock.now() - startMs);
  return undefined;
}
