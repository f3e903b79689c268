// Floor 5. The tables of kafka-consumer-groups about one group, column by column (Kafka: ConsumerGroupCommand, 4.0; rows in the order of 4.2). Knows
// nothing of who fetched the group.
import type { ConsumerGroupDescription, ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

/** What an admin client has fetched of a group. */
export interface DescribedGroup {
  /** Its id, its state, and its members with what each of them owns. */
  readonly description: ConsumerGroupDescription;
  /** The next offset to read. Without an entry: nothing is committed. */
  readonly committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>;
  /** The offset that the next record will have. Without an entry: the partition has no leader. */
  readonly ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>;
}

interface Column {
  readonly name: string;
  /** At least so wide. */
  readonly width: number;
  /** Whether it becomes as wide as the longest text in it. */
  readonly grows: boolean;
}

const missing = '-';
const fixed = (name: string, width = 15): Column => ({ name, width, grows: false });
const growing = (name: string, width = 15): Column => ({ name, width, grows: true });

export function describeOffsets(group: DescribedGroup): string {
  const { description } = group;
  const rows = description.state === 'Dead' ? [] : [...ownedRows(group), ...unownedRows(group)];
  const columns = [
    growing('GROUP'),
    growing('TOPIC'),
    fixed('PARTITION', 10),
    fixed('CURRENT-OFFSET'),
    fixed('LOG-END-OFFSET'),
    fixed('LAG'),
    growing('CONSUMER-ID'),
    growing('HOST'),
    fixed('CLIENT-ID', 0),
  ];
  const lines = rows.length === 0 ? [] : ['', ...table(columns, rows).map((cells) => cells.join(' '))];
  return textOf([...noticeOf(description), ...lines]);
}

export function describeMembers({ description }: DescribedGroup): string {
  const { groupId, members } = description;
  const isStatic = members.some(({ groupInstanceId }) => groupInstanceId !== undefined);
  const instanceId = <T>(cell: T): readonly T[] => (isStatic ? [cell] : []);
  const columns = [
    growing('GROUP'),
    growing('CONSUMER-ID'),
    ...instanceId(growing('GROUP-INSTANCE-ID', 17)),
    growing('HOST'),
    growing('CLIENT-ID'),
    fixed('#PARTITIONS'),
  ];
  const rows = members.map(({ consumerId, groupInstanceId, host, clientId, assignment }) => [
    groupId,
    consumerId,
    ...instanceId(groupInstanceId ?? ''),
    host,
    clientId,
    String(assignment.length),
  ]);
  const lines = table(columns, rows).map((cells) => cells.map((cell) => `${cell} `).join(''));
  return textOf([...noticeOf(description), '', ...lines]);
}

function noticeOf({ groupId, state }: ConsumerGroupDescription): readonly string[] {
  switch (state) {
    case 'Empty':
      return ['', `Consumer group '${groupId}' has no active members.`];
    case 'PreparingRebalance':
    case 'CompletingRebalance':
      return ['', `Warning: Consumer group '${groupId}' is rebalancing.`];
    case 'Dead':
      return ['', `Error: Consumer group '${groupId}' does not exist.`];
    default:
      return [];
  }
}

function ownedRows(group: DescribedGroup): readonly (readonly string[])[] {
  return [...group.description.members]
    .sort((a, b) => b.assignment.length - a.assignment.length)
    .flatMap(({ assignment, consumerId, host, clientId }) =>
      inOrder(assignment).map((partition) => [...offsetsOf(partition, group), consumerId, host, clientId]),
    );
}

function unownedRows(group: DescribedGroup): readonly (readonly string[])[] {
  const owned = new Set(group.description.members.flatMap(({ assignment }) => assignment));
  const others = [...group.committed.keys()].filter((partition) => !owned.has(partition));
  return inOrder(others).map((partition) => [...offsetsOf(partition, group), missing, missing, missing]);
}

function offsetsOf(partition: TopicPartition, { description, committed, ends }: DescribedGroup): readonly string[] {
  const offset = committed.get(partition)?.offset;
  const end = ends.get(partition)?.offset;
  const lag = offset === undefined || end === undefined ? undefined : end - offset;
  const numbers = [offset, end, lag].map((number) => (number === undefined ? missing : String(number)));
  return [description.groupId, partition.topic, String(partition.partition), ...numbers];
}

/** By topic as Java compares texts, then by number. */
function inOrder(partitions: readonly TopicPartition[]): readonly TopicPartition[] {
  return [...partitions].sort((a, b) => {
    if (a.topic === b.topic) return a.partition - b.partition;
    return a.topic < b.topic ? -1 : 1;
  });
}

/** The header and the rows, each cell padded to its column. */
function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const widths = columns.map(({ width, grows }, at) =>
    grows ? Math.max(width, ...rows.map((row) => row[at]?.length ?? 0)) : width,
  );
  const padded = (cells: readonly string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0));
  return [columns.map(({ name }) => name), ...rows].map(padded);
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
