// Floor 4. `kafka-consumer-groups --describe --members [--verbose]` of Kafka 4.0 (ConsumerGroupCommand.printMembers): every member,
// idle ones too. Without members the header stands alone.
import { sortedPartitions } from '../../client/consumer/partition-order.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { groupsToDescribe, stateNotice } from './describe-notice.ts';
import { type Column, type CommandOutput, done, type OutputLine, stdout, table, widthOf } from './output.ts';
import type { ClusterSnapshot, GroupSnapshot } from './snapshot.ts';

const missing = '-';

/** One table for each group, in the order of group ids; members in the order in which the coordinator gives them. */
export function describeMembers(
  cluster: ClusterSnapshot,
  groupIds: readonly string[],
  { verbose = false }: { readonly verbose?: boolean } = {},
): CommandOutput {
  const groups = groupsToDescribe(cluster, groupIds);
  if ('failed' in groups) return done(groups.failed);
  return done(groups.found.flatMap((group) => membersOf(group, verbose)));
}

function membersOf(group: GroupSnapshot, verbose: boolean): OutputLine[] {
  const { groupId, members } = group;
  const isStatic = members.some(({ groupInstanceId }) => groupInstanceId !== null);
  const columns: Column[] = [
    { name: 'GROUP', width: widthOf(15, members.length === 0 ? [] : [groupId]) },
    {
      name: 'CONSUMER-ID',
      width: widthOf(
        15,
        members.map(({ memberId }) => memberId),
      ),
    },
    ...(isStatic
      ? [
          {
            name: 'GROUP-INSTANCE-ID',
            width: widthOf(
              17,
              members.map(({ groupInstanceId }) => groupInstanceId ?? ''),
            ),
          },
        ]
      : []),
    {
      name: 'HOST',
      width: widthOf(
        15,
        members.map(({ host }) => host),
      ),
    },
    {
      name: 'CLIENT-ID',
      width: widthOf(
        15,
        members.map(({ clientId }) => clientId),
      ),
    },
    { name: '#PARTITIONS', width: 15 },
    ...(verbose
      ? [
          { name: 'CURRENT-EPOCH', width: 15 },
          {
            name: 'CURRENT-ASSIGNMENT',
            width: widthOf(
              20,
              members.map(({ assignment }) => assignmentText(assignment)),
            ),
          },
          { name: 'TARGET-EPOCH', width: 15 },
          { name: 'TARGET-ASSIGNMENT', width: 20 },
        ]
      : []),
  ];
  const rows = members.map(({ memberId, groupInstanceId, host, clientId, assignment }) => [
    groupId,
    memberId,
    ...(isStatic ? [groupInstanceId ?? ''] : []),
    host,
    clientId,
    String(assignment.length),
    // A classic group has neither epochs nor a target.
    ...(verbose ? [missing, assignmentText(assignment), missing, missing] : []),
  ]);
  // Without --verbose, #PARTITIONS is followed by the space that would separate it from another column.
  const lines = table(columns, rows).map((line) => (verbose ? line : `${line} `));
  return [...stateNotice(group), ...stdout('', ...lines)];
}

/** `orders:0,1;payments:2` */
function assignmentText(assignment: readonly TopicPartition[]): string {
  if (assignment.length === 0) return missing;
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition } of sortedPartitions(assignment)) {
    const numbers = byTopic.get(topic);
    if (numbers === undefined) byTopic.set(topic, [partition]);
    else numbers.push(partition);
  }
  return [...byTopic].map(([topic, numbers]) => `${topic}:${numbers.join(',')}`).join(';');
}
