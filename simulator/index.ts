// The simulator's public face for suites, testkit, tools and site: what `import ... from 'simulator'` gives.
export { clusterMetadata, type TopicReplicas } from './client/cluster-metadata.ts';
export type { ClusterLimits, ClusterOptions, FailOverOptions, TopicOptions } from './cluster/cluster-options.ts';
export { holdClockFor } from './cluster/hold-clock.ts';
export { provideHost } from './cluster/host.ts';
export {
  describeError,
  type ProcessContext,
  type ProcessMain,
  type ProcessState,
  type ShutdownSignal,
  type SimulatedProcess,
} from './cluster/process.ts';
export { lifeThatRuns, type ProcessLife, runningLife } from './cluster/running-life.ts';
export type { AssignorsByName } from './cluster/scenario/config-check.ts';
export type { EventInput, ScenarioInput } from './cluster/scenario/input.ts';
export { defineScenario, type ParsedScenario, type ParseOptions, parseScenario } from './cluster/scenario/parse.ts';
export { ScenarioError, type ScenarioProblem } from './cluster/scenario/problem.ts';
export type { ConsumerPlan, Scenario, ScenarioEvent } from './cluster/scenario/scenario.ts';
export {
  runScenario,
  type ScenarioContext,
  type ScenarioMain,
  type ScenarioOptions,
  type ScenarioRun,
  startScenario,
} from './cluster/scenario/scenario-run.ts';
export type { StoreRow, StoreView } from './cluster/scenario/store.ts';
export { type NewRecord, SimulatedCluster } from './cluster/simulated-cluster.ts';
export { type VirtualGlobals, virtualizeGlobals } from './cluster/virtual-globals.ts';
export { describeLastReturn, RunEndedEarly } from './cluster/waiting-report.ts';
export { watchClusters } from './cluster/watch-clusters.ts';
export { RandomStream } from './kernel/random.ts';
export type { Host } from './kernel/simulation.ts';
export { SimulationLimit } from './kernel/trace.ts';
export { type CallbackCall, callbackCalls } from './observe/callbacks.ts';
export { snapshotOf } from './observe/consumer-groups/cluster-snapshot.ts';
export { deleteGroups } from './observe/consumer-groups/delete-groups.ts';
export { type DeleteOffsetsRequest, deleteOffsets, offsetsToDelete } from './observe/consumer-groups/delete-offsets.ts';
export { describeMembers } from './observe/consumer-groups/describe-members.ts';
export { describeOffsets } from './observe/consumer-groups/describe-offsets.ts';
export { describeState } from './observe/consumer-groups/describe-state.ts';
export { type ListOptions, listGroups } from './observe/consumer-groups/list.ts';
export type { CommandOutput, OutputLine } from './observe/consumer-groups/output.ts';
export { type ResetOptions, type ResetOutput, resetOffsets } from './observe/consumer-groups/reset-offsets.ts';
export type { ResetScope, ResetTarget } from './observe/consumer-groups/reset-plan.ts';
export type {
  ClusterSnapshot,
  GroupSnapshot,
  LogSnapshot,
  MemberSnapshot,
} from './observe/consumer-groups/snapshot.ts';
export { checkInvariants, invariants } from './observe/invariants/check-invariants.ts';
export type { Invariant, InvariantOptions, Violation } from './observe/invariants/invariant.ts';
export { type LagOptions, type LagOverTime, lagOverTime, type PartitionLag } from './observe/lag.ts';
export type { LogLevel } from './observe/log-lines/log-line.ts';
export { type LoggedLine, logLinesOf } from './observe/log-lines/log-lines.ts';
export {
  clientOwnership,
  coordinatorOwnership,
  type GroupOwnership,
  type Ownership,
  type OwnershipEnd,
  type OwnershipInterval,
} from './observe/ownership.ts';
export { type OwnershipGap, ownershipGaps } from './observe/ownership-gaps.ts';
export { type OwnershipOverlap, ownershipOverlaps } from './observe/ownership-overlaps.ts';
export { type ConsumerPause, consumerPauses, type PartitionPause, partitionPauses } from './observe/pauses.ts';
export { type Rebalance, rebalances } from './observe/rebalances.ts';
export {
  type DisorderedRecord,
  type EarlyCommit,
  type PartitionOutcome,
  type RecordOutcomes,
  type RepeatedRecord,
  recordOutcomes,
} from './observe/record-outcomes.ts';
export type { RunTrace, TracedEvent } from './observe/run-trace.ts';
export { namesIn } from './observe/sentences/names.ts';
export { sentenceOf } from './observe/sentences/sentence.ts';
export type { ConfigKey as ConfigKeyInfo } from './protocol/config/config-key.ts';
export { configKeys } from './protocol/config/config-keys.ts';
export { errorCodes } from './protocol/error-code.ts';
