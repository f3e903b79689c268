// Floor 7. Bugs to plant in the simulator, one at a time, to show that simulation testing finds what it is there to find. Each is
// a change of one place in its source, made in memory while the run is built; the repository never has it.

export interface PlantedBug {
  /** What is wrong, in words: also its name on the command line. */
  readonly name: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
}

const classic = 'simulator/broker/group/classic';
const group = 'simulator/broker/group';
const consumer = 'simulator/client/consumer';

const coordinatorBugs: readonly PlantedBug[] = [
  {
    name: 'two members share one group.instance.id',
    file: `${classic}/join-group.ts`,
    find: 'if (old === undefined) addMember(group, newMemberId, join);',
    replace: 'if (old !== null) addMember(group, newMemberId, join);',
  },
  {
    name: 'a rebalance does not raise the generation',
    file: `${classic}/classic-group.ts`,
    find: 'this.generationId++;',
    replace: '',
  },
  {
    name: 'the session of a member that left goes on',
    file: `${classic}/classic-group.ts`,
    find: 'this.staticMembers.delete(member.groupInstanceId);\n      member.session?.cancel();',
    replace: 'this.staticMembers.delete(member.groupInstanceId);',
  },
  {
    name: 'the timer that waits for SyncGroups is not cancelled',
    file: `${classic}/classic-group.ts`,
    find: 'this.syncTimer?.cancel();',
    replace: '',
  },
  {
    name: 'a heartbeat does not renew the session',
    file: `${classic}/heartbeat.ts`,
    find: '  restartSession(group, member);\n',
    replace: '',
  },
  {
    name: 'a heartbeat does not tell of a rebalance',
    file: `${classic}/heartbeat.ts`,
    find: "group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'",
    replace: "'NONE'",
  },
  {
    name: 'SyncGroups that wait are forgotten when a rebalance begins',
    file: `${classic}/rebalance.ts`,
    find: "if (group.state === 'CompletingRebalance') resetAssignments(group, 'REBALANCE_IN_PROGRESS');",
    replace: '',
  },
  {
    name: 'members that did not rejoin stay in the group',
    file: `${classic}/rebalance.ts`,
    find: '  removeAbsentDynamicMembers(group);\n  if',
    replace: '  if',
  },
  {
    name: 'a leader that did not rejoin goes on leading',
    file: `${classic}/rebalance.ts`,
    find: 'if (group.members.get(group.leaderId)?.parkedJoin !== undefined) return true;',
    replace: 'if (group.members.has(group.leaderId)) return true;',
  },
  {
    name: 'a member id that nobody joins with is waited for without end',
    file: `${classic}/sessions.ts`,
    find: '    group.forgetPendingJoin(memberId);\n',
    replace: '',
  },
  {
    name: 'LeaveGroup is answered and nobody is removed',
    file: `${classic}/leave-group.ts`,
    find: "  group.remove(memberId, 'left');\n",
    replace: '',
  },
  {
    name: 'a coordinator that takes over does not watch sessions',
    file: `${classic}/loading.ts`,
    find: '    restartSession(group, loaded);\n',
    replace: '',
  },
];

const offsetBugs: readonly PlantedBug[] = [
  {
    name: 'a commit of an old generation is accepted',
    file: `${classic}/offset-rules.ts`,
    find: "if (generationId !== group.generationId) return 'ILLEGAL_GENERATION';",
    replace: '',
  },
  {
    name: 'a member that was removed may commit',
    file: `${classic}/offset-rules.ts`,
    find: "if (error !== 'NONE') return error;",
    replace: "if (error === 'FENCED_INSTANCE_ID') return error;",
  },
  {
    name: 'a commit is accepted before the leader has assigned',
    file: `${classic}/offset-rules.ts`,
    find: "group.state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'",
    replace: "'NONE'",
  },
  {
    name: 'of the records of a group the first is taken up, not the last',
    file: `${group}/group-shard.ts`,
    find: '        stored.delete(record.groupId);\n        if (record.value !== null)',
    replace: '        if (record.value !== null && !stored.has(record.groupId))',
  },
  {
    name: 'the last record of the log is not replayed',
    file: 'simulator/broker/node/coordination.ts',
    find: 'log.records.map(decodeRecord)',
    replace: '[...log.records].slice(0, -1).map(decodeRecord)',
  },
  {
    name: 'compaction keeps the first record of a key',
    file: 'simulator/broker/log/compaction.ts',
    find: 'if (key !== null) lastOffset.set(key, offset);',
    replace: 'if (key !== null && !lastOffset.has(key)) lastOffset.set(key, offset);',
  },
  {
    name: 'a broker that leads no longer goes on coordinating',
    file: 'simulator/broker/node/coordination.ts',
    find: '    this.#coordinator.unload(offsetsPartition);\n',
    replace: '',
  },
];

const networkBugs: readonly PlantedBug[] = [
  {
    name: 'a request that was answered is told to be broken off, too',
    file: 'simulator/broker/network/connection.ts',
    find: "    this.#pending.delete(exchange);\n    this.#link.trace.happened('response.delivered'",
    replace: "    this.#link.trace.happened('response.delivered'",
  },
];

const clientBugs: readonly PlantedBug[] = [
  {
    name: 'partitions stay with a consumer after onPartitionsRevoked',
    file: `${consumer}/rebalance.ts`,
    find: "'onPartitionsRevoked', owned);\n      subscriptions.assignFromSubscribed(none);",
    replace: "'onPartitionsRevoked', owned);",
  },
  {
    name: 'lost partitions are reported as revoked',
    file: `${consumer}/rebalance.ts`,
    find: "invokeListener(this.#context, 'onPartitionsLost', owned)",
    replace: "invokeListener(this.#context, 'onPartitionsRevoked', owned)",
  },
  {
    name: 'nobody rejoins after a cooperative revocation',
    file: `${consumer}/rebalance.ts`,
    find: "        membership.requestRejoin('need to revoke partitions and re-join');\n",
    replace: '',
  },
  {
    name: 'partitions revoked cooperatively are kept',
    file: `${consumer}/rebalance.ts`,
    find: 'subscriptions.assignFromSubscribed(assigned);',
    replace: 'subscriptions.assignFromSubscribed([...new Set([...owned, ...assigned])]);',
  },
  {
    name: 'a committed offset is taken for the last record that was read',
    file: `${consumer}/positions.ts`,
    find: 'subscriptions.seek(partition, offset.offset);',
    replace: 'subscriptions.seek(partition, offset.offset + 1);',
  },
  {
    name: 'positions are committed before their records are handed out',
    file: `${consumer}/subscription-state.ts`,
    find: 'consumed.set(partition, state.position)',
    replace: 'consumed.set(partition, Math.max(state.position, state.highWatermark ?? 0))',
  },
  {
    name: 'a member that is unknown to its coordinator keeps its generation',
    file: `${consumer}/heartbeat.ts`,
    find: 'membership.resetAndRejoin(',
    replace: 'membership.requestRejoin(',
  },
  {
    name: 'a consumer that is not polled does not leave',
    file: `${consumer}/heartbeat.ts`,
    find: "yield* this.#leave('consumer poll timeout has expired.');",
    replace: 'this.#timers.polled();',
  },
  {
    name: 'LeaveGroup is not sent',
    file: `${consumer}/leave-group.ts`,
    find: "membership.state !== 'UNJOINED'",
    replace: "membership.state === 'UNJOINED'",
  },
  {
    name: 'a poll that ends early joins anew',
    file: `${consumer}/join-group.ts`,
    find: 'if (this.#joining !== undefined) return this.#joining;',
    replace: '',
  },
];

const assignorBugs: readonly PlantedBug[] = [
  {
    name: 'range leaves the remainder to nobody',
    file: 'solutions/range-assignor/answer.ts',
    find: 'this.#extrasLeft = partitions.length % subscribers.length;',
    replace: 'this.#extrasLeft = 0;',
  },
  {
    name: 'cooperative-sticky gives away what another member still owns',
    file: 'solutions/cooperative-sticky-assignor/answer.ts',
    find: '[...member.held].filter((partition) => !mustBeRevokedFirst(partition, member)),',
    replace: '[...member.held],',
  },
];

export const plantedBugs: readonly PlantedBug[] = [
  ...coordinatorBugs,
  ...offsetBugs,
  ...networkBugs,
  ...clientBugs,
  ...assignorBugs,
];
