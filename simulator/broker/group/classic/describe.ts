// Floor 3. A classic group as DescribeGroups tells of it, and as people who watch the cluster see it. Changes nothing.
import type { DescribedGroup } from '../../../protocol/requests.ts';
import type { GroupView } from '../group.ts';
import type { ClassicGroup } from './classic-group.ts';

/** Kafka: GroupMetadataManager.describeGroups. Metadata and the protocol's name are told of Stable groups only. */
export function describeGroup(group: ClassicGroup): DescribedGroup {
  const isStable = group.state === 'Stable';
  return {
    error: 'NONE',
    groupId: group.groupId,
    state: group.state,
    protocolType: group.protocolType ?? '',
    protocol: isStable ? (group.protocolName ?? '') : '',
    members: Array.from(group.members.values(), (member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      metadata: isStable ? member.metadataFor(group.protocolName) : undefined,
      assignment: member.assignment,
    })),
  };
}

export function viewOf(group: ClassicGroup, offsets: GroupView['offsets']): GroupView {
  return {
    groupId: group.groupId,
    type: group.type,
    state: group.state,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    generationId: group.generationId,
    leader: group.leaderId,
    members: Array.from(group.members.values(), (member) => ({
      ...member.identity(),
      clientHost: member.clientHost,
      sessionTimeoutMs: member.sessionTimeoutMs,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      assignedPartitions: group.context.assignedPartitions(member.assignment),
    })),
    offsets,
  };
}
