// Floor 3. A member of a classic group, as the coordinator keeps it (Kafka: ClassicGroupMember). Knows nothing of the other members.
import type { Timer } from '../../../kernel/clock.ts';
import type { JoinGroupProtocol, JoinGroupResponse, SyncGroupResponse } from '../../../protocol/requests.ts';
import type { GroupMember } from '../../../protocol/trace-event.ts';
import type { StoredMember } from '../coordinator-record.ts';

export type Respond<Response> = (response: Response) => void;

export interface MemberDescription extends GroupMember {
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupProtocol[];
  readonly assignment: unknown;
}

export class ClassicMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly protocolType: string;
  rebalanceTimeoutMs: number;
  sessionTimeoutMs: number;
  /** In order of preference. */
  protocols: readonly JoinGroupProtocol[];
  /** What the leader gave it. `undefined`: nothing yet, or zero bytes. */
  assignment: unknown;
  /** It joins for the first time and does not know yet that it is in: it cannot send heartbeats. */
  isNew = false;
  /** When it ends, so does the membership. */
  session: Timer | undefined;
  /** Its JoinGroup, to be answered when the join phase is over. Set through the group, which counts these. */
  parkedJoin: Respond<JoinGroupResponse> | undefined;
  /** Its SyncGroup, to be answered when the leader's assignment is stored. */
  parkedSync: Respond<SyncGroupResponse> | undefined;

  constructor(description: MemberDescription) {
    this.memberId = description.memberId;
    this.groupInstanceId = description.groupInstanceId;
    this.clientId = description.clientId;
    this.clientHost = description.clientHost;
    this.protocolType = description.protocolType;
    this.rebalanceTimeoutMs = description.rebalanceTimeoutMs;
    this.sessionTimeoutMs = description.sessionTimeoutMs;
    this.protocols = description.protocols;
    this.assignment = description.assignment;
  }

  /** A member with another id in the place of this one, with all that this one had but its session. */
  replacement(memberId: string): ClassicMember {
    const { clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocolType, protocols, assignment } = this;
    const same = { clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocolType, protocols, assignment };
    return new ClassicMember({ ...this.identity(), ...same, memberId });
  }

  get protocolNames(): readonly string[] {
    return this.protocols.map(({ name }) => name);
  }

  metadataFor(protocolName: string | null): unknown {
    return this.protocols.find(({ name }) => name === protocolName)?.metadata;
  }

  /** Who it is, as the trace names members. */
  identity(): GroupMember {
    return { memberId: this.memberId, groupInstanceId: this.groupInstanceId, clientId: this.clientId };
  }

  stored(protocolName: string | null, assignment: unknown): StoredMember {
    return {
      ...this.identity(),
      clientHost: this.clientHost,
      rebalanceTimeoutMs: this.rebalanceTimeoutMs,
      sessionTimeoutMs: this.sessionTimeoutMs,
      subscription: this.metadataFor(protocolName),
      assignment,
    };
  }
}
