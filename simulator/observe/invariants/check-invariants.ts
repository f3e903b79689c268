// Floor 4. Holds a run against every rule, in one pass over its trace. What each rule says stands in the file named after it.
import { ConsumerViews } from '../consumer-view.ts';
import { GroupViews } from '../group-view.ts';
import type { RunTrace, TracedEvent } from '../run-trace.ts';
import { answersToMembersOnly } from './answers-to-members-only.ts';
import { causesAreTrue } from './causes-are-true.ts';
import { commitsFromCurrentGeneration } from './commits-from-current-generation.ts';
import { commitsSurvive } from './commits-survive.ts';
import { generationsGrow } from './generations-grow.ts';
import { groupsComeToRest } from './groups-come-to-rest.ts';
import { heartbeatsTellTheTruth } from './heartbeats-tell-the-truth.ts';
import type { Checker, Invariant, InvariantOptions, OpenRequest, Violation, World } from './invariant.ts';
import { joinPhasesEnd } from './join-phases-end.ts';
import { legalCallbacks } from './legal-callbacks.ts';
import { legalGroupStates } from './legal-group-states.ts';
import { noGhosts } from './no-ghosts.ts';
import { noProcessingAfterRevocation } from './no-processing-after-revocation.ts';
import { noRecordsSkipped } from './no-records-skipped.ts';
import { noSharedPartition } from './no-shared-partition.ts';
import { nobodyIsRemovedEarly } from './nobody-is-removed-early.ts';
import { nothingIsLeftUnowned } from './nothing-is-left-unowned.ts';
import { oneAnswerPerRequest } from './one-answer-per-request.ts';
import { oneMemberPerInstance } from './one-member-per-instance.ts';
import { oneOwnerPerGeneration } from './one-owner-per-generation.ts';
import { onlyProcessedIsCommitted } from './only-processed-is-committed.ts';
import { revokedOrLost } from './revoked-or-lost.ts';
import { silenceOfTheGone } from './silence-of-the-gone.ts';
import { syncsAreAnswered } from './syncs-are-answered.ts';
import { theRemovedAreTold } from './the-removed-are-told.ts';
import { theToldForget } from './the-told-forget.ts';
import { whatIsRevokedGoes } from './what-is-revoked-goes.ts';
import { whoDoesNotPollLeaves } from './who-does-not-poll-leaves.ts';
import { whoLeavesIsGone } from './who-leaves-is-gone.ts';

/** Every rule, by name and in one sentence, in the order in which they are checked. */
export const invariants: readonly Invariant[] = [
  oneOwnerPerGeneration,
  noProcessingAfterRevocation,
  commitsFromCurrentGeneration,
  commitsSurvive,
  groupsComeToRest,
  theRemovedAreTold,
  noRecordsSkipped,
  onlyProcessedIsCommitted,
  legalCallbacks,
  generationsGrow,
  legalGroupStates,
  noSharedPartition,
  answersToMembersOnly,
  silenceOfTheGone,
  oneAnswerPerRequest,
  causesAreTrue,
  heartbeatsTellTheTruth,
  joinPhasesEnd,
  noGhosts,
  nobodyIsRemovedEarly,
  nothingIsLeftUnowned,
  oneMemberPerInstance,
  revokedOrLost,
  syncsAreAnswered,
  theToldForget,
  whatIsRevokedGoes,
  whoDoesNotPollLeaves,
  whoLeavesIsGone,
];

/** The rules that a run broke, in the order in which it broke them. Empty: none. */
export function checkInvariants(trace: RunTrace, options: InvariantOptions = {}): readonly Violation[] {
  const run = new InvariantRun(options, invariants);
  for (const event of trace) run.next(event);
  return run.end();
}

const failOverKinds: ReadonlySet<string> = new Set([
  'coordinator.loading',
  'coordinator.loaded',
  'coordinator.unloaded',
  'broker.crashed',
]);

/** Checks a run while it goes on: hand it each event once, in order, then end it. */
export class InvariantRun {
  readonly #violations: Violation[] = [];
  readonly #openRequests = new Map<number, OpenRequest>();
  readonly #checkers: readonly { readonly invariant: Invariant; readonly checker: Checker }[];
  readonly #groups = new GroupViews();
  readonly #consumers = new ConsumerViews();
  readonly #options: InvariantOptions;
  #failOvers = 0;
  #index = 0;
  #atMs = 0;

  constructor(options: InvariantOptions, rules: readonly Invariant[]) {
    this.#options = options;
    this.#checkers = rules.map((invariant) => ({ invariant, checker: invariant.begin(this.#worldOf(invariant)) }));
  }

  next(event: TracedEvent): void {
    this.#atMs = event.atMs;
    if (event.kind === 'request.sent') {
      this.#openRequests.set(event.correlationId, { api: event.api, request: event.request });
    }
    if (failOverKinds.has(event.kind)) this.#failOvers += 1;
    this.#groups.next(event);
    const change = this.#consumers.next(event);
    for (const { checker } of this.#checkers) checker.next(event, this.#index, change);
    if (event.kind === 'response.sent' || event.kind === 'request.dropped' || event.kind === 'request.disconnected') {
      this.#openRequests.delete(event.correlationId);
    }
    this.#index += 1;
  }

  end(): readonly Violation[] {
    const endMs = this.#options.endMs ?? this.#atMs;
    this.#atMs = endMs;
    for (const { checker } of this.#checkers) checker.end?.(endMs);
    return this.#violations;
  }

  #worldOf({ name }: Invariant): World {
    return {
      options: this.#options,
      groups: this.#groups,
      consumers: this.#consumers,
      openRequests: this.#openRequests,
      failOvers: () => this.#failOvers,
      report: (message) =>
        this.#violations.push({ invariant: name, atMs: this.#atMs, eventIndex: this.#index, message }),
    };
  }
}
