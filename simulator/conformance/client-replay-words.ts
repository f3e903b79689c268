// Puts what happened to a consumer into words, the same for what was recorded and for what ours did, so that the two can be compared.
import type { ConsumerProtocolAssignment, ConsumerProtocolSubscription } from '../protocol/consumer-protocol.ts';
import type { Api, RequestOf } from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import type { Happening, RecordedEvent, RecordedThrow } from './client-trace.ts';

export function partitionOf(name: string): TopicPartition {
  const at = name.lastIndexOf('-');
  return topicPartition(name.slice(0, at), Number(name.slice(at + 1)));
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

export function namesOf(partitions: Iterable<TopicPartition>): readonly string[] {
  return [...partitions].map(nameOf);
}

function listed(names: Iterable<string>): string {
  return `[${[...names].sort().join(' ')}]`;
}

/** Class and class of the cause: what is to be the same. */
function thrown({ class: name, cause }: RecordedThrow): string {
  const causeName = typeof cause === 'object' ? cause.class : cause;
  return causeName === undefined ? name : `${name} caused by ${causeName}`;
}

export function recordedThrow(error: unknown): RecordedThrow {
  if (!(error instanceof Error)) return { class: typeof error, message: String(error) };
  const { name, message, cause } = error;
  return cause instanceof Error ? { class: name, message, cause: { class: cause.name } } : { class: name, message };
}

/** In the order in which they happened, with what a listener did inside after the call. `undefined`: not compared. */
export function happenings(events: readonly RecordedEvent[], consumer: string): readonly Happening[] {
  return events.flatMap((event) => {
    const inside = happenings(event.insideEvents ?? [], consumer);
    const what = event.consumer === consumer ? inWords(event) : undefined;
    return what === undefined ? inside : [{ atMs: event.atMs, what }, ...inside];
  });
}

function inWords(event: RecordedEvent): string | undefined {
  if (event.request !== undefined) return requestInWords(event);
  if (event.callback === 'commitAsync.onComplete') {
    const result = event.exception === undefined ? 'success' : thrown(event.exception);
    return `commitAsync ${offsetsInWords(event.offsets)}: ${result}`;
  }
  if (event.callback !== undefined) {
    const end = event.throws === undefined ? '' : `, throws ${thrown(event.throws)}`;
    return `${event.callback} ${listed(event.partitions ?? [])} owning ${listed(event.assignment ?? [])}${end}`;
  }
  if (event.commitSync !== undefined) {
    return `commitSync ${event.throws === undefined ? event.commitSync : thrown(event.throws)}`;
  }
  if (event.throws !== undefined) return `threw ${thrown(event.throws)}`;
  if (event.position !== undefined) return `position ${event.offset ?? event.position}`;
  if (event.committed !== undefined) return `committed ${event.committed}`;
  if (event.paused !== undefined) return `paused ${listed(event.paused)}`;
  return undefined;
}

function requestInWords(event: RecordedEvent): string | undefined {
  const { memberId, generationId, groupInstanceId } = event;
  const who = `${memberId === '' ? 'nobody' : memberId}${groupInstanceId === undefined ? '' : ` (${groupInstanceId})`}`;
  switch (event.request) {
    case 'JoinGroup': {
      const protocols = (event.protocols ?? []).map(
        ({ name, topics, ownedPartitions, generationId: of }) =>
          `${name} ${listed(topics)} owning ${listed(ownedPartitions)} of ${of}`,
      );
      return `JoinGroup as ${who}: ${protocols.join('; ')}`;
    }
    case 'SyncGroup': {
      const assignments = Object.entries(event.assignments ?? {}).map(([id, names]) => `${id} ${listed(names)}`);
      return `SyncGroup as ${who} in ${generationId} (${event.protocolName}): ${assignments.sort().join(', ')}`;
    }
    case 'LeaveGroup':
      return `LeaveGroup ${(event.members ?? []).map(({ memberId: id }) => id).join(' ')}`;
    case 'OffsetCommit':
      return `OffsetCommit as ${who} in ${generationId}: ${offsetsInWords(event.offsets)}`;
    default:
      return undefined;
  }
}

function offsetsInWords(offsets: RecordedEvent['offsets']): string {
  return listed(Object.entries(offsets ?? {}).map(([name, offset]) => `${name}=${offset}`));
}

/** A request of ours in the form of the recording. */
export function recordedRequest<A extends Api>(
  api: A,
  request: RequestOf<A>,
  own: Pick<RecordedEvent, 'atMs' | 'consumer'>,
): RecordedEvent {
  const event = { ...own, request: api };
  const fields: Record<string, unknown> = { ...request };
  const { groupInstanceId, ...named } = fields;
  const who = typeof groupInstanceId === 'string' ? { ...named, groupInstanceId } : named;
  if (isApi('JoinGroup', api, request)) {
    return {
      ...event,
      ...who,
      protocols: request.protocols.map(({ name, metadata }) => {
        const { topics, ownedPartitions, generationId } = metadata as ConsumerProtocolSubscription;
        return { name, topics, ownedPartitions: namesOf(ownedPartitions), generationId };
      }),
    };
  }
  if (isApi('SyncGroup', api, request)) {
    const assignments = [...request.assignments].map(
      ([id, assignment]) => [id, namesOf((assignment as ConsumerProtocolAssignment).assignedPartitions)] as const,
    );
    return { ...event, ...who, assignments: Object.fromEntries(assignments) } as RecordedEvent;
  }
  if (isApi('OffsetCommit', api, request)) return { ...event, ...who, offsets: offsetsByName(request.offsets) };
  if (isApi('LeaveGroup', api, request)) return { ...event, members: request.members };
  return event;
}

export function offsetsByName(
  offsets: ReadonlyMap<TopicPartition, { readonly offset: number }>,
): Readonly<Record<string, number>> {
  return Object.fromEntries([...offsets].map(([partition, { offset }]) => [nameOf(partition), offset]));
}

function isApi<B extends Api>(wanted: B, api: Api, _request: RequestOf<Api>): _request is RequestOf<B> {
  return api === wanted;
}
