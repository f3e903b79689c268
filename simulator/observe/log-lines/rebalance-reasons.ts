// Floor 4. Why a rebalance begins, in the words of Kafka's coordinator (Kafka 4.0: the callers of GroupMetadataManager.prepareRebalance).
import type { JoinGroupRequest, LeaveGroupRequest } from '../../protocol/requests.ts';
import type { RebalanceCause } from '../../protocol/trace-event.ts';
import type { GroupView } from '../group-view.ts';
import { hashSetText, unknown } from './log-line.ts';

/** What is known when a rebalance begins. */
export interface RebalanceBegins {
  readonly cause: RebalanceCause;
  readonly memberId: string;
  /** The group as it was before. */
  readonly group: GroupView | undefined;
  /** The request that the coordinator has in hand, if it is one of these. */
  readonly join: JoinGroupRequest | undefined;
  readonly leave: LeaveGroupRequest | undefined;
  /** Members that were just removed for not having sent SyncGroup. */
  readonly silent: readonly string[];
}

export function rebalanceReason({ cause, memberId, group, join, leave, silent }: RebalanceBegins): string {
  const state = group?.state ?? 'Empty';
  const client = `client reason: ${join?.reason || 'not provided'}`;
  const instance = join?.groupInstanceId ?? 'null';
  switch (cause) {
    case 'member joined':
      return `Adding new member ${memberId} with group instance id ${instance}; ${client}`;
    case 'member rejoined with other metadata':
      return `Updating metadata for member ${memberId} during ${state}; ${client}`;
    case 'leader rejoined':
      return `Leader ${memberId} re-joining group during ${state}; ${client}`;
    case 'static member replaced':
      return state === 'Stable'
        ? `Group's selectedProtocol will change because static member ${memberId} with instance id ${instance} joined with change of protocol; ${client}`
        : `Updating metadata for static member ${memberId} with instance id ${instance}; ${client}`;
    case 'member left': {
      const ids = leave === undefined ? [memberId] : leave.members.map((member) => member.memberId);
      return `explicit \`LeaveGroup\` request for (${ids.join(', ')}) members.`;
    }
    case 'session expired':
      return `removing member ${memberId} on heartbeat expiration.`;
    case 'member never synced':
      return `Removing ${hashSetText(silent)} on pending sync request expiration`;
    case 'assignment not stored':
      return `Error ${unknown} when storing group assignmentduring SyncGroup (member: ${memberId}).`;
    case 'group larger than group.max.size':
      return (
        `Freshly-loaded group ${group?.groupId ?? unknown} (size ${group?.members.size ?? unknown}) is over capacity ${unknown}. ` +
        'Rebalancing in order to give a chance for consumers to commit offsets'
      );
  }
}
