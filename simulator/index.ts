// The simulator's public face for suites, testkit, tools and site: what `import ... from 'simulator'` gives.
export { clusterMetadata, type TopicReplicas } from './client/cluster-metadata.ts';
export type { ClusterLimits, ClusterOptions, FailOverOptions, TopicOptions } from './cluster/cluster-options.ts';
export { holdClockFor } from './cluster/hold-clock.ts';
export { provideHost } from './cluster/host.ts';
export type { ProcessContext, ProcessMain, ProcessState, ShutdownSignal, SimulatedProcess } from './cluster/process.ts';
export { type ProcessLife, runningLife } from './cluster/running-life.ts';
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
export { RunEndedEarly } from './cluster/waiting-report.ts';
export { RandomStream } from './kernel/random.ts';
export type { Host } from './kernel/simulation.ts';
export { SimulationLimit } from './kernel/trace.ts';
export { checkInvariants } from './observe/invariants/check-invariants.ts';
export type { InvariantOptions, Violation } from './observe/invariants/invariant.ts';
export type { RunTrace } from './observe/run-trace.ts';
export type { ConfigKey as ConfigKeyInfo } from './protocol/config/config-key.ts';
export { configKeys } from './protocol/config/config-keys.ts';
