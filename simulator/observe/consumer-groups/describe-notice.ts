// Floor 4. What `--describe` says of a group before its table (Kafka: ConsumerGroupCommand.shouldPrintMemberState), and about groups
// that do not exist. The tables are in the files beside this one.
import { type OutputLine, printedError, stderr } from './output.ts';
import type { ClusterSnapshot, GroupSnapshot } from './snapshot.ts';

/** The notice for a group's state: none for Stable. */
export function stateNotice({ groupId, state }: GroupSnapshot): OutputLine[] {
  switch (state) {
    case 'Stable':
      return [];
    case 'Empty':
      return stderr('', `Consumer group '${groupId}' has no active members.`);
    case 'Dead':
      return printedError(`Consumer group '${groupId}' does not exist.`);
    case 'PreparingRebalance':
    case 'CompletingRebalance':
    case 'Assigning':
    case 'Reconciling':
      return stderr('', `Warning: Consumer group '${groupId}' is rebalancing.`);
  }
}

/**
 * The groups to describe, sorted by id, or what is printed instead when one of them is unknown: since Kafka 4.0 that fails the whole
 * command (GroupIdNotFoundException).
 */
export function groupsToDescribe(
  { groups }: ClusterSnapshot,
  groupIds: readonly string[],
): { readonly found: readonly GroupSnapshot[] } | { readonly failed: readonly OutputLine[] } {
  const found: GroupSnapshot[] = [];
  for (const groupId of [...new Set(groupIds)].sort()) {
    const group = groups.get(groupId);
    if (group === undefined) {
      const why = `org.apache.kafka.common.errors.GroupIdNotFoundException: Group ${groupId} not found.`;
      return { failed: printedError(`Executing consumer group command failed due to ${why}`) };
    }
    found.push(group);
  }
  return { found };
}
