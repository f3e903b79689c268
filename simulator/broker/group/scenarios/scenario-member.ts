// Floor 3. One member of a group in a test, and what it makes of the answers: its id and its generation, as a client would.
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { JoinGroupRequest, JoinGroupResponse, RequestOf, SyncGroupResponse } from '../../../protocol/requests.ts';
import { topicPartition } from '../../../protocol/topic-partition.ts';
import { type Answer, type GroupScenario, groupId } from './group-scenario.ts';

/** A JoinGroup's answer with names instead of ids; `parked`: it has not come. */
export type JoinInShort =
  | 'parked'
  | { readonly atMs: number; readonly error: ErrorCode }
  | {
      readonly atMs: number;
      readonly generation: number;
      readonly protocol: string | null;
      readonly leader: string | undefined;
      readonly members: readonly (string | undefined)[];
    };

export class ScenarioMember {
  readonly name: string;
  readonly groupInstanceId: string | null;
  readonly rebalanceTimeoutMs: number;
  memberId = '';
  generationId = -1;
  /** Names of assignors, in order of preference. */
  protocols: readonly string[] = ['range'];
  /** The topics it subscribes to, which is all its metadata. */
  topics = 't';
  readonly #scenario: GroupScenario;
  #join: Answer<JoinGroupResponse> | undefined;
  #sync: Answer<SyncGroupResponse> | undefined;

  constructor(scenario: GroupScenario, name: string, groupInstanceId: string | null, rebalanceTimeoutMs: number) {
    this.#scenario = scenario;
    this.name = name;
    this.groupInstanceId = groupInstanceId;
    this.rebalanceTimeoutMs = rebalanceTimeoutMs;
  }

  /** Joins as a client does: a dynamic member that is given an id joins again with it at once. */
  join(change: Partial<JoinGroupRequest> = {}): void {
    this.sendJoin(change);
    if (this.#join?.response?.error !== 'MEMBER_ID_REQUIRED') return;
    this.memberId = this.#join.response.memberId;
    this.sendJoin(change);
  }

  /** One JoinGroup and no more. */
  sendJoin(change: Partial<JoinGroupRequest> = {}, apiVersion?: number): ErrorCode | 'parked' {
    const request: JoinGroupRequest = {
      groupId,
      memberId: this.memberId,
      groupInstanceId: this.groupInstanceId,
      protocolType: 'consumer',
      protocols: this.protocols.map((name) => ({ name, metadata: this.topics })),
      sessionTimeoutMs: this.#scenario.sessionTimeoutMs,
      rebalanceTimeoutMs: this.rebalanceTimeoutMs,
      ...change,
    };
    this.#join = this.#scenario.send('JoinGroup', request, this.name, apiVersion);
    return this.#join.response?.error ?? 'parked';
  }

  /** What its last JoinGroup was answered. The id and generation in it are taken over. */
  joined(): JoinInShort {
    const answer = this.#join;
    if (answer?.response === undefined || answer.atMs === undefined) return 'parked';
    const { error, generationId, protocolName, leader, members } = answer.response;
    if (error !== 'NONE') return { atMs: answer.atMs, error };
    this.takeOver(answer.response);
    return {
      atMs: answer.atMs,
      generation: generationId,
      protocol: protocolName,
      leader: this.#scenario.nameOf(leader),
      members: members.map(({ memberId }) => this.#scenario.nameOf(memberId)),
    };
  }

  /** The last JoinGroup's answer as it came. */
  get joinResponse(): JoinGroupResponse | undefined {
    return this.#join?.response;
  }

  /** Hands in an assignment by which the first member owns t-0, the next t-1, and so on. */
  syncAsLeader(members: readonly ScenarioMember[], change: Partial<RequestOf<'SyncGroup'>> = {}): ErrorCode | 'parked' {
    const assignments = new Map(
      members.map((member, at) => {
        if (member.joinResponse !== undefined) member.takeOver(member.joinResponse);
        return [member.memberId, at];
      }),
    );
    return this.sync({ assignments, ...change });
  }

  sync(change: Partial<RequestOf<'SyncGroup'>> = {}): ErrorCode | 'parked' {
    if (this.joinResponse !== undefined) this.takeOver(this.joinResponse);
    const request = { ...this.#identity(), protocolType: 'consumer', protocolName: null, assignments: new Map() };
    this.#sync = this.#scenario.send('SyncGroup', { ...request, ...change }, this.name);
    return this.synced();
  }

  synced(): ErrorCode | 'parked' {
    return this.#sync?.response?.error ?? 'parked';
  }

  /** The partition of t that its last SyncGroup gave it; `undefined`: none. */
  get assigned(): unknown {
    return this.#sync?.response?.assignment;
  }

  heartbeat(change: Partial<RequestOf<'Heartbeat'>> = {}): ErrorCode | 'parked' {
    if (this.joinResponse !== undefined) this.takeOver(this.joinResponse);
    const answer = this.#scenario.send('Heartbeat', { ...this.#identity(), ...change }, this.name);
    return answer.response?.error ?? 'parked';
  }

  leave(): ErrorCode | undefined {
    return leave(this.#scenario, this.memberId, this.groupInstanceId);
  }

  /** Commits an offset of t-0. */
  commit(offset: number, change: Partial<RequestOf<'OffsetCommit'>> = {}): ErrorCode | 'parked' {
    if (this.joinResponse !== undefined) this.takeOver(this.joinResponse);
    const partition = topicPartition('t', 0);
    const offsets = new Map([[partition, { offset, leaderEpoch: -1, metadata: '' }]]);
    const answer = this.#scenario.send('OffsetCommit', { ...this.#identity(), offsets, ...change }, this.name);
    return answer.response?.errors.get(partition) ?? 'parked';
  }

  takeOver({ error, memberId, generationId }: JoinGroupResponse): void {
    if (error !== 'NONE') return;
    this.memberId = memberId;
    this.generationId = generationId;
  }

  #identity() {
    const { memberId, generationId, groupInstanceId } = this;
    return { groupId, memberId, generationId, groupInstanceId };
  }
}

/** The error of a LeaveGroup for one member. */
export function leave(
  scenario: GroupScenario,
  memberId: string,
  groupInstanceId: string | null,
): ErrorCode | undefined {
  const answer = scenario.send('LeaveGroup', { groupId, members: [{ memberId, groupInstanceId }] }, 'leaving');
  return answer.response?.members[0]?.error;
}
