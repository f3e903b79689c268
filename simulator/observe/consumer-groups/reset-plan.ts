// Floor 4. Which offsets `kafka-consumer-groups --reset-offsets` would write (Kafka: ConsumerGroupCommand.prepareOffsetsToReset,
// checkOffsetsRange, getPartitionsToReset). A plan only: what is printed and whether it is carried out is in ./reset-offsets.
import { sortedPartitions } from '../../client/consumer/partition-order.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import { partitionName } from '../run-trace.ts';
import { parseDateTime, parseDuration } from './java-time.ts';
import { CommandFailure, type OutputLine, printedError, stderr, stdout, UsageError } from './output.ts';
import type { ResetPlan } from './reset-csv.ts';
import type { ClusterSnapshot, GroupSnapshot, LogSnapshot } from './snapshot.ts';
import { explicitPartitions, partitionsOfTopics } from './topic-arguments.ts';

/** Where to: exactly one of the command's options. */
export type ResetTarget =
  | { readonly option: '--to-earliest' | '--to-latest' | '--to-current' }
  | { readonly option: '--to-offset'; readonly offset: number }
  /** Negative: backward. */
  | { readonly option: '--shift-by'; readonly by: number }
  | { readonly option: '--to-datetime'; readonly dateTime: string }
  /** `nowMs` is the time that the duration, such as `PT10M`, is taken off. */
  | { readonly option: '--by-duration'; readonly duration: string; readonly nowMs: number }
  | { readonly option: '--from-file'; readonly plan: ResetPlan };

/** Which partitions: `--all-topics` (all that have a commit), or `--topic t` and `--topic t:0,1`. A file brings its own. */
export type ResetScope = 'all-topics' | readonly string[] | undefined;

export interface PreparedReset {
  readonly offsets: ReadonlyMap<TopicPartition, number>;
  /** What is printed while planning. */
  readonly lines: readonly OutputLine[];
}

/** The new offsets of one inactive group, by topic, then partition. `group` is `undefined` for one that does not exist. */
export function prepareReset(
  groupId: string,
  group: GroupSnapshot | undefined,
  { logs }: ClusterSnapshot,
  scope: ResetScope,
  target: ResetTarget,
): PreparedReset {
  const committed = new Map([...(group?.committed ?? [])].map(([partition, { offset }]) => [partition, offset]));
  const partitions = partitionsToReset(scope, target, committed, logs);
  switch (target.option) {
    case '--to-earliest':
      return plain(partitions, (partition) => earliest(logs, partition));
    case '--to-latest':
      return plain(partitions, (partition) => latest(logs, partition));
    case '--to-current':
      return plain(partitions, (partition) => committed.get(partition) ?? latest(logs, partition));
    case '--to-offset':
      return withinLog(new Map(partitions.map((partition) => [partition, target.offset])), logs);
    case '--shift-by':
      return withinLog(
        new Map(partitions.map((partition) => [partition, committedOffset(committed, partition) + target.by])),
        logs,
      );
    case '--to-datetime': {
      const timestampMs = parseDateTime(target.dateTime);
      if (timestampMs === undefined) {
        throw new CommandFailure(`java.text.ParseException: Unparseable date: "${target.dateTime}"`);
      }
      return atTime(partitions, timestampMs, logs);
    }
    case '--by-duration': {
      const durationMs = parseDuration(target.duration);
      if (durationMs === undefined) throw new CommandFailure('Text cannot be parsed to a Duration');
      return atTime(partitions, target.nowMs - durationMs, logs);
    }
    case '--from-file': {
      const planned = target.plan.get(groupId);
      if (planned === undefined) {
        return { offsets: new Map(), lines: printedError(`No reset plan for group ${groupId} found`) };
      }
      return withinLog(planned, logs);
    }
  }
}

function partitionsToReset(
  scope: ResetScope,
  target: ResetTarget,
  committed: ReadonlyMap<TopicPartition, number>,
  logs: LogSnapshot,
): readonly TopicPartition[] {
  if (scope === 'all-topics') return sortedPartitions(committed.keys());
  if (scope !== undefined) {
    const explicit = explicitPartitions(scope).map(({ topic, partition }) => {
      if (partition < 0 || partition >= (logs.partitionCount(topic) ?? 0)) throw unknownTopicOrPartition();
      return topicPartition(topic, partition);
    });
    const whole = partitionsOfTopics(scope, logs).flatMap(({ partitions }) => partitions ?? fail());
    return sortedPartitions([...explicit, ...whole]);
  }
  if (target.option === '--from-file') return [];
  throw new UsageError('One of the reset scopes should be defined: --all-topics, --topic.');
}

function fail(): never {
  throw unknownTopicOrPartition();
}

function unknownTopicOrPartition(): CommandFailure {
  return new CommandFailure(
    'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
  );
}

function plain(partitions: readonly TopicPartition[], offset: (of: TopicPartition) => number): PreparedReset {
  return { offsets: new Map(partitions.map((partition) => [partition, offset(partition)])), lines: [] };
}

function latest(logs: LogSnapshot, partition: TopicPartition): number {
  const offset = logs.latest(partition);
  if (offset !== undefined) return offset;
  throw new UsageError(`Error getting ending offset of topic partition: ${partitionName(partition)}`);
}

function earliest(logs: LogSnapshot, partition: TopicPartition): number {
  const offset = logs.earliest(partition);
  if (offset !== undefined) return offset;
  throw new UsageError(`Error getting starting offset of topic partition: ${partitionName(partition)}`);
}

function committedOffset(committed: ReadonlyMap<TopicPartition, number>, partition: TopicPartition): number {
  const offset = committed.get(partition);
  if (offset !== undefined) return offset;
  throw new UsageError(
    `Cannot shift offset for partition ${partitionName(partition)} since there is no current committed offset`,
  );
}

/** Offsets outside of the log become its nearest end, with a warning of the command's logger. */
function withinLog(requested: ReadonlyMap<TopicPartition, number>, logs: LogSnapshot): PreparedReset {
  const offsets = new Map<TopicPartition, number>();
  const lines: OutputLine[] = [];
  const clamp = (partition: TopicPartition, offset: number, than: string, end: number) => {
    lines.push(
      ...stderr(
        `WARN New offset (${offset}) is ${than} offset for topic partition ${partitionName(partition)}. Value will be set to ${end} (org.apache.kafka.tools.consumer.group.ConsumerGroupCommand)`,
      ),
    );
    return end;
  };
  for (const partition of sortedPartitions(requested.keys())) {
    const offset = requested.get(partition) ?? 0;
    const last = logs.latest(partition);
    const first = logs.earliest(partition);
    if (last !== undefined && offset > last)
      offsets.set(partition, clamp(partition, offset, 'higher than latest', last));
    else if (first !== undefined && offset < first) {
      offsets.set(partition, clamp(partition, offset, 'lower than earliest', first));
    } else offsets.set(partition, offset);
  }
  return { offsets, lines };
}

function atTime(partitions: readonly TopicPartition[], timestampMs: number, logs: LogSnapshot): PreparedReset {
  const lines: OutputLine[] = [];
  const offsets = new Map(
    partitions.map((partition) => {
      const found = logs.atTime(partition, timestampMs);
      if (found === undefined) {
        lines.push(
          ...stdout(
            '',
            `Warn: Partition ${partition.partition} from topic ${partition.topic} is empty. Falling back to latest known offset.`,
          ),
        );
      }
      return [partition, found ?? latest(logs, partition)] as const;
    }),
  );
  return { offsets, lines };
}
