// Floor 7. Plays one scenario: a bad time first, then everything is healed and left alone. Says which rules it broke.
import {
  checkInvariants,
  parseScenario,
  type RunTrace,
  type ScenarioInput,
  type ScenarioRun,
  startScenario,
} from 'simulator';
import { assignorsByName } from 'testkit';
import { unlawfulDeaths } from './deaths.ts';
import type { FoundViolation } from './hunt.ts';
import { letOutsiderAct } from './outsider.ts';

export interface Played {
  readonly violations: readonly FoundViolation[];
  readonly trace: RunTrace;
}

/** How long a group may take to come to rest after the last fault: sessions, poll intervals and request timeouts included. */
const restWithinMs = 180_000;
/** A group has to stay as it is for longer than a member can be silent: whoever is gone without a word is noticed only then. */
const restBeyondWaitsMs = 4000;
const restLeastMs = 9000;
const restStepMs = 1000;
const violationsMost = 20;

/** @returns what is wrong with it, for a scenario that its check refuses */
export function play(input: ScenarioInput): Played | { readonly refused: string } {
  const parsed = parseScenario(input, { assignors: assignorsByName });
  if ('problems' in parsed) {
    return { refused: parsed.problems.map(({ text }) => text).join('\n') };
  }
  const run = startScenario(parsed.scenario, { assignors: assignorsByName });
  const { cluster } = run;
  letOutsiderAct(run);
  let calmFromMs = 0;
  try {
    run.runMachinery();
    heal(run);
    calmFromMs = cluster.now;
    rest(run);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      violations: [{ invariant: 'the simulator does not fail', atMs: cluster.now, message }],
      trace: cluster.trace,
    };
  }
  const committedAtEnd = new Map(cluster.groups.map(({ groupId }) => [groupId, cluster.committed(groupId)]));
  const violations = checkInvariants(cluster.trace, {
    endMs: cluster.now,
    liveness: { calmFromMs, withinMs: restWithinMs },
    committedAtEnd,
    atLeastOnceGroups: atLeastOnceGroups(run),
  });
  return {
    violations: [...unlawfulDeaths(cluster.trace), ...violations].slice(0, violationsMost),
    trace: cluster.trace,
  };
}

/** Ends every fault, and starts again whoever is dead. */
function heal({ cluster, scenario }: ScenarioRun): void {
  for (const { id, state } of cluster.brokers) if (state === 'down') cluster.restartBroker(id);
  cluster.setLoss({ probability: 0, effect: 'stall' });
  for (const process of cluster.processes) {
    for (const { id } of cluster.brokers) {
      cluster.heal(process.name, id);
      cluster.setLatency(scenario.network.latency, process.name, id);
    }
    if (process.state === 'frozen') {
      process.freeze(0);
      process.blockPoll(0); // It may have been blocked as well.
    } else if (process.state === 'blocked') process.blockPoll(0);
    else if (scenario.consumers.has(process.name) && !process.isAlive) process.restart();
  }
}

/** Lets time pass until every group has been at rest for a while: what is to come to rest is not watched any longer. */
function rest({ cluster, scenario }: ScenarioRun): void {
  const waits = [...scenario.consumers.values()].map(({ config }) => waitUnnoticedMs(config));
  const restedForMs = Math.max(restLeastMs, Math.max(0, ...waits) + restBeyondWaitsMs);
  const untilMs = cluster.now + restWithinMs;
  // A group whose coordinator is down or loading is not among them.
  let groupsSeen = 0;
  for (let restedMs = 0; restedMs < restedForMs && cluster.now < untilMs; ) {
    const generations = generationsOf(cluster.groups);
    cluster.runMachineryFor(restStepMs);
    const isAtRest =
      cluster.brokers.every(({ state }) => state === 'up') &&
      cluster.groups.length >= groupsSeen &&
      cluster.groups.every(({ state }) => state === 'Stable' || state === 'Empty');
    groupsSeen = Math.max(groupsSeen, cluster.groups.length);
    restedMs = isAtRest && generations === generationsOf(cluster.groups) ? restedMs + restStepMs : 0;
  }
}

/**
 * How long a member may keep a group waiting without anything that the coordinator can tell of: until its session ends, or, for one that
 * subscribes by a pattern, until fresh metadata arrives, before it is given its assignment and once more before it joins again. A broker
 * answers one request of a connection at a time, so that metadata waits behind a fetch that waits for records.
 */
function waitUnnoticedMs(config: Readonly<Record<string, unknown>>): number {
  const fetchWaitMs = Number(config['fetch.max.wait.ms'] ?? 500);
  return Math.max(Number(config['session.timeout.ms'] ?? 0), 2 * fetchWaitMs);
}

const generationsOf = (groups: ScenarioRun['cluster']['groups']): string =>
  groups.map(({ groupId, generationId, members }) => `${groupId} ${generationId} ${members.length}`).join();

/** Groups in which every consumer commits only what it has handled. */
function atLeastOnceGroups({ scenario }: ScenarioRun): ReadonlySet<string> {
  const groups = new Set<string>();
  const others = new Set<string>();
  for (const { group, handler } of scenario.consumers.values()) {
    groups.add(group);
    const mayLose = handler.commit === 'before' || handler.fail.some((failure) => failure.do === 'skip');
    if (mayLose || (handler.commit === 'auto' && handler.pauseWhileBusy)) others.add(group);
  }
  return new Set([...groups].filter((group) => !others.has(group)));
}
