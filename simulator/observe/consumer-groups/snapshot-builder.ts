// Floor 4. Snapshots written by hand, for the tests of this room. Knows no table.

import { partitionName } from '../run-trace.ts';
import { byPartition, partitions } from '../trace-builder.ts';
import type { CommandOutput } from './output.ts';
import type { ClusterSnapshot, GroupSnapshot, MemberSnapshot } from './snapshot.ts';

interface LogEnds {
  readonly earliest?: number;
  readonly latest: number;
  /** Timestamps of the records, by offset from `earliest` on. */
  readonly times?: readonly number[];
}

/** @param logs by partition, `{ 'orders-0': { latest: 9 } }`; topics have the partitions that are named */
export function cluster(
  groups: readonly GroupSnapshot[],
  logs: Readonly<Record<string, LogEnds>> = {},
): ClusterSnapshot {
  const counts = new Map<string, number>();
  for (const { topic, partition } of partitions(Object.keys(logs).join(' '))) {
    counts.set(topic, Math.max(counts.get(topic) ?? 0, partition + 1));
  }
  return {
    groups: new Map(groups.map((group) => [group.groupId, group])),
    logs: {
      latest: (partition) => logs[partitionName(partition)]?.latest,
      earliest: (partition) => {
        const log = logs[partitionName(partition)];
        return log === undefined ? undefined : (log.earliest ?? 0);
      },
      atTime: (partition, timestampMs) => {
        const log = logs[partitionName(partition)];
        const index = log?.times?.findIndex((time) => time >= timestampMs) ?? -1;
        return index < 0 ? undefined : (log?.earliest ?? 0) + index;
      },
      partitionCount: (topic) => counts.get(topic),
    },
  };
}

export function group(
  groupId: string,
  of: Partial<Omit<GroupSnapshot, 'committed'>> & { readonly committed?: Readonly<Record<string, number>> },
): GroupSnapshot {
  const members = of.members ?? [];
  return {
    groupId,
    state: members.length === 0 ? 'Empty' : 'Stable',
    type: 'Classic',
    coordinator: { id: 1, host: 'broker-1', port: 9092 },
    partitionAssignor: members.length === 0 ? '' : 'range',
    ...of,
    members,
    committed: new Map(
      [...byPartition(of.committed ?? {})].map(([partition, offset]) => [partition, { offset, leaderEpoch: 0 }]),
    ),
  };
}

export function member(
  memberId: string,
  clientId: string,
  host: string,
  owned: string,
  instance?: string,
): MemberSnapshot {
  return { memberId, clientId, host, groupInstanceId: instance ?? null, assignment: partitions(owned) };
}

/** What a terminal shows, both streams in one. */
export function shown({ lines }: CommandOutput): string[] {
  return lines.map(({ text }) => text);
}
