// Floor 3. Fetch: reading now, or waiting until there is enough to read (Kafka: ReplicaManager.fetchMessages, DelayedFetch,
// RackAwareReplicaSelector). Knows nothing of groups and of who consumes.
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { FetchedPartition, FetchRequest, FetchResponse, LoggedRecord } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { Partition } from '../controller/partition.ts';
import { recordSize } from '../log/record-size.ts';
import type { NodeEnvironment } from './node-environment.ts';

const noRecords: readonly LoggedRecord[] = Object.freeze([]);

/**
 * Answers at once when there are `minBytes` to read, an error, or another replica to read from; otherwise as soon as that is so,
 * and after `maxWaitMs` with whatever there is.
 */
export function fetch(node: NodeEnvironment, request: FetchRequest, respond: (response: FetchResponse) => void): void {
  const first = read(node, request);
  if (first.isEnough || request.maxWaitMs <= 0) {
    respond(first.response);
    return;
  }
  const stopListening: (() => void)[] = [];
  const answer = (response: FetchResponse) => {
    timer.cancel();
    for (const stop of stopListening) stop();
    respond(response);
  };
  const timer = node.clock.after(request.maxWaitMs, () => answer(read(node, request).response));
  const tryAgain = () => {
    const { response, isEnough } = read(node, request);
    if (isEnough) answer(response);
  };
  for (const name of request.partitions.keys()) {
    const partition = node.cluster.partition(name);
    if (partition !== undefined) stopListening.push(partition.onChange(tryAgain));
  }
}

function read(node: NodeEnvironment, request: FetchRequest): { response: FetchResponse; isEnough: boolean } {
  const partitions = new Map<TopicPartition, FetchedPartition>();
  let bytes = 0;
  let isUrgent = request.partitions.size === 0;
  for (const [name, offset] of request.partitions) {
    const fetched = readPartition(node, name, offset, request);
    partitions.set(name, fetched);
    if (fetched.error !== 'NONE' || fetched.preferredReadReplica !== undefined) isUrgent = true;
    if (bytes < request.minBytes) bytes += sizeOf(fetched.records, request.minBytes);
  }
  return { response: Object.freeze({ partitions }), isEnough: isUrgent || bytes >= request.minBytes };
}

function readPartition(
  node: NodeEnvironment,
  name: TopicPartition,
  offset: number,
  { maxRecordsPerPartition, rackId }: FetchRequest,
): FetchedPartition {
  const partition = node.cluster.partition(name);
  if (partition === undefined) return failed('UNKNOWN_TOPIC_OR_PARTITION');
  const isLeader = partition.leader === node.brokerId;
  // A follower knows the high watermark only as long as there is a leader to tell it.
  const mayFollow = partition.leader !== undefined && partition.isInSync(node.brokerId);
  if (!isLeader && !mayFollow) return failed('NOT_LEADER_OR_FOLLOWER');
  const { log } = partition;
  if (offset < log.startOffset || offset > log.endOffset) return failed('OFFSET_OUT_OF_RANGE');
  const limits = { highWatermark: log.endOffset, logStartOffset: log.startOffset };
  const closer = isLeader ? closerReplica(node, partition, rackId) : undefined;
  if (closer !== undefined) return { error: 'NONE', records: noRecords, ...limits, preferredReadReplica: closer };
  const records = offset === log.endOffset ? noRecords : log.read(offset, maxRecordsPerPartition);
  return { error: 'NONE', records, ...limits };
}

/** KIP-392: a replica in the client's rack when the leader is not there. They all have the whole log, so the first will do. */
function closerReplica(node: NodeEnvironment, partition: Partition, rackId: string | undefined): number | undefined {
  if (!node.isFollowerFetchingOn || rackId === undefined || rackId === '') return undefined;
  const rackOf = (id: number) => node.cluster.endpoint(id)?.rack;
  if (rackOf(node.brokerId) === rackId) return undefined;
  return partition.replicas.find(
    (id) => rackOf(id) === rackId && partition.isInSync(id) && node.cluster.isAvailable(id),
  );
}

function failed(error: ErrorCode): FetchedPartition {
  return { error, records: noRecords, highWatermark: -1, logStartOffset: -1 };
}

/** Counts no further than it matters: by default one byte is enough. */
function sizeOf(records: readonly LoggedRecord[], enough: number): number {
  let size = 0;
  for (const record of records) {
    if (size >= enough) break;
    size += enough <= 1 ? 1 : recordSize(record);
  }
  return size;
}
