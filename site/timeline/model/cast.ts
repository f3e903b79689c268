// Floor 7. Who and what a timeline is about: the group, its consumers as lanes, the partitions of its topics. Read from a whole run
// before anything else is, so that a first request has a sender. Knows no drawing.

import type { TopicPartition } from 'kafka';
import type { RunTrace } from 'simulator';
import type { Life, TimelinePartition } from './timeline-model.ts';

/** Consumers above this share one lane. */
const lanesMax = 50;

export interface CastLane {
  readonly name: string;
  readonly process: string;
  groupInstanceId: string | undefined;
  readonly lives: Life[];
  readonly count: number;
}

export interface Cast {
  readonly groupId: string;
  readonly otherGroups: readonly string[];
  readonly lanes: readonly CastLane[];
  readonly partitions: readonly TimelinePartition[];
  /** By `process/clientId`. -1: no consumer of the group. */
  laneOf(key: string): number;
  /** Lanes of a process: several where it has several consumers. */
  lanesOfProcess(process: string): readonly number[];
  laneOfMember(memberId: string): number;
  /** -1 for a client id that several consumers have. */
  laneOfClientId(clientId: string): number;
  /** -1: of a topic that the group never had. */
  partitionOf(partition: TopicPartition): number;
}

interface Seen {
  readonly process: string;
  readonly clientId: string;
  readonly lives: Life[];
  sinceMs: number | undefined;
}

export const keyOf = ({ process, clientId }: { readonly process: string; readonly clientId: string }): string =>
  `${process}/${clientId}`;

/** @param groupId default: that of the first consumer that has one */
export function castOf(trace: RunTrace, groupId: string | undefined, fromMs: number, toMs: number): Cast {
  const groups = new Set<string>();
  const groupOf = new Map<string, string>();
  const seen = new Map<string, Seen>();
  const keyOfMember = new Map<string, string>();
  const instances = new Map<string, string>();
  const partitionCounts = new Map<string, number>();
  const topicsOf = new Map<string, Set<string>>();
  const meet = (group: string, partitions: Iterable<TopicPartition>) => {
    const topics = topicsOf.get(group) ?? new Set();
    topicsOf.set(group, topics);
    for (const { topic } of partitions) topics.add(topic);
  };
  const end = (consumer: Seen | undefined, atMs: number, why: Life['end']) => {
    if (consumer?.sinceMs === undefined) return;
    consumer.lives.push({ fromMs: consumer.sinceMs, toMs: atMs, end: why });
    consumer.sinceMs = undefined;
  };
  const endProcess = (process: string, atMs: number, why: Life['end']) => {
    for (const consumer of seen.values()) if (consumer.process === process) end(consumer, atMs, why);
  };
  for (const event of trace) {
    switch (event.kind) {
      case 'consumer.created': {
        if (event.groupId === undefined) break;
        const key = keyOf(event);
        const consumer = seen.get(key) ?? {
          process: event.process,
          clientId: event.clientId,
          lives: [],
          sinceMs: undefined,
        };
        seen.set(key, consumer);
        end(consumer, event.atMs, 'closed');
        consumer.sinceMs = event.atMs;
        groups.add(event.groupId);
        if (!groupOf.has(key)) groupOf.set(key, event.groupId);
        break;
      }
      case 'consumer.closed':
        end(seen.get(keyOf(event)), event.atMs, 'closed');
        break;
      case 'process.crashed':
        endProcess(event.process, event.atMs, 'crashed');
        break;
      case 'process.stopped':
        endProcess(event.process, event.atMs, 'stopped');
        break;
      case 'consumer.state':
        if (event.memberId !== '') keyOfMember.set(event.memberId, keyOf(event));
        break;
      case 'consumer.assignment':
        if (event.memberId !== '') keyOfMember.set(event.memberId, keyOf(event));
        meet(event.groupId, event.assignment);
        break;
      case 'group.member.added':
        if (event.groupInstanceId !== null) instances.set(event.memberId, event.groupInstanceId);
        break;
      case 'group.assignment':
        for (const owned of event.assignments.values()) meet(event.groupId, owned);
        break;
      case 'offsets.committed':
        groups.add(event.groupId);
        meet(event.groupId, event.offsets.keys());
        break;
      case 'topic.created':
      case 'topic.partitions':
        partitionCounts.set(event.topic, Math.max(event.partitionCount, partitionCounts.get(event.topic) ?? 0));
        break;
    }
  }
  for (const consumer of seen.values()) {
    if (consumer.sinceMs !== undefined) consumer.lives.push({ fromMs: consumer.sinceMs, toMs, end: undefined });
  }
  const chosen = groupId ?? [...groups][0] ?? '';
  const keys = [...seen.keys()].filter((key) => groupOf.get(key) === chosen);
  const laneByKey = new Map<string, number>();
  const lanes = lanesOf(keys, seen, laneByKey, fromMs, toMs);
  const laneByMember = new Map([...keyOfMember].map(([memberId, key]) => [memberId, laneByKey.get(key) ?? -1]));
  for (const [memberId, groupInstanceId] of instances) {
    const lane = lanes[laneByMember.get(memberId) ?? -1];
    if (lane !== undefined && lane.count === 1) lane.groupInstanceId = groupInstanceId;
  }
  const partitions = partitionsOf(topicsOf.get(chosen) ?? new Set(), partitionCounts);
  const indexes = new Map(partitions.map(({ name }, index) => [name, index]));
  return {
    groupId: chosen,
    otherGroups: [...groups].filter((group) => group !== chosen),
    lanes,
    partitions,
    laneOf: (key) => laneByKey.get(key) ?? -1,
    lanesOfProcess: lanesByProcess(keys, seen, laneByKey),
    laneOfMember: (memberId) => laneByMember.get(memberId) ?? -1,
    laneOfClientId: lanesByClientId(keys, seen, laneByKey),
    partitionOf: partitionIndex(indexes),
  };
}

function lanesOf(
  keys: readonly string[],
  seen: ReadonlyMap<string, Seen>,
  laneByKey: Map<string, number>,
  fromMs: number,
  toMs: number,
): CastLane[] {
  const perProcess = new Map<string, number>();
  for (const key of keys) {
    const process = seen.get(key)?.process ?? key;
    perProcess.set(process, (perProcess.get(process) ?? 0) + 1);
  }
  const single = keys.length > lanesMax ? lanesMax - 1 : keys.length;
  const lanes: CastLane[] = [];
  for (const [index, key] of keys.entries()) {
    laneByKey.set(key, Math.min(index, single));
    const consumer = seen.get(key);
    if (consumer === undefined || index >= single) continue;
    const { process, clientId } = consumer;
    const name = (perProcess.get(process) ?? 0) > 1 ? `${process} (${clientId})` : process;
    const lives = consumer.lives.filter((life) => life.toMs >= fromMs && life.fromMs <= toMs);
    lanes.push({ name, process, groupInstanceId: undefined, lives, count: 1 });
  }
  const rest = keys.length - single;
  if (rest > 0) {
    const name = `${rest} more`;
    lanes.push({
      name,
      process: name,
      groupInstanceId: undefined,
      lives: [{ fromMs, toMs, end: undefined }],
      count: rest,
    });
  }
  return lanes;
}

function lanesByProcess(
  keys: readonly string[],
  seen: ReadonlyMap<string, Seen>,
  laneByKey: ReadonlyMap<string, number>,
) {
  const lanes = new Map<string, number[]>();
  for (const key of keys) {
    const process = seen.get(key)?.process ?? key;
    const lane = laneByKey.get(key);
    if (lane !== undefined) lanes.set(process, [...(lanes.get(process) ?? []), lane]);
  }
  return (process: string): readonly number[] => lanes.get(process) ?? [];
}

function lanesByClientId(
  keys: readonly string[],
  seen: ReadonlyMap<string, Seen>,
  laneByKey: ReadonlyMap<string, number>,
) {
  const lanes = new Map<string, number>();
  for (const key of keys) {
    const clientId = seen.get(key)?.clientId ?? key;
    lanes.set(clientId, lanes.has(clientId) ? -1 : (laneByKey.get(key) ?? -1));
  }
  return (clientId: string): number => lanes.get(clientId) ?? -1;
}

function partitionsOf(topics: ReadonlySet<string>, counts: ReadonlyMap<string, number>): TimelinePartition[] {
  return [...topics].sort().flatMap((topic) =>
    Array.from({ length: counts.get(topic) ?? 0 }, (_, partition) => {
      const name = `${topic}-${partition}`;
      return { topic, partition, name, label: topics.size > 1 ? name : String(partition) };
    }),
  );
}

/** Partitions are the same object wherever they occur, so that each name is made once. */
function partitionIndex(indexes: ReadonlyMap<string, number>) {
  const known = new Map<TopicPartition, number>();
  return (partition: TopicPartition): number => {
    const index = known.get(partition) ?? indexes.get(`${partition.topic}-${partition.partition}`) ?? -1;
    known.set(partition, index);
    return index;
  };
}
