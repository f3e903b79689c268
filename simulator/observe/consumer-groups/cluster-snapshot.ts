// Floor 4. What kafka-consumer-groups would read of a simulated cluster at this instant, out of the cluster's public views and
// without a request: time does not pass, and the trace does not grow.
import type { GroupView } from '../../broker/group/group.ts';
import type { SimulatedCluster } from '../../cluster/simulated-cluster.ts';
import {
  type ClusterSnapshot,
  type GroupSnapshot,
  type GroupStateName,
  groupStateNames,
  groupTypeNames,
  type LogSnapshot,
} from './snapshot.ts';

/** Groups whose coordinator is down or loading are not in it. */
export function snapshotOf(cluster: SimulatedCluster): ClusterSnapshot {
  const groups = cluster.groups.map((group) => groupSnapshot(group, cluster));
  return { groups: new Map(groups.map((group) => [group.groupId, group])), logs: logsOf(cluster) };
}

function groupSnapshot(group: GroupView, cluster: SimulatedCluster): GroupSnapshot {
  const { groupId, protocolName, members, offsets } = group;
  const state = stateName(group);
  return {
    groupId,
    state,
    type: groupTypeNames.find((name) => name.toLowerCase() === group.type.toLowerCase()) ?? 'Classic',
    coordinator: coordinatorOf(groupId, cluster),
    partitionAssignor: state === 'Stable' ? (protocolName ?? '') : '',
    members: members.map(({ memberId, groupInstanceId, clientId, clientHost, assignedPartitions }) => ({
      memberId,
      groupInstanceId,
      clientId,
      host: clientHost,
      assignment: assignedPartitions,
    })),
    committed: offsets,
  };
}

function stateName({ groupId, state }: GroupView): GroupStateName {
  const name = groupStateNames.find((known) => known === state);
  if (name !== undefined) return name;
  throw new Error(`Group ${groupId} is in a state that kafka-consumer-groups does not know: ${state}.`);
}

function coordinatorOf(groupId: string, cluster: SimulatedCluster): GroupSnapshot['coordinator'] {
  const id = cluster.coordinatorOf(groupId);
  return cluster.brokers.find((broker) => broker.id === id) ?? { id: -1, host: '', port: -1 };
}

function logsOf(cluster: SimulatedCluster): LogSnapshot {
  const partitionsOf = (topic: string) => cluster.topics.find((known) => known.topic === topic)?.partitions;
  const led = (topic: string, partition: number) => {
    const found = partitionsOf(topic)?.[partition];
    return found?.leader === undefined ? undefined : found;
  };
  return {
    latest: ({ topic, partition }) => led(topic, partition)?.logEndOffset,
    earliest: ({ topic, partition }) => led(topic, partition)?.logStartOffset,
    atTime: ({ topic, partition }, timestampMs) =>
      led(topic, partition) === undefined
        ? undefined
        : cluster.records(topic, partition).find(({ timestamp }) => timestamp >= timestampMs)?.offset,
    partitionCount: (topic) => partitionsOf(topic)?.length,
  };
}
