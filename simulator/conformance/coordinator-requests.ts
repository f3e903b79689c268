// Recorded requests as our coordinator takes them, and its responses in the form in which they were recorded.
import type { GroupApi, GroupCoordinator } from '../broker/group/group-coordinator.ts';
import type { JoinGroupResponseMember, RequestOf, ResponseOf } from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import type { MemberNames } from './coordinator-member-names.ts';
import type { RecordedResponse, RequestStep } from './coordinator-trace.ts';

/** Sends the step's request; `answered` is called when its response comes, which may be later. */
export function sendRecorded(
  coordinator: GroupCoordinator,
  names: MemberNames,
  step: RequestStep,
  answered: (response: RecordedResponse) => void,
): void {
  const context = { clientId: 'client', clientHost: '/127.0.0.1', apiVersion: step.version };
  const send = <A extends GroupApi>(
    api: A,
    request: RequestOf<A>,
    inRecordedForm: (response: ResponseOf<A>) => RecordedResponse,
  ) => coordinator.handle(api, request, context, (response) => answered(inRecordedForm(response)));

  switch (step.op) {
    case 'JoinGroup':
      send('JoinGroup', ofMember(names, step.request), (response) => ({
        ...response,
        memberId: names.recorded(response.memberId),
        leader: names.recorded(response.leader),
        members: byId(response.members.map((member) => joined(names, member))),
      }));
      return;
    case 'SyncGroup': {
      const assignments = names.ownKeys(step.request.assignments);
      send('SyncGroup', { ...ofMember(names, step.request), assignments }, (response) => ({
        ...response,
        assignment: response.assignment ?? '',
      }));
      return;
    }
    case 'Heartbeat':
      send('Heartbeat', ofMember(names, step.request), (response) => ({ ...response }));
      return;
    case 'LeaveGroup': {
      const members = step.request.members.map((member) => ofMember(names, member));
      send('LeaveGroup', { ...step.request, members }, ({ error, members: left }) => ({
        error,
        members: left.map((member) => ({ ...member, memberId: names.recorded(member.memberId) })),
      }));
      return;
    }
    case 'OffsetCommit': {
      const { topics, generationIdOrMemberEpoch: generationId, ...request } = ofMember(names, step.request);
      const offsets = new Map(
        Object.entries(topics).flatMap(([topic, partitions]) =>
          Object.entries(partitions).map(([partition, { offset, metadata }]) => {
            const committed = { offset, leaderEpoch: -1, metadata: inFull(metadata) };
            return [topicPartition(topic, Number(partition)), committed] as const;
          }),
        ),
      );
      send('OffsetCommit', { ...request, generationId, offsets }, ({ errors }) => ({ topics: byTopic(errors) }));
      return;
    }
    case 'OffsetFetch': {
      const partitions = Object.entries(step.request.topics).flatMap(([topic, numbers]) =>
        numbers.map((number) => topicPartition(topic, number)),
      );
      send('OffsetFetch', { groupId: step.request.groupId, partitions, requireStable: true }, ({ error, offsets }) => ({
        error,
        topics: byTopic(offsets),
      }));
      return;
    }
    case 'DescribeGroups':
      send('DescribeGroups', { groups: [step.request.groupId] }, ({ groups: [group] }) => ({
        error: group?.error,
        state: group?.state,
        protocolType: group?.protocolType,
        protocol: group?.protocol,
        members: byId(
          (group?.members ?? []).map(({ clientHost: _, ...member }) => ({
            ...member,
            memberId: names.recorded(member.memberId),
          })),
        ),
      }));
      return;
    case 'DeleteGroups':
      send('DeleteGroups', { groups: [step.request.groupId] }, ({ errors }) => ({
        error: errors.get(step.request.groupId),
      }));
      return;
  }
}

function ofMember<Request extends { readonly memberId: string }>(names: MemberNames, request: Request): Request {
  return { ...request, memberId: names.own(request.memberId) };
}

function joined(names: MemberNames, member: JoinGroupResponseMember): JoinGroupResponseMember {
  return { ...member, memberId: names.recorded(member.memberId) };
}

/** The traces list members by their ids, ascending. */
function byId<Member extends { readonly memberId: string }>(members: readonly Member[]): readonly Member[] {
  return [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
}

function byTopic<Value>(values: ReadonlyMap<TopicPartition, Value>): Readonly<Record<string, Record<string, Value>>> {
  const topics: Record<string, Record<string, Value>> = {};
  for (const [{ topic, partition }, value] of values) {
    const ofTopic = topics[topic] ?? {};
    ofTopic[String(partition)] = value;
    topics[topic] = ofTopic;
  }
  return topics;
}

/** Long metadata was not written out: `<4097 bytes>` stands for it. */
function inFull(metadata: string): string {
  const length = /^<(\d+) bytes>$/.exec(metadata)?.[1];
  return length === undefined ? metadata : 'x'.repeat(Number(length));
}
