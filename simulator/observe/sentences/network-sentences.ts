// Floor 4. Sentences for what goes over the wire: what a request asks for, what an answer means to who gets it. The meaning of the
// errors is that of kafka clients (Kafka: AbstractCoordinator and ConsumerCoordinator, response handlers).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { Api, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { NetworkEvent } from '../../protocol/trace-event.ts';
import { partitionName, partitionNames, requestIn } from '../run-trace.ts';
import type { Names } from './names.ts';
import { count, listed, offsetNames } from './phrases.ts';

export function networkSentence(event: NetworkEvent, names: Names): string {
  const sender = names.sender(event);
  switch (event.kind) {
    case 'request.sent':
      return `${sender} ${asks(event, names)} (to broker ${event.brokerId}).`;
    case 'request.delivered':
      return `${event.api} of ${sender} reached broker ${event.brokerId}.`;
    case 'request.dropped':
      return `${event.api} of ${sender} to broker ${event.brokerId} was lost: ${event.why}. It learns of that only when its time for an answer is up.`;
    case 'request.disconnected':
      return `The connection of ${sender} to broker ${event.brokerId} broke: its ${event.api} is not answered, and it has to connect again.`;
    case 'response.sent':
      return `Broker ${event.brokerId} answers ${event.api} of ${sender}: ${outcome(errorsIn(event.response))}.`;
    case 'response.dropped':
      return `The answer to ${event.api} of ${sender} was lost on the way from broker ${event.brokerId}: ${event.why}. The broker has done what it was asked, and the sender does not know.`;
    case 'response.delivered': {
      const response = names.response(event.correlationId);
      return `${sender} ${response === undefined ? `got the answer to its ${event.api}` : heard(event.api, response)}.`;
    }
  }
}

function asks(event: { readonly api: Api; readonly request: RequestOf<Api> }, names: Names): string {
  const join = requestIn(event, 'JoinGroup');
  if (join !== undefined) {
    if (join.memberId === '') {
      return join.groupInstanceId === null
        ? `asks to join ${join.groupId}, without a member id yet`
        : `asks to join ${join.groupId} as static member ${join.groupInstanceId}`;
    }
    const owned = ownedIn(join.protocols[0]?.metadata);
    return `asks to join ${join.groupId}${owned.length === 0 ? ', and owns nothing meanwhile' : `, and keeps ${partitionNames(owned)} meanwhile`}`;
  }
  const sync = requestIn(event, 'SyncGroup');
  if (sync !== undefined) {
    return sync.assignments.size === 0
      ? `asks for its assignment in generation ${sync.generationId} of ${sync.groupId}`
      : `hands in the assignment of generation ${sync.generationId} of ${sync.groupId} for ${count(sync.assignments.size, 'member')}`;
  }
  const beat = requestIn(event, 'Heartbeat');
  if (beat !== undefined)
    return `sends a heartbeat in generation ${beat.generationId} of ${beat.groupId}: it is alive, and asks whether all is as before`;
  const leave = requestIn(event, 'LeaveGroup');
  if (leave !== undefined) {
    return `says that ${listed(leave.members.map(({ memberId, groupInstanceId }) => groupInstanceId ?? names.member(memberId)))} leaves ${leave.groupId}`;
  }
  const commit = requestIn(event, 'OffsetCommit');
  if (commit !== undefined) {
    const offsets = new Map([...commit.offsets].map(([partition, { offset }]) => [partition, offset]));
    return `commits ${offsetNames(offsets)} in generation ${commit.generationId} of ${commit.groupId}`;
  }
  const committed = requestIn(event, 'OffsetFetch');
  if (committed !== undefined) {
    return `asks what ${committed.groupId} has committed for ${
      committed.partitions === null ? 'all partitions' : partitionNames(committed.partitions)
    }`;
  }
  const fetch = requestIn(event, 'Fetch');
  if (fetch !== undefined) return `asks for records: ${offsetNames(fetch.partitions)}`;
  const produce = requestIn(event, 'Produce');
  if (produce !== undefined) {
    return `produces ${[...produce.records].map(([partition, records]) => `${count(records.length, 'record')} to ${partitionName(partition)}`).join(', ')}`;
  }
  const find = requestIn(event, 'FindCoordinator');
  if (find !== undefined) return `asks who coordinates ${find.groupId}`;
  return `sends ${event.api}`;
}

/** What a member that joins says it owns. Who is eager has given up everything before. */
function ownedIn(metadata: unknown): readonly TopicPartition[] {
  if (typeof metadata !== 'object' || metadata === null || !('ownedPartitions' in metadata)) return [];
  return Array.isArray(metadata.ownedPartitions) ? metadata.ownedPartitions : [];
}

/** Every error in an answer that is not NONE, each once. */
function errorsIn(response: ResponseOf<Api>): ReadonlySet<ErrorCode> {
  const errors = new Set<ErrorCode>();
  const note = (error: ErrorCode) => {
    if (error !== 'NONE') errors.add(error);
  };
  if ('error' in response) note(response.error);
  if ('errors' in response) for (const error of response.errors.values()) note(error);
  if ('partitions' in response) for (const { error } of response.partitions.values()) note(error);
  return errors;
}

function outcome(errors: ReadonlySet<ErrorCode>): string {
  return errors.size === 0 ? 'success' : [...errors].join(', ');
}

function heard(api: Api, response: ResponseOf<Api>): string {
  const errors = errorsIn(response);
  const [error] = errors;
  if (error === undefined) return succeeded(api, response);
  const noun = nouns[api] ?? api;
  return `${consequence(api, error)}: its ${noun} was answered ${outcome(errors)}`;
}

const nouns: Partial<Record<Api, string>> = {
  Heartbeat: 'heartbeat',
  OffsetCommit: 'commit',
};

function succeeded(api: Api, response: ResponseOf<Api>): string {
  if (api === 'JoinGroup' && 'leader' in response) {
    return response.leader === response.memberId
      ? `is in generation ${response.generationId} and leads it: it assigns for ${count(response.members.length, 'member')}`
      : `is in generation ${response.generationId}`;
  }
  if (api === 'FindCoordinator' && 'coordinator' in response) {
    return `learned that broker ${response.coordinator?.id ?? 'nobody'} coordinates its group`;
  }
  if (api === 'SyncGroup') return 'got its assignment';
  if (api === 'Heartbeat') return 'is still a member: its heartbeat was accepted';
  if (api === 'OffsetCommit') return 'learned that its commit was accepted';
  if (api === 'LeaveGroup') return 'has left the group';
  return `got the answer to its ${api}`;
}

function consequence(api: Api, error: ErrorCode): string {
  switch (error) {
    case 'REBALANCE_IN_PROGRESS':
      return api === 'OffsetCommit' ? 'may not commit while the group assigns' : 'was asked to rejoin';
    case 'MEMBER_ID_REQUIRED':
      return 'was given a member id and has to join with it';
    case 'UNKNOWN_MEMBER_ID':
      return 'is no longer a member';
    case 'ILLEGAL_GENERATION':
      return 'is in an old generation';
    case 'FENCED_INSTANCE_ID':
      return 'was fenced by another consumer with its group.instance.id';
    case 'NOT_COORDINATOR':
    case 'COORDINATOR_NOT_AVAILABLE':
      return 'has to find the coordinator again';
    case 'COORDINATOR_LOAD_IN_PROGRESS':
      return 'has to wait for the coordinator to load';
    case 'GROUP_MAX_SIZE_REACHED':
      return 'found the group full';
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'LEADER_NOT_AVAILABLE':
      return 'has to find the partition’s leader again';
    case 'OFFSET_OUT_OF_RANGE':
      return 'asked for an offset that the log does not have';
    default:
      return 'got an error';
  }
}
