// Floor 6. What suites, tools and scenes share: what `import ... from 'testkit'` gives.
export { shown } from './arguments.ts';
export {
  type Check,
  type Comparison,
  type Division,
  type DivisionCheck,
  firstDifference,
  membersOfTheGroup,
  partitionsInPlace,
  subscribersOnly,
  wholeDivision,
} from './assignment-differences.ts';
export {
  assignorsByName,
  CooperativeStickyAssignor,
  RangeAssignor,
  RoundRobinAssignor,
  StickyAssignor,
} from './assignors.ts';
export { type Assign, type CalledAssign, callAssign } from './call-assign.ts';
export { expectSubscriptionsUnchanged } from './changed-inputs.ts';
export {
  type ClusterMoment,
  type ClusterNote,
  clusterOfTest,
  failureIsAbout,
  noteClusters,
  notesOfTest,
  placeNow,
  restartNotes,
  type TestNotes,
} from './cluster-notes.ts';

export type { AssignmentEvidence, Evidence, MemberCase, OwnedByMember, PartitionName } from './evidence.ts';
export {
  type AssignmentCase,
  expectAssignment,
  expectEveryAssignment,
} from './expect-assignment.ts';
export { expectDivision, expectEveryDivision, type NamedGroupCase } from './expect-division.ts';
export { expectNoProblem, type RunProblem } from './expect-no-problem.ts';
export { expectProcessesWell, type ProcessesWell } from './expect-processes.ts';
export { expectProtocolName } from './expect-protocol-name.ts';
export { expectWithin } from './expect-within.ts';
export type {
  PartitionOffset,
  Sink,
  StateStore,
  Table,
  WorkerError,
  Workers,
  WriteResult,
} from './for-answers.ts';
export { freshAnswer, provideAnswer } from './fresh-answer.ts';
export {
  clusterOf,
  type GroupCase,
  groupCase,
  subscriptionsOf,
} from './group-case.ts';
export { GroupOfApps, type GroupOfAppsOptions, type Protocol } from './group-of-apps.ts';
export type { Doing } from './history.ts';
export type { Latency } from './latency.ts';
export { answersLike, expectEarlierAnswerKept } from './memory.ts';
export { ownersInLine } from './owners-in-line.ts';
export { recordHandler } from './record-handler.ts';
export { storyOf } from './record-story.ts';
export { readRecordedCases } from './recorded-notation.ts';
export { type Flush, SimulatedSink, type SinkOptions } from './sink.ts';
export { SimulatedStateStore, type StateStoreOptions, type StoreEvent } from './state-store.ts';
export {
  divisionInWords,
  freshClaims,
  hasNoSwap,
  isBalanced,
  isComplete,
  isLeftAlone,
  isMostKept,
  isSticky,
  type StickyCheck,
  type StickyDivision,
  topicOf,
} from './sticky-division.ts';
export { SimulatedTable, type TableOptions, type TableWrite } from './table.ts';
export { toldWorkers } from './told-workers.ts';
export { countOf, listOf } from './words.ts';
export { SimulatedWorkers, type WorkerEvent, type WorkersOptions } from './workers.ts';
