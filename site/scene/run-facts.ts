// What a run of a scenario shows of one group, as plain data: what a lesson claims, tells and asks is answered out of it.
// Floor 7; runs at build time and in the page's thread, and knows neither.
import {
  callbackCalls,
  clientOwnership,
  consumerPauses,
  namesIn,
  ownershipGaps,
  type RunTrace,
  rebalances,
  recordOutcomes,
  type SimulatedCluster,
} from 'simulator';
import { type KeyedRecordFact, keyedRecordFacts, type OffsetFacts, offsetFacts } from './record-facts.ts';

/** Times are ms of virtual time; an end that is `undefined` did not come before the run's. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number | undefined;
}

export interface OwnedSpan extends Span {
  readonly partition: string;
  /** The owner's process, in the consumers' own view. */
  readonly consumer: string;
}

export interface GapFact extends Span {
  readonly partition: string;
}

export interface RebalanceFact extends Span {
  /** What began it, in the coordinator's words. */
  readonly cause: string;
  readonly generationId: number | undefined;
  readonly moved: readonly string[];
  readonly stopped: readonly string[];
}

export interface CallbackFact extends Span {
  readonly consumer: string;
  readonly callback: string;
  readonly partitions: readonly string[];
}

/** A request to the group's coordinator, or for it. */
export interface RequestFact {
  readonly consumer: string;
  readonly api: string;
  readonly atMs: number;
}

export interface PauseFact extends Span {
  readonly consumer: string;
  /** The wait of a newcomer, not an interruption. */
  readonly isFirstJoin: boolean;
}

export interface GroupFact {
  readonly fromMs: number;
  readonly state: string;
  readonly generationId: number;
  /** The leader's process; `undefined`: there is none. */
  readonly leader: string | undefined;
}

export interface CoordinatorFact {
  readonly fromMs: number;
  readonly brokerId: number;
}

export interface RunFacts {
  readonly groupId: string;
  readonly durationMs: number;
  /** What the picture shows. Rebalances, gaps, pauses and callbacks are those that fall into it. */
  readonly shown: { readonly fromMs: number; readonly toMs: number };
  readonly consumers: readonly string[];
  /** Of the topics that the group reads: `orders-0`. */
  readonly partitions: readonly string[];
  readonly owned: readonly OwnedSpan[];
  readonly gaps: readonly GapFact[];
  readonly rebalances: readonly RebalanceFact[];
  readonly callbacks: readonly CallbackFact[];
  /** FindCoordinator, JoinGroup, SyncGroup, Heartbeat and LeaveGroup, when they were sent. */
  readonly requests: readonly RequestFact[];
  readonly pauses: readonly PauseFact[];
  /** Each time that state, generation or leader changed. */
  readonly group: readonly GroupFact[];
  /** Each time that the group's members began to turn to another broker as their coordinator. */
  readonly coordinators: readonly CoordinatorFact[];
  /** Over the whole run, as the records below. */
  readonly offsets: OffsetFacts;
  readonly keyedRecords: readonly KeyedRecordFact[];
  /** Over the whole run. */
  readonly records: {
    readonly appended: number;
    readonly never: number;
    readonly once: number;
    readonly moreThanOnce: number;
  };
}

export interface FactsOf {
  readonly groupId: string;
  /** The group's consumers, by process. */
  readonly consumers: readonly string[];
  readonly durationMs: number;
  readonly shown: { readonly fromMs: number; readonly toMs: number };
}

export function runFacts(cluster: SimulatedCluster, { groupId, consumers, durationMs, shown }: FactsOf): RunFacts {
  const { trace } = cluster;
  const isOfGroup = (of: { readonly groupId: string }): boolean => of.groupId === groupId;
  const isShown = ({ fromMs, toMs }: Span): boolean =>
    fromMs < shown.toMs && (toMs ?? Number.POSITIVE_INFINITY) > shown.fromMs;
  /** A callback takes no time unless it does something. */
  const beginsInside = ({ fromMs }: Span): boolean => fromMs >= shown.fromMs && fromMs < shown.toMs;
  const ownership = clientOwnership(trace).get(groupId) ?? new Map();
  const owned = [...ownership.values()].flat().map(({ partition, owner, fromMs, toMs }) => ({
    partition: labelOf(partition),
    consumer: processOf(owner),
    fromMs,
    toMs,
  }));
  const outcomes = recordOutcomes(trace, groupId);
  return {
    groupId,
    durationMs,
    shown,
    consumers,
    partitions: partitionsOf(trace, new Set([...ownership.keys()].map(({ topic }) => topic))),
    owned: owned.sort((a, b) => a.fromMs - b.fromMs),
    gaps: ownershipGaps(ownership, trace)
      .map(({ partition, fromMs, toMs }) => ({ partition: labelOf(partition), fromMs, toMs }))
      .filter(isShown),
    rebalances: rebalances(trace)
      .filter(isOfGroup)
      .filter(isShown)
      .map(({ fromMs, toMs, causes, generationId, moved, stopped }) => ({
        fromMs,
        toMs,
        cause: causes[0]?.cause ?? 'unknown',
        generationId,
        moved: moved.map(labelOf),
        stopped: stopped.map(labelOf),
      })),
    callbacks: callbackCalls(trace)
      .filter(isOfGroup)
      .filter(beginsInside)
      .map(({ consumer, callback, partitions, fromMs, toMs }) => ({
        consumer: processOf(consumer),
        callback,
        partitions: partitions.map(labelOf),
        fromMs,
        toMs,
      })),
    requests: membershipRequests(trace, groupId).filter(({ atMs }) => atMs >= shown.fromMs && atMs < shown.toMs),
    pauses: consumerPauses(trace)
      .filter(isOfGroup)
      .filter(isShown)
      .map(({ consumer, fromMs, toMs, isFirstJoin }) => ({
        consumer: processOf(consumer),
        fromMs,
        toMs,
        isFirstJoin,
      })),
    group: groupOverTime(trace, groupId),
    coordinators: coordinatorsOverTime(trace, groupId),
    offsets: offsetFacts(trace, groupId, durationMs),
    keyedRecords: keyedRecordFacts(cluster, new Set(consumers)),
    records: {
      appended: outcomes.appended,
      never: outcomes.never,
      once: outcomes.once,
      moreThanOnce: outcomes.moreThanOnce,
    },
  };
}

interface Partition {
  readonly topic: string;
  readonly partition: number;
}

const labelOf = ({ topic, partition }: Partition): string => `${topic}-${partition}`;

/** Of `process/clientId`. */
const processOf = (consumer: string): string => consumer.slice(0, consumer.indexOf('/'));

/** All that the topics have when the run ends, whether anybody ever owned them or not. */
function partitionsOf(trace: RunTrace, topics: ReadonlySet<string>): readonly string[] {
  const counts = new Map<string, number>();
  for (const event of trace) {
    if ((event.kind === 'topic.created' || event.kind === 'topic.partitions') && topics.has(event.topic)) {
      counts.set(event.topic, event.partitionCount);
    }
  }
  return [...counts].flatMap(([topic, count]) => Array.from({ length: count }, (_, number) => `${topic}-${number}`));
}

const membershipApis: readonly string[] = ['FindCoordinator', 'JoinGroup', 'SyncGroup', 'Heartbeat', 'LeaveGroup'];

function membershipRequests(trace: RunTrace, groupId: string): readonly RequestFact[] {
  const processes = new Map<string, string>();
  return trace.flatMap((event) => {
    if (event.kind === 'consumer.created') processes.set(event.clientId, event.process);
    if (event.kind !== 'request.sent' || !membershipApis.includes(event.api)) return [];
    if (!('groupId' in event.request) || event.request.groupId !== groupId) return [];
    const consumer = processes.get(event.clientId);
    return consumer === undefined ? [] : [{ consumer, api: event.api, atMs: event.atMs }];
  });
}

function coordinatorsOverTime(trace: RunTrace, groupId: string): readonly CoordinatorFact[] {
  const facts: CoordinatorFact[] = [];
  for (const event of trace) {
    if (event.kind !== 'request.sent' || event.api === 'FindCoordinator' || !membershipApis.includes(event.api))
      continue;
    const isOfGroup = 'groupId' in event.request && event.request.groupId === groupId;
    if (isOfGroup && facts.at(-1)?.brokerId !== event.brokerId)
      facts.push({ fromMs: event.atMs, brokerId: event.brokerId });
  }
  return facts;
}

function groupOverTime(trace: RunTrace, groupId: string): readonly GroupFact[] {
  const names = namesIn(trace);
  const facts: GroupFact[] = [];
  let now: Omit<GroupFact, 'fromMs'> = { state: 'Empty', generationId: 0, leader: undefined };
  for (const event of trace) {
    if (event.kind === 'group.state' && event.groupId === groupId) {
      now = { ...now, state: event.to, generationId: event.generationId };
    } else if (event.kind === 'group.generation' && event.groupId === groupId) {
      const leader = event.leader === null ? undefined : names.member(event.leader);
      now = { ...now, generationId: event.generationId, leader };
    } else continue;
    facts.push({ fromMs: event.atMs, ...now });
  }
  return facts;
}
