// Floor 4. What a Java consumer logs when it sends a request of its group (Kafka 4.0: AbstractCoordinator, ConsumerCoordinator), and when
// the connection breaks (NetworkClient). Left out: lines that print whole requests or responses.
import { assignedPartitions } from '../../protocol/consumer-protocol.ts';
import type { Api, JoinGroupRequest, RequestOf } from '../../protocol/requests.ts';
import type { NetworkEvent } from '../../protocol/trace-event.ts';
import { requestIn } from '../run-trace.ts';
import { coordinatorLostLines, rejoinLine } from './answered.ts';
import { consumerLine, coordinatorLogger, pollExpiredLine } from './consumer-log.ts';
import {
  apiName,
  assignmentText,
  coordinatorNodeId,
  hashMapText,
  type LogLevel,
  type LogLine,
  partitionSet,
  unknown,
} from './log-line.ts';
import type { LoggedCluster } from './logged-cluster.ts';
import type { LoggedConsumer } from './logged-consumers.ts';

const networkLogger = 'org.apache.kafka.clients.NetworkClient';

type Sent = Extract<NetworkEvent, { kind: 'request.sent' }>;

export function requestLines(event: Sent, consumer: LoggedConsumer, cluster: LoggedCluster): readonly LogLine[] {
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, coordinatorLogger, text);
  const coordinator = consumer.coordinator ?? cluster.node(event.brokerId, coordinatorNodeId(event.brokerId));
  if (event.api === 'FindCoordinator') {
    return [line('DEBUG', `Sending FindCoordinator request to broker ${cluster.node(event.brokerId)}`)];
  }
  const join = requestIn(event, 'JoinGroup');
  if (join !== undefined) {
    remember(join, consumer);
    return [line('INFO', '(Re-)joining group')];
  }
  const sync = requestIn(event, 'SyncGroup');
  if (sync !== undefined) return leaderLines(sync, consumer);
  const beat = requestIn(event, 'Heartbeat');
  if (beat !== undefined) {
    const { generationId, memberId } = beat;
    return [
      line(
        'DEBUG',
        `Sending Heartbeat request with generation ${generationId} and member id ${memberId} to coordinator ${coordinator}`,
      ),
    ];
  }
  const leave = requestIn(event, 'LeaveGroup');
  if (leave !== undefined) {
    const [{ memberId = '', reason = '' } = {}] = leave.members;
    return [
      ...(reason === 'consumer poll timeout has expired.' ? [pollExpiredLine(consumer)] : []),
      line('INFO', `Member ${memberId} sending LeaveGroup request to coordinator ${coordinator} due to ${reason}`),
    ];
  }
  const committed = requestIn(event, 'OffsetFetch');
  if (committed?.partitions) {
    return [line('DEBUG', `Fetching committed offsets for partitions: ${partitionSet(committed.partitions)}`)];
  }
  return [];
}

function remember(join: JoinGroupRequest, consumer: LoggedConsumer): void {
  consumer.groupInstanceId = join.groupInstanceId;
  consumer.maxPollIntervalMs = join.rebalanceTimeoutMs;
  // Who cooperates keeps its partitions while it joins, and says so. An eager member has given them up before.
  const keepsOwned = join.protocols.some(({ metadata }) => owns(metadata));
  consumer.isCooperative = keepsOwned || join.protocols.every(({ name }) => name === 'cooperative-sticky');
}

function owns(metadata: unknown): boolean {
  if (typeof metadata !== 'object' || metadata === null || !('ownedPartitions' in metadata)) return false;
  return Array.isArray(metadata.ownedPartitions) && metadata.ownedPartitions.length > 0;
}

function leaderLines(
  { generationId, assignments }: RequestOf<'SyncGroup'>,
  consumer: LoggedConsumer,
): readonly LogLine[] {
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, coordinatorLogger, text);
  if (consumer.skipsAssignment) {
    return [
      line(
        'INFO',
        `Skipped assignment for returning static leader at generation ${generationId}. The static leader ` +
          'will continue with its existing assignment.',
      ),
    ];
  }
  if (assignments.size === 0) return [];
  const texts = new Map(
    [...assignments].map(([memberId, assignment]) => [memberId, assignmentText(assignedPartitions(assignment))]),
  );
  return [line('INFO', `Finished assignment for group at generation ${generationId}: ${hashMapText(texts)}`)];
}

/** Requests that go over the connection to the coordinator. */
const toCoordinator: ReadonlySet<Api> = new Set<Api>([
  'JoinGroup',
  'SyncGroup',
  'Heartbeat',
  'LeaveGroup',
  'OffsetCommit',
  'OffsetFetch',
]);

/** @param sentMs when the request went out */
export function disconnectLines(
  event: Extract<NetworkEvent, { kind: 'request.disconnected' }> & { readonly atMs: number },
  consumer: LoggedConsumer,
  sentMs: number | undefined,
  cluster: LoggedCluster,
): readonly LogLine[] {
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, networkLogger, text);
  const nodeId = nodeOf(event);
  const { lost } = consumer;
  const wasLost = lost?.nodeId === nodeId && lost.atMs === event.atMs;
  // A connection that cannot be made again has nothing in flight.
  const isUnreachable = consumer.unreachable.has(nodeId);
  consumer.lost = { nodeId, atMs: event.atMs };
  const elapsed = sentMs === undefined ? unknown : event.atMs - sentMs;
  const lines: LogLine[] = wasLost ? [] : [line('INFO', `Node ${nodeId} disconnected.`)];
  if (!isUnreachable || (wasLost && consumer.isCancelling)) {
    consumer.isCancelling = true;
    lines.push(
      line(
        'INFO',
        `Cancelled in-flight ${apiName(event.api)} request with correlation id ${event.correlationId} due to node ${nodeId} being disconnected ` +
          `(elapsed time since creation: ${elapsed}ms, elapsed time since send: ${elapsed}ms, throttle time: 0ms, request timeout: ${unknown}ms)`,
      ),
    );
  } else if (!wasLost) {
    consumer.isCancelling = false;
    const address = cluster.address(event.brokerId);
    lines.push(
      line('WARN', `Connection to node ${nodeId} (${address}) could not be established. Node may not be available.`),
    );
  }
  consumer.unreachable.add(nodeId);
  if (!toCoordinator.has(event.api)) return lines;
  lines.push(...coordinatorLostLines(consumer, 'null', true));
  if (event.api === 'JoinGroup' || event.api === 'SyncGroup') {
    lines.push(rejoinLine(consumer, "rebalance failed due to 'null' (DisconnectException)"));
  }
  return lines;
}

/** The id of the connection that a request goes over. */
export function nodeOf({ api, brokerId }: { readonly api: Api; readonly brokerId: number }): number {
  return toCoordinator.has(api) ? coordinatorNodeId(brokerId) : brokerId;
}
