// Floor 4. What a Java consumer logs when it tells of itself (Kafka 4.0: AbstractCoordinator, ConsumerCoordinator,
// ConsumerRebalanceListenerInvoker, ConsumerUtils, SubscriptionState, ClassicKafkaConsumer; AbstractCoordinator logs under the name of
// its subclass). Left out: lines for which a run has no event (`Subscribed to topic(s)`, `ConsumerConfig values`), and DEBUG lines that
// print whole requests. A consumer that closes before it ever joined resets nothing here.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { ClientEvent } from '../../protocol/trace-event.ts';
import { type MemberEvent, partitionName } from '../run-trace.ts';
import { assignmentText, generationText, type LogLevel, type LogLine, partitionSet, unknown } from './log-line.ts';
import type { LoggedCluster } from './logged-cluster.ts';
import type { LoggedConsumer } from './logged-consumers.ts';

const internals = 'org.apache.kafka.clients.consumer.internals';
export const coordinatorLogger = `${internals}.ConsumerCoordinator`;
const invokerLogger = `${internals}.ConsumerRebalanceListenerInvoker`;

function consumerPrefix({ clientId, groupId, groupInstanceId }: LoggedConsumer): string {
  return `[Consumer ${groupInstanceId === null ? '' : `instanceId=${groupInstanceId}, `}clientId=${clientId}, groupId=${groupId}] `;
}

export function consumerLine(consumer: LoggedConsumer, level: LogLevel, logger: string, text: string): LogLine {
  return { level, logger, text: consumerPrefix(consumer) + text };
}

/** @param owned what the consumer owned before the event */
export function consumerLines(
  event: MemberEvent & { readonly atMs: number },
  consumer: LoggedConsumer,
  owned: ReadonlySet<TopicPartition>,
  cluster: LoggedCluster,
): readonly LogLine[] {
  const line = (level: LogLevel, logger: string, text: string) => consumerLine(consumer, level, logger, text);
  switch (event.kind) {
    case 'consumer.state':
      return stateLines(event, consumer);
    case 'callback.entered':
      return [...updateLines(consumer, owned), ...invokerLines(event, consumer)];
    case 'callback.left':
      if (event.error === undefined) return [];
      return [
        line(
          'ERROR',
          invokerLogger,
          `User provided listener ${unknown} failed on invocation of ${event.callback} for partitions ${partitionSet(event.partitions)}`,
        ),
      ];
    case 'consumer.assignment':
      return assignmentLines(event, consumer, owned);
    case 'poll.entered':
      consumer.lastPollMs = event.atMs;
      return [];
    case 'poll.returned':
      return [];
    case 'commit.completed':
      return event.mode === 'auto' ? [autoCommitLine(event, consumer)] : [];
    case 'position.changed':
      return [positionLine(event, consumer, cluster)];
  }
}

function stateLines(
  event: Extract<ClientEvent, { kind: 'consumer.state' }> & { readonly atMs: number },
  consumer: LoggedConsumer,
): readonly LogLine[] {
  const info = (text: string) => consumerLine(consumer, 'INFO', coordinatorLogger, text);
  switch (event.to) {
    case 'PREPARING_REBALANCE':
      consumer.resetReason = undefined;
      return [];
    case 'COMPLETING_REBALANCE':
      return [info(`Successfully joined group with generation ${generationText(event, consumer.protocolName)}`)];
    case 'STABLE':
      consumer.hasLoggedUpdate = false;
      return [info(`Successfully synced group in generation ${generationText(event, consumer.protocolName)}`)];
    case 'UNJOINED': {
      const reason = consumer.resetReason ?? 'consumer pro-actively leaving the group';
      // A dynamic member says so when it sends LeaveGroup. A static one sends none.
      const isPollExpired =
        consumer.resetReason === undefined &&
        consumer.groupInstanceId !== null &&
        event.atMs - consumer.lastPollMs >= consumer.maxPollIntervalMs;
      consumer.resetReason = undefined;
      return [
        ...(isPollExpired ? [pollExpiredLine(consumer)] : []),
        info(`Resetting generation ${event.memberId === '' ? 'and member id ' : ''}due to: ${reason}`),
        info(`Request joining group due to: ${reason}`),
      ];
    }
  }
}

export function pollExpiredLine(consumer: LoggedConsumer): LogLine {
  return consumerLine(
    consumer,
    'WARN',
    coordinatorLogger,
    'consumer poll timeout has expired. This means the time between subsequent calls to poll() ' +
      'was longer than the configured max.poll.interval.ms, which typically implies that ' +
      'the poll loop is spending too much time processing messages. You can address this ' +
      'either by increasing max.poll.interval.ms or by reducing the maximum size of batches ' +
      'returned in poll() with max.poll.records.',
  );
}

type Callback = Pick<
  Extract<ClientEvent, { kind: 'callback.entered' }>,
  'callback' | 'partitions' | 'memberId' | 'generationId'
>;

function invokerLines(
  { callback, partitions, memberId, generationId }: Callback,
  consumer: LoggedConsumer,
): readonly LogLine[] {
  const names = partitions.map(partitionName).join(', ');
  const says = (text: string) => consumerLine(consumer, 'INFO', invokerLogger, text);
  switch (callback) {
    case 'onPartitionsAssigned':
      return [says(`Adding newly assigned partitions: ${names}`)];
    case 'onPartitionsRevoked':
      return [says(`Revoke previously assigned partitions ${names}`)];
    case 'onPartitionsLost': {
      const isReset = generationId < 0 || memberId === '';
      return [
        ...(isReset
          ? [
              consumerLine(
                consumer,
                'INFO',
                coordinatorLogger,
                'Giving away all assigned partitions as lost since generation/memberID has been reset,' +
                  'indicating that consumer is in old state or no longer part of the group',
              ),
            ]
          : []),
        says(`Lost previously assigned partitions ${names}`),
      ];
    }
  }
}

/** A member that cooperates logs once, before anything is done, what its new assignment changes. */
function updateLines(consumer: LoggedConsumer, owned: ReadonlySet<TopicPartition>): readonly LogLine[] {
  const { received } = consumer;
  if (received === undefined || consumer.hasLoggedUpdate || !consumer.isCooperative) return [];
  consumer.hasLoggedUpdate = true;
  const assigned = new Set(received);
  return [
    consumerLine(
      consumer,
      'INFO',
      coordinatorLogger,
      [
        'Updating assignment with',
        `\tAssigned partitions:                       ${partitionSet(assigned)}`,
        `\tCurrent owned partitions:                  ${partitionSet(owned)}`,
        `\tAdded partitions (assigned - owned):       ${partitionSet([...assigned].filter((of) => !owned.has(of)))}`,
        `\tRevoked partitions (owned - assigned):     ${partitionSet([...owned].filter((of) => !assigned.has(of)))}`,
        '',
      ].join('\n'),
    ),
  ];
}

function assignmentLines(
  event: Extract<ClientEvent, { kind: 'consumer.assignment' }>,
  consumer: LoggedConsumer,
  owned: ReadonlySet<TopicPartition>,
): readonly LogLine[] {
  const info = (text: string) => consumerLine(consumer, 'INFO', coordinatorLogger, text);
  const assigned = new Set(event.assignment);
  const { received, hasListener, isCooperative } = consumer;
  const gone = [...owned].filter((of) => !assigned.has(of));
  // Without a listener no event tells of the callbacks, whose lines are logged all the same.
  const called = (callback: Callback['callback'], partitions: readonly TopicPartition[]) =>
    hasListener ? [] : invokerLines({ ...event, callback, partitions }, consumer);
  if (received === undefined) {
    const isLost = event.generationId < 0 || event.memberId === '';
    return called(isLost ? 'onPartitionsLost' : 'onPartitionsRevoked', gone);
  }
  const update = updateLines(consumer, owned);
  consumer.received = undefined;
  const again = `need to revoke partitions ${partitionSet(gone)} as indicated by the current assignment and re-join`;
  return [
    ...update,
    ...(isCooperative && gone.length > 0
      ? [...called('onPartitionsRevoked', gone), info(`Request joining group due to: ${again}`)]
      : []),
    info(`Notifying assignor about the new ${assignmentText(received)}`),
    ...called(
      'onPartitionsAssigned',
      received.filter((of) => !owned.has(of)),
    ),
  ];
}

function autoCommitLine(
  { offsets, error }: Extract<ClientEvent, { kind: 'commit.completed' }>,
  consumer: LoggedConsumer,
): LogLine {
  const texts = Array.from(
    offsets,
    ([of, offset]) => `${partitionName(of)}=OffsetAndMetadata{offset=${offset}, leaderEpoch=null, metadata=''}`,
  );
  const told = `{${texts.join(', ')}}`;
  return error === undefined
    ? consumerLine(consumer, 'DEBUG', coordinatorLogger, `Completed asynchronous auto-commit of offsets ${told}`)
    : consumerLine(
        consumer,
        'WARN',
        coordinatorLogger,
        `Asynchronous auto-commit of offsets ${told} failed: ${unknown}`,
      );
}

function positionLine(
  { partition, offset, why }: Extract<ClientEvent, { kind: 'position.changed' }>,
  consumer: LoggedConsumer,
  cluster: LoggedCluster,
): LogLine {
  const name = partitionName(partition);
  const position = `FetchPosition{offset=${offset}, offsetEpoch=Optional.empty, currentLeader=${cluster.leaderText(partition)}}`;
  switch (why) {
    case 'committed':
      return {
        level: 'INFO',
        // Its logger is a static one, which has no prefix.
        logger: `${internals}.ConsumerUtils`,
        text: `Setting offset for partition ${name} to the committed offset ${position}`,
      };
    case 'reset':
      return consumerLine(
        consumer,
        'INFO',
        `${internals}.SubscriptionState`,
        `Resetting offset for partition ${name} to position ${position}.`,
      );
    case 'seek':
      return consumerLine(
        consumer,
        'INFO',
        `${internals}.ClassicKafkaConsumer`,
        `Seeking to offset ${offset} for partition ${name}`,
      );
  }
}
