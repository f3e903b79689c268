// Floor 4. The trace as everything in this room reads it, and who an event is about. Knows no rule and no table: what events mean
// together is each reader's own subject.
import type { Traced } from '../kernel/trace.ts';
import type { Api, RequestOf, ResponseOf } from '../protocol/requests.ts';
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { ClientEvent, RecordEvent, TraceEvent } from '../protocol/trace-event.ts';

/** A run, in the order in which things happened. Times are milliseconds of virtual time. */
export type RunTrace = readonly TracedEvent[];

export type TracedEvent = Traced<TraceEvent>;

/** A client in its process. Client ids alone do not tell consumers apart: by default each process counts from 1. */
export type ClientKey = string;

export function clientKey(of: { readonly process: string; readonly clientId: string }): ClientKey {
  return `${of.process}/${of.clientId}`;
}

/** The process in a `ClientKey`. Client ids may hold slashes, names of processes may not. */
export function processOf(key: ClientKey): string {
  return key.slice(0, key.indexOf('/'));
}

/** Events that a consumer tells as a member of its group: they all carry member id and generation. */
export type MemberEvent = Extract<ClientEvent, { readonly memberId: string }>;

export function isMemberEvent(event: TraceEvent): event is MemberEvent {
  return 'process' in event && 'memberId' in event;
}

export function isRecordEvent(event: TraceEvent): event is RecordEvent {
  return event.kind === 'record.started' || event.kind === 'record.processed' || event.kind === 'record.failed';
}

/** The request of an event if it is one of `api`. */
export function requestIn<A extends Api>(
  event: { readonly api: Api; readonly request: RequestOf<Api> },
  api: A,
): RequestOf<A> | undefined {
  return event.api === api ? (event.request as RequestOf<A>) : undefined;
}

/** The response of an event if it is one of `api`. */
export function responseIn<A extends Api>(
  event: { readonly api: Api; readonly response: ResponseOf<Api> },
  api: A,
): ResponseOf<A> | undefined {
  return event.api === api ? (event.response as ResponseOf<A>) : undefined;
}

/** `orders-3`, as Kafka writes it. */
export function partitionName({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** A list for a sentence: `orders-0, orders-1`, shortened when it is long, `nothing` when there is none. */
export function partitionNames(partitions: readonly TopicPartition[], most = 6): string {
  if (partitions.length === 0) return 'nothing';
  const shown = partitions.slice(0, most).map(partitionName).join(', ');
  return partitions.length > most ? `${shown} and ${partitions.length - most} more` : shown;
}
