// Floor 6. Plays incidents, as they were and with a change, and a day on which the usual things must still work. Knows no answer.
import {
  parseScenario,
  recordOutcomes,
  type ScenarioInput,
  type ScenarioRun,
  type SimulatedCluster,
  startScenario,
} from 'simulator';
import { assignorsByName, type RunProblem } from 'testkit';
import { type Cause, type Change, groupId, incidentOf, quietMs } from './incidents';
import { type LogEvent, logOf } from './log';

/** So many rebalances are nobody's alarm: a pod is restarted now and then. */
const rebalancesMax = 4;
const takeoverMaxMs = 60_000;
const stuckMaxMs = 600_000;

/** The logs of incidents. One is always the same, so each is played once for all tests of a suite, which keeps these for itself. */
export class IncidentLogs {
  readonly #logs = new Map<string, readonly LogEvent[]>();

  of(cause: Cause, seed: number): readonly LogEvent[] {
    const key = `${cause} ${seed}`;
    const known = this.#logs.get(key);
    if (known !== undefined) return known;
    const { cluster, scenario } = play(incidentOf(cause, seed).scenario());
    const log = Object.freeze(logOf(cluster.trace, scenario).map((event) => Object.freeze(event)));
    this.#logs.set(key, log);
    return log;
  }
}

/** The incident once more, with the change. @returns what is still wrong; `undefined` when all is well */
export function problemWithChange(cause: Cause, seed: number, change: Change): RunProblem | undefined {
  const { cluster } = play(incidentOf(cause, seed).scenario(change));
  const began = cluster.trace.filter(
    (event) => event.atMs > quietMs && event.kind === 'group.state' && event.to === 'PreparingRebalance',
  );
  const atMs = began.at(-1)?.atMs ?? cluster.now;
  if (began.length > rebalancesMax) {
    const says = `Played again with your change, the group begins ${began.length} rebalances after the first minute; at most ${rebalancesMax} are usual.`;
    return { cluster, atMs, says };
  }
  const { never } = recordOutcomes(cluster.trace, groupId);
  // The record that kills its handler is put aside.
  const aside = cause === 'poison-record' ? 1 : 0;
  if (never <= aside) return undefined;
  const says = `Played again with your change, ${never} records are not handled when the incident is over.`;
  return { cluster, atMs: cluster.now, says };
}

/** A day with a crash for good and a loop that hangs. @returns which target is missed; `undefined` when both hold */
export function missedTarget({ settings }: Change): RunProblem | undefined {
  const crashMs = 60_000;
  const hangMs = 150_000;
  const run = start({
    seed: 1,
    for: '14m',
    brokers: { count: 1, config: { 'group.initial.rebalance.delay.ms': 3000 } },
    topics: { orders: { partitions: 6, replicas: 1 } },
    groups: {
      [groupId]: {
        assignor: 'range',
        topics: ['orders'],
        poll: '3s',
        config: {
          'auto.offset.reset': 'earliest',
          'session.timeout.ms': 10_000,
          'max.poll.interval.ms': 120_000,
          'fetch.max.wait.ms': 10_000,
          ...settings,
        },
        handler: { perRecord: '20ms', commit: 'batch' },
      },
    },
    consumers: { 'pod-0..pod-2': { group: groupId } },
    load: { orders: { rate: '3/s', keys: 60, arrivals: 'bursts', every: '20s' } },
    events: [
      { at: `${crashMs}ms`, crash: 'pod-1' },
      { at: `${hangMs}ms`, blockPoll: 'pod-0', for: '30m' },
    ],
  });
  const { cluster } = run;
  const removedMs = (client: string): number | undefined =>
    cluster.trace.find((event) => event.kind === 'group.member.removed' && event.clientId === client)?.atMs;
  // What comes after both are gone shows nothing.
  const areGone = (): boolean => removedMs('pod-0') !== undefined && removedMs('pod-1') !== undefined;
  for (let ms = hangMs; ms < run.scenario.durationMs && !areGone(); ms += 30_000) run.runMachinery(ms + 30_000);
  const takeoverMs = stableAfter(cluster, removedMs('pod-1') ?? cluster.now) - crashMs;
  if (takeoverMs > takeoverMaxMs) {
    const says = `With your settings it takes ${inSeconds(takeoverMs)} until others have the partitions of a member that crashed; ${inSeconds(takeoverMaxMs)} are allowed.`;
    return { cluster, atMs: crashMs, says };
  }
  const stuckMs = (removedMs('pod-0') ?? cluster.now) - hangMs;
  if (stuckMs <= stuckMaxMs) return undefined;
  const says = `With your settings a member whose loop hangs stays in the group for ${inSeconds(stuckMs)} or more; ${inSeconds(stuckMaxMs)} are allowed.`;
  return { cluster, atMs: hangMs, says };
}

function stableAfter(cluster: SimulatedCluster, ms: number): number {
  const event = cluster.trace.find(
    (one) => one.atMs >= ms && one.kind === 'group.state' && one.to === 'Stable' && one.groupId === groupId,
  );
  return event?.atMs ?? cluster.now;
}

/** No rounding to what is allowed. */
const inSeconds = (ms: number): string => `${Math.ceil(ms / 100) / 10} s`;

function play(input: ScenarioInput): ScenarioRun {
  const run = start(input);
  run.runMachinery();
  return run;
}

function start(input: ScenarioInput): ScenarioRun {
  const parsed = parseScenario(input, { assignors: assignorsByName });
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ text }) => text).join('\n'));
  return startScenario(parsed.scenario, { assignors: assignorsByName });
}
