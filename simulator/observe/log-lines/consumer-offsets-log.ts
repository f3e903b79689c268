// Floor 4. What a Java consumer logs when a commit or the question for committed offsets is answered (Kafka 4.0: ConsumerCoordinator,
// OffsetCommitResponseHandler and OffsetFetchResponseHandler).
import { isRetriable } from '../../client/errors.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { OffsetFetchResponse } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { partitionName, requestIn, responseIn } from '../run-trace.ts';
import { type Answered, coordinatorLostLines, rejoinLine, reset, sentText } from './answered.ts';
import { consumerLine, coordinatorLogger } from './consumer-log.ts';
import { errorMessages, type LogLevel, type LogLine } from './log-line.ts';

export function fetchedLines({ error, offsets }: OffsetFetchResponse, { consumer }: Answered): LogLine[] {
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, coordinatorLogger, text);
  if (error !== 'NONE') {
    const isElsewhere = error === 'COORDINATOR_NOT_AVAILABLE' || error === 'NOT_COORDINATOR';
    return [
      line('DEBUG', `Offset fetch failed: ${errorMessages[error]}`),
      ...(isElsewhere ? coordinatorLostLines(consumer, `error response ${error}`, false) : []),
    ];
  }
  const lines: LogLine[] = [];
  for (const [partition, { offset, error: ofPartition }] of offsets) {
    const name = partitionName(partition);
    if (ofPartition !== 'NONE') {
      lines.push(line('DEBUG', `Failed to fetch offset for partition ${name}: ${errorMessages[ofPartition]}`));
    } else if (offset < 0) {
      lines.push(line('INFO', `Found no committed offset for partition ${name}`));
    }
  }
  return lines;
}

/** Of several errors only the first is handled, and logged. */
export function commitLines(answered: Answered): LogLine[] {
  const { consumer, view } = answered;
  const offsets = requestIn(answered, 'OffsetCommit')?.offsets;
  const errors = responseIn(answered, 'OffsetCommit')?.errors ?? new Map<TopicPartition, ErrorCode>();
  const line = (level: LogLevel, text: string) => consumerLine(consumer, level, coordinatorLogger, text);
  const lines: LogLine[] = [];
  for (const [partition, error] of errors) {
    const name = partitionName(partition);
    const offset = offsets?.get(partition)?.offset ?? -1;
    if (error === 'NONE') {
      lines.push(line('DEBUG', `Committed offset ${offset} for partition ${name}`));
      continue;
    }
    const message = errorMessages[error];
    lines.push(
      line(
        isRetriable(error) ? 'WARN' : 'ERROR',
        `Offset commit failed on partition ${name} at offset ${offset}: ${message}`,
      ),
    );
    if (error === 'TOPIC_AUTHORIZATION_FAILED') continue;
    if (error === 'COORDINATOR_NOT_AVAILABLE' || error === 'NOT_COORDINATOR' || error === 'REQUEST_TIMED_OUT') {
      lines.push(...coordinatorLostLines(consumer, `error response ${error}`, false));
    } else if (error === 'FENCED_INSTANCE_ID') {
      const text = `OffsetCommit failed with ${sentText(answered)} due to group instance id Optional[${consumer.groupInstanceId ?? ''}] fenced`;
      lines.push(line('INFO', text));
    } else if (error === 'REBALANCE_IN_PROGRESS') {
      lines.push(rejoinLine(consumer, 'offset commit failed since group is already rebalancing'));
    } else if (error === 'UNKNOWN_MEMBER_ID' || error === 'ILLEGAL_GENERATION') {
      lines.push(line('INFO', `OffsetCommit failed with ${sentText(answered)}: ${message}`));
      if (view?.state !== 'PREPARING_REBALANCE') reset(answered, error, true);
    }
    break;
  }
  return lines;
}
