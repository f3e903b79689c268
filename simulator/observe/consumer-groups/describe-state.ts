// Floor 4. `kafka-consumer-groups --describe --state [--verbose]` of Kafka 4.0 (ConsumerGroupCommand.printStates): one line for each
// group.
import { groupsToDescribe, stateNotice } from './describe-notice.ts';
import { type Column, type CommandOutput, done, type OutputLine, stdout, table, widthOf } from './output.ts';
import type { ClusterSnapshot, GroupSnapshot } from './snapshot.ts';

const missing = '-';

/** One table for each group, in the order of group ids. */
export function describeState(
  cluster: ClusterSnapshot,
  groupIds: readonly string[],
  { verbose = false }: { readonly verbose?: boolean } = {},
): CommandOutput {
  const groups = groupsToDescribe(cluster, groupIds);
  if ('failed' in groups) return done(groups.failed);
  return done(groups.found.flatMap((group) => stateOf(group, verbose)));
}

function stateOf(group: GroupSnapshot, verbose: boolean): OutputLine[] {
  const notice = stateNotice(group);
  if (group.state === 'Dead') return notice;
  const { id, host, port } = group.coordinator;
  const coordinator = `${host}:${port}  (${id})`;
  const columns: Column[] = [
    { name: 'GROUP', width: widthOf(15, [group.groupId]) },
    { name: 'COORDINATOR (ID)', width: widthOf(25, [coordinator]) },
    { name: 'ASSIGNMENT-STRATEGY', width: 20 },
    { name: 'STATE', width: 20 },
    ...(verbose
      ? [
          { name: 'GROUP-EPOCH', width: 15 },
          { name: 'TARGET-ASSIGNMENT-EPOCH', width: 25 },
        ]
      : []),
    { name: '#MEMBERS', width: undefined },
  ];
  const row = [
    group.groupId,
    coordinator,
    group.partitionAssignor === '' ? missing : group.partitionAssignor,
    group.state,
    // A classic group has no epochs.
    ...(verbose ? [missing, missing] : []),
    String(group.members.length),
  ];
  return [...notice, ...stdout('', ...table(columns, [row]))];
}
