// Floor 4. Each call of a rebalance listener, with how long it took. What it may be called with is a rule of ./invariants.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { CallbackName } from '../protocol/trace-event.ts';
import { ConsumerViews } from './consumer-view.ts';
import { type ClientKey, clientKey, type RunTrace } from './run-trace.ts';

export interface CallbackCall {
  readonly consumer: ClientKey;
  readonly groupId: string;
  readonly callback: CallbackName;
  readonly partitions: readonly TopicPartition[];
  readonly generationId: number;
  readonly fromMs: number;
  /** `undefined`: it never returned, since the run ended or the consumer did. */
  readonly toMs: number | undefined;
  /** Until it returned, or its consumer or the run ended. */
  readonly durationMs: number;
  /** What it threw. */
  readonly error: string | undefined;
  /** Index of the event that began it. */
  readonly eventIndex: number;
}

type Open = { -readonly [Field in keyof CallbackCall]: CallbackCall[Field] };

/** Every call, in the order in which they began. */
export function callbackCalls(trace: RunTrace): readonly CallbackCall[] {
  const calls: Open[] = [];
  const open = new Map<ClientKey, Open>();
  const consumers = new ConsumerViews();
  for (const [eventIndex, event] of trace.entries()) {
    for (const { consumer } of consumers.next(event).ended) {
      const call = open.get(consumer.key);
      if (call !== undefined) call.durationMs = event.atMs - call.fromMs;
      open.delete(consumer.key);
    }
    if (event.kind === 'callback.entered') {
      const consumer = clientKey(event);
      const { groupId, callback, partitions, generationId, atMs } = event;
      const call: Open = {
        consumer,
        groupId,
        callback,
        partitions,
        generationId,
        fromMs: atMs,
        toMs: undefined,
        durationMs: 0,
        error: undefined,
        eventIndex,
      };
      calls.push(call);
      open.set(consumer, call);
    } else if (event.kind === 'callback.left') {
      const call = open.get(clientKey(event));
      if (call === undefined) continue;
      open.delete(clientKey(event));
      call.toMs = event.atMs;
      call.durationMs = event.atMs - call.fromMs;
      call.error = event.error;
    }
  }
  const endMs = trace.at(-1)?.atMs ?? 0;
  for (const call of open.values()) call.durationMs = endMs - call.fromMs;
  return calls;
}
