// Floor 4. What has to be known of consumers to write their logs: who sent a request, its group's coordinator as it knows it, what it
// was answered last. Writes no line.

import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { TraceEvent } from '../../protocol/trace-event.ts';
import type { ConsumerView, ConsumerViews } from '../consumer-view.ts';
import { clientKey, isMemberEvent, type RunTrace } from '../run-trace.ts';

/** One consumer of a group, as long as its client lives. */
export interface LoggedConsumer {
  readonly process: string;
  readonly clientId: string;
  readonly groupId: string;
  /** Without one, callbacks leave no event, and only the changed assignment tells of them. */
  readonly hasListener: boolean;
  groupInstanceId: string | null;
  /** The coordinator as `host:port (id: ... rack: null)`; `undefined`: it has to be looked for. */
  coordinator: string | undefined;
  /** Of the generation that it joined last. */
  protocolName: string | null;
  isCooperative: boolean;
  skipsAssignment: boolean;
  /** What SyncGroup brought, until the rebalance is completed with it. */
  received: readonly TopicPartition[] | undefined;
  /** Whether it has logged what SyncGroup changes. */
  hasLoggedUpdate: boolean;
  /** Why its generation is about to be reset; `undefined`: it leaves by itself. */
  resetReason: string | undefined;
  maxPollIntervalMs: number;
  lastPollMs: number;
  /** The connection that it lost last, and when: several requests may have been on it. */
  lost: { readonly nodeId: number; readonly atMs: number } | undefined;
  /** Whether what was lost then was in flight. */
  isCancelling: boolean;
  /** Connections that broke, and over which nothing has come since. */
  readonly unreachable: Set<number>;
}

export class LoggedConsumers {
  readonly #views: ConsumerViews;
  readonly #listeners = new Set<string>();
  /** By client id, for what is logged before the first JoinGroup. */
  readonly #instances = new Map<string, string | null>();
  readonly #consumers = new Map<string, LoggedConsumer>();
  readonly #keyOfClientId = new Map<string, string>();
  readonly #keyOfRequest = new Map<number, string>();

  constructor(trace: RunTrace, views: ConsumerViews) {
    this.#views = views;
    for (const event of trace) {
      if (event.kind === 'callback.entered') this.#listeners.add(clientKey(event));
      else if (event.kind === 'request.sent' && 'protocols' in event.request) {
        this.#instances.set(event.clientId, event.request.groupInstanceId);
      }
    }
  }

  /** Whose event it is; `undefined`: nobody's that is in a group. */
  of(event: TraceEvent): LoggedConsumer | undefined {
    if (event.kind === 'consumer.created' && event.groupId !== undefined) {
      this.#consumers.delete(clientKey(event));
      return this.#consumer({ ...event, groupId: event.groupId });
    }
    if (isMemberEvent(event)) return event.groupId === '' ? undefined : this.#consumer(event);
    if (!('correlationId' in event)) return undefined;
    const key = event.kind === 'request.sent' ? this.#senderOf(event) : this.#keyOfRequest.get(event.correlationId);
    if (event.kind === 'response.delivered' || event.kind === 'request.disconnected') {
      this.#keyOfRequest.delete(event.correlationId);
    }
    return key === undefined ? undefined : this.#consumers.get(key);
  }

  /** What the consumer told of itself last. */
  viewOf(consumer: LoggedConsumer): ConsumerView | undefined {
    return this.#views.get(clientKey(consumer));
  }

  #consumer(of: { readonly process: string; readonly clientId: string; readonly groupId: string }): LoggedConsumer {
    const key = clientKey(of);
    this.#keyOfClientId.set(of.clientId, key);
    const known = this.#consumers.get(key);
    if (known !== undefined) return known;
    const consumer: LoggedConsumer = {
      process: of.process,
      clientId: of.clientId,
      groupId: of.groupId,
      hasListener: this.#listeners.has(key),
      groupInstanceId: this.#instances.get(of.clientId) ?? null,
      coordinator: undefined,
      protocolName: null,
      isCooperative: false,
      skipsAssignment: false,
      received: undefined,
      hasLoggedUpdate: false,
      resetReason: undefined,
      maxPollIntervalMs: Number.POSITIVE_INFINITY,
      lastPollMs: 0,
      lost: undefined,
      isCancelling: false,
      unreachable: new Set(),
    };
    this.#consumers.set(key, consumer);
    return consumer;
  }

  /** By its member id. Without one, by its client id: several processes may have the same, and then the one that told last of itself sends. */
  #senderOf(event: Extract<TraceEvent, { kind: 'request.sent' }>): string | undefined {
    const { request, clientId, correlationId } = event;
    const ofMember =
      'memberId' in request && request.memberId !== '' ? this.#views.keyOfMember(request.memberId) : undefined;
    const isItself = ofMember !== undefined && this.#consumers.get(ofMember)?.clientId === clientId;
    const key = isItself ? ofMember : this.#keyOfClientId.get(clientId);
    if (key !== undefined) this.#keyOfRequest.set(correlationId, key);
    return key;
  }
}
