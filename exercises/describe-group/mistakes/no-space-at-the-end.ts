// R7: The space behind the last column of the members is missing.
import type { ConsumerGroupDescription, ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

interface DescribedGroup {
  readonly description: ConsumerGroupDescription;
  readonly committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>;
  readonly ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>;
}

interface Column {
  readonly name: string;
  readonly width: number;
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
  const lines = table(columns, rows).map((cells) => cells.join(' '));
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

function inOrder(partitions: readonly TopicPartition[]): readonly TopicPartition[] {
  return [...partitions].sort((a, b) => {
    if (a.topic === b.topic) return a.partition - b.partition;
    return a.topic < b.topic ? -1 : 1;
  });
}

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const widths = columns.map(({ width, grows }, at) =>
    grows ? Math.max(width, ...rows.map((row) => row[at]?.length ?? 0)) : width,
  );
  const padded = (cells: readonly string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0));
  return [columns.map(({ name }) => name), ...rows].map(padded);
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
