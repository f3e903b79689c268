// Floor 4. What a Java consumer logs when a request of its group is answered (Kafka 4.0: the response handlers of AbstractCoordinator and
// ConsumerCoordinator). What an answer leads to (another state, callbacks) is told by later events and logged with those.
import { errorFor } from '../../client/errors.ts';
import { assignedPartitions } from '../../protocol/consumer-protocol.ts';
import type {
  FindCoordinatorResponse,
  HeartbeatResponse,
  JoinGroupResponse,
  SyncGroupResponse,
} from '../../protocol/requests.ts';
import { requestIn, responseIn } from '../run-trace.ts';
import { type Answered, coordinatorLostLines, type Failure, rejoinLine, reset, sentText } from './answered.ts';
import { consumerLine, coordinatorLogger } from './consumer-log.ts';
import { commitLines, fetchedLines } from './consumer-offsets-log.ts';
import { coordinatorNodeId, errorMessages, generationText, type LogLevel, type LogLine } from './log-line.ts';
import type { LoggedConsumer } from './logged-consumers.ts';

export function answerLines(answered: Answered): readonly LogLine[] {
  const { api } = answered;
  const found = responseIn(answered, 'FindCoordinator');
  if (found !== undefined) return foundLines(found, answered);
  const joined = responseIn(answered, 'JoinGroup');
  if (joined !== undefined) return joinLines(joined, answered);
  const synced = responseIn(answered, 'SyncGroup');
  if (synced !== undefined) return syncLines(synced, answered);
  const beat = responseIn(answered, 'Heartbeat');
  if (beat !== undefined) return beatLines(beat, answered);
  const left = responseIn(answered, 'LeaveGroup');
  if (left !== undefined && left.error !== 'NONE') {
    const [member] = requestIn(answered, 'LeaveGroup')?.members ?? [];
    const sent = generationText(
      { generationId: answered.view?.generationId ?? -1, memberId: member?.memberId ?? '' },
      answered.consumer.protocolName,
    );
    const text = `LeaveGroup request with ${sent} failed with error: ${errorMessages[left.error]}`;
    return [consumerLine(answered.consumer, 'ERROR', coordinatorLogger, text)];
  }
  const fetched = responseIn(answered, 'OffsetFetch');
  if (fetched !== undefined) return fetchedLines(fetched, answered);
  return api === 'OffsetCommit' ? commitLines(answered) : [];
}

function failedRebalance(consumer: LoggedConsumer, error: Failure): LogLine {
  return rejoinLine(consumer, `rebalance failed due to '${errorMessages[error]}' (${errorFor(error).name})`);
}

function foundLines({ error, coordinator }: FindCoordinatorResponse, { consumer, cluster }: Answered): LogLine[] {
  if (error !== 'NONE') {
    const text = `Group coordinator lookup failed: ${errorMessages[error]}`;
    return [consumerLine(consumer, 'DEBUG', coordinatorLogger, text)];
  }
  if (coordinator === undefined) return [];
  consumer.coordinator = cluster.node(coordinator.id, coordinatorNodeId(coordinator.id));
  return [consumerLine(consumer, 'INFO', coordinatorLogger, `Discovered group coordinator ${consumer.coordinator}`)];
}

function joinLines(response: JoinGroupResponse, answered: Answered): LogLine[] {
  const { consumer } = answered;
  const { error, memberId } = response;
  if (error === 'NONE') {
    consumer.protocolName = response.protocolName;
    consumer.skipsAssignment = response.skipAssignment;
    return [];
  }
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, coordinatorLogger, text);
  const message = errorMessages[error];
  const sent = sentText(answered);
  switch (error) {
    case 'MEMBER_ID_REQUIRED':
      return [
        line(
          'DEBUG',
          `JoinGroup failed due to non-fatal error: ${error}. Will set the member id as ${memberId} and then rejoin. Sent generation was ${sent}`,
        ),
        rejoinLine(consumer, `need to re-join with the given member-id: ${memberId}`),
      ];
    case 'COORDINATOR_LOAD_IN_PROGRESS':
      return [
        line('INFO', `JoinGroup failed: Coordinator ${consumer.coordinator ?? 'null'} is loading the group.`),
        failedRebalance(consumer, error),
      ];
    case 'UNKNOWN_MEMBER_ID':
      reset(answered, error);
      return [
        line('INFO', `JoinGroup failed: ${message} Need to re-join the group. Sent generation was ${sent}`),
        failedRebalance(consumer, error),
      ];
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      return [
        ...coordinatorLostLines(consumer, `error response ${error}`, false),
        line('INFO', `JoinGroup failed: ${message} Marking coordinator unknown. Sent generation was ${sent}`),
        failedRebalance(consumer, error),
      ];
    case 'FENCED_INSTANCE_ID':
      return [line('ERROR', `JoinGroup failed: ${fenced(consumer, sent)}`), failedRebalance(consumer, error)];
    case 'REBALANCE_IN_PROGRESS':
      return [
        line(
          'INFO',
          'JoinGroup failed due to non-fatal error: REBALANCE_IN_PROGRESS, ' +
            'which could indicate a replication timeout on the broker. Will retry.',
        ),
        failedRebalance(consumer, error),
      ];
    case 'INCONSISTENT_GROUP_PROTOCOL':
    case 'INVALID_SESSION_TIMEOUT':
    case 'INVALID_GROUP_ID':
    case 'GROUP_AUTHORIZATION_FAILED':
    case 'GROUP_MAX_SIZE_REACHED':
      return [line('ERROR', `JoinGroup failed due to fatal error: ${message}`)];
    default:
      return [line('ERROR', `JoinGroup failed due to unexpected error: ${message}`)];
  }
}

function syncLines({ error, assignment }: SyncGroupResponse, answered: Answered): LogLine[] {
  const { consumer, view } = answered;
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, coordinatorLogger, text);
  const sent = sentText(answered);
  switch (error) {
    case 'NONE':
      if (view !== undefined && view.state !== 'COMPLETING_REBALANCE') {
        return [
          line(
            'INFO',
            `Generation data was cleared by heartbeat thread to ${generationText(view, consumer.protocolName)} and state is now ${view.state} before ` +
              'receiving SyncGroup response, marking this rebalance as failed and retry',
          ),
          failedRebalance(consumer, 'ILLEGAL_GENERATION'),
        ];
      }
      consumer.received = assignedPartitions(assignment);
      return [];
    case 'REBALANCE_IN_PROGRESS':
      return [
        line(
          'INFO',
          `SyncGroup failed: The group began another rebalance. Need to re-join the group. Sent generation was ${sent}`,
        ),
        failedRebalance(consumer, error),
      ];
    case 'FENCED_INSTANCE_ID':
      return [line('ERROR', `SyncGroup failed: ${fenced(consumer, sent)}`), failedRebalance(consumer, error)];
    case 'UNKNOWN_MEMBER_ID':
    case 'ILLEGAL_GENERATION':
      reset(answered, error);
      return [
        line(
          'INFO',
          `SyncGroup failed: ${errorMessages[error]} Need to re-join the group. Sent generation was ${sent}`,
        ),
        failedRebalance(consumer, error),
      ];
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      return [
        line(
          'INFO',
          `SyncGroup failed: ${errorMessages[error]} Marking coordinator unknown. Sent generation was ${sent}`,
        ),
        ...coordinatorLostLines(consumer, `error response ${error}`, false),
        failedRebalance(consumer, error),
      ];
    default:
      return [];
  }
}

function beatLines({ error }: HeartbeatResponse, answered: Answered): LogLine[] {
  const { consumer, view } = answered;
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, coordinatorLogger, text);
  switch (error) {
    case 'NONE':
      return [line('DEBUG', 'Received successful Heartbeat response')];
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      return [
        line(
          'INFO',
          `Attempt to heartbeat failed since coordinator ${consumer.coordinator ?? 'null'} is either not started or not valid`,
        ),
        ...coordinatorLostLines(consumer, `error response ${error}`, false),
      ];
    case 'REBALANCE_IN_PROGRESS':
      return view?.state === 'STABLE'
        ? [rejoinLine(consumer, 'group is already rebalancing')]
        : [line('DEBUG', `Ignoring heartbeat response with error ${error} during ${view?.state ?? 'UNJOINED'} state`)];
    case 'ILLEGAL_GENERATION':
    case 'UNKNOWN_MEMBER_ID':
    case 'FENCED_INSTANCE_ID': {
      const instance = consumer.groupInstanceId === null ? 'Optional.empty' : `Optional[${consumer.groupInstanceId}]`;
      const isCurrent = reset(answered, error);
      const [stale, result] = isCurrent ? ['', 'resetting generation'] : ['stale ', 'ignoring the error'];
      return [
        line(
          'INFO',
          `Attempt to heartbeat with ${stale}${sentText(answered)} and group instance id ${instance} failed due to ${error}, ${result}`,
        ),
      ];
    }
    default:
      return [];
  }
}

function fenced({ groupInstanceId }: LoggedConsumer, sent: string): string {
  return `The group instance id Optional[${groupInstanceId ?? ''}] has been fenced by another instance. Sent generation was ${sent}`;
}
