// Floor 4. `kafka-consumer-groups --describe [--offsets] [--verbose]` of Kafka 4.0 (ConsumerGroupCommand.collectGroupsOffsets and
// printOffsets): who reads what, how far, and how far behind.
import { sortedPartitions } from '../../client/consumer/partition-order.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { groupsToDescribe, stateNotice } from './describe-notice.ts';
import { type Column, type CommandOutput, done, type OutputLine, stdout, table, widthOf } from './output.ts';
import type { ClusterSnapshot, GroupSnapshot, LogSnapshot } from './snapshot.ts';

const missing = '-';

/**
 * One table for each group, in the order of group ids. Rows: first members that own something, most partitions first; then partitions
 * that have a commit and no owner. Within a member by topic, then partition (Kafka 4.2; before, in the order of a hash map).
 */
export function describeOffsets(
  cluster: ClusterSnapshot,
  groupIds: readonly string[],
  { verbose = false }: { readonly verbose?: boolean } = {},
): CommandOutput {
  const groups = groupsToDescribe(cluster, groupIds);
  if ('failed' in groups) return done(groups.failed);
  return done(groups.found.flatMap((group) => offsetsOf(group, cluster.logs, verbose)));
}

function offsetsOf(group: GroupSnapshot, logs: LogSnapshot, verbose: boolean): OutputLine[] {
  const rows = rowsOf(group, logs, verbose);
  const notice = stateNotice(group);
  if (rows.length === 0 || group.state === 'Dead') return notice;
  const column = (index: number) => rows.map((row) => row[index] ?? '');
  const shift = verbose ? 1 : 0;
  const columns: Column[] = [
    { name: 'GROUP', width: widthOf(15, column(0)) },
    { name: 'TOPIC', width: widthOf(15, column(1)) },
    { name: 'PARTITION', width: 10 },
    ...(verbose ? [{ name: 'LEADER-EPOCH', width: 15 }] : []),
    { name: 'CURRENT-OFFSET', width: 15 },
    { name: 'LOG-END-OFFSET', width: 15 },
    { name: 'LAG', width: 15 },
    { name: 'CONSUMER-ID', width: widthOf(15, column(6 + shift)) },
    { name: 'HOST', width: widthOf(15, column(7 + shift)) },
    { name: 'CLIENT-ID', width: undefined },
  ];
  return [...notice, ...stdout('', ...table(columns, rows))];
}

function rowsOf(group: GroupSnapshot, logs: LogSnapshot, verbose: boolean): string[][] {
  const row = (partition: TopicPartition, consumerId: string, host: string, clientId: string): string[] => {
    const committed = group.committed.get(partition);
    const end = logs.latest(partition);
    const epoch = committed === undefined || committed.leaderEpoch < 0 ? missing : String(committed.leaderEpoch);
    return [
      group.groupId,
      partition.topic,
      String(partition.partition),
      ...(verbose ? [epoch] : []),
      committed === undefined ? missing : String(committed.offset),
      end === undefined ? missing : String(end),
      // -1 as a committed offset means that there is none (Kafka: ConsumerGroupCommand.getLag).
      committed === undefined || committed.offset === -1 || end === undefined
        ? missing
        : String(end - committed.offset),
      consumerId,
      host,
      clientId,
    ];
  };
  const owned = new Set<TopicPartition>();
  const withConsumer = group.members
    .filter(({ assignment }) => assignment.length > 0)
    .sort((a, b) => b.assignment.length - a.assignment.length)
    .flatMap(({ assignment, memberId, host, clientId }) =>
      sortedPartitions(assignment).map((partition) => {
        owned.add(partition);
        return row(partition, memberId, host, clientId);
      }),
    );
  const without = sortedPartitions(group.committed.keys())
    .filter((partition) => !owned.has(partition))
    .map((partition) => row(partition, missing, missing, missing));
  return [...withConsumer, ...without];
}
