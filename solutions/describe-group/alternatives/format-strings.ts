// A format as Java's printf takes it, `%-15s %-10s %s`, is built from the rows and filled in line by line.
import type { ConsumerGroupDescription, ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

interface DescribedGroup {
  readonly description: ConsumerGroupDescription;
  readonly committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>;
  readonly ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>;
}

interface Row {
  readonly topic: string;
  readonly partition: number;
  readonly by: { readonly consumerId: string; readonly host: string; readonly clientId: string };
}

const nobody = { consumerId: '-', host: '-', clientId: '-' };

export function describeOffsets({ description, committed, ends }: DescribedGroup): string {
  const { groupId, members, state } = description;
  const free = new Set(committed.keys());
  const rows: Row[] = [];
  const bySize: (typeof members)[number][][] = [];
  for (const one of members) {
    const alike = bySize[one.assignment.length] ?? [];
    bySize[one.assignment.length] = [...alike, one];
  }
  for (const one of bySize.reverse().flatMap((some) => some ?? [])) {
    for (const partition of one.assignment) free.delete(partition);
    rows.push(...sorted(one.assignment).map((partition) => ({ ...partition, by: one })));
  }
  rows.push(...sorted(free).map((partition) => ({ ...partition, by: nobody })));

  const offsets = new Map(
    [...committed].map(([{ topic, partition }, { offset }]) => [`${topic} ${partition}`, offset]),
  );
  const logEnds = new Map([...ends].map(([{ topic, partition }, { offset }]) => [`${topic} ${partition}`, offset]));
  let text = notice(groupId, state);
  if (rows.length === 0 || state === 'Dead') return text;
  const width = (texts: readonly string[]): number => texts.reduce((most, one) => Math.max(most, one.length), 15);
  const format =
    `%-${width([groupId])}s %-${width(rows.map(({ topic }) => topic))}s %-10s %-15s %-15s %-15s ` +
    `%-${width(rows.map(({ by }) => by.consumerId))}s %-${width(rows.map(({ by }) => by.host))}s %s\n`;
  text += `\n${printf(format, 'GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID'.split(' '))}`;
  for (const { topic, partition, by } of rows) {
    const offset = offsets.get(`${topic} ${partition}`) ?? Number.NaN;
    const end = logEnds.get(`${topic} ${partition}`) ?? Number.NaN;
    const numbers = [offset, end, end - offset].map((number) => (Number.isNaN(number) ? '-' : `${number}`));
    text += printf(format, [groupId, topic, `${partition}`, ...numbers, by.consumerId, by.host, by.clientId]);
  }
  return text;
}

export function describeMembers({ description: { groupId, members, state } }: DescribedGroup): string {
  const cellsOf = members.map(({ groupInstanceId, consumerId, host, clientId, assignment }) => [
    groupId,
    consumerId,
    groupInstanceId ?? '',
    host,
    clientId,
    `${assignment.length}`,
  ]);
  const hidden = members.every(({ groupInstanceId }) => groupInstanceId === undefined) ? 2 : -1;
  const shown = (cells: readonly string[]) => cells.filter((_, at) => at !== hidden);
  const widths = [15, 15, 17, 15, 15, 15].map((least, at) =>
    Math.max(least, ...(at === 5 ? [] : cellsOf.map((cells) => cells[at]?.length ?? 0))),
  );
  const format = `${shown(widths.map((width) => `%-${width}s `)).join('')}\n`;
  const header = ['GROUP', 'CONSUMER-ID', 'GROUP-INSTANCE-ID', 'HOST', 'CLIENT-ID', '#PARTITIONS'];
  const lines = [header, ...cellsOf].map((cells) => printf(format, shown(cells)));
  return `${notice(groupId, state)}\n${lines.join('')}`;
}

function printf(format: string, cells: readonly string[]): string {
  let next = 0;
  return format.replace(/%(?:-(\d+))?s/g, (_, width = '0') => (cells[next++] ?? '').padEnd(Number(width)));
}

function notice(groupId: string, state: string): string {
  const says: Readonly<Record<string, string>> = {
    Empty: `Consumer group '${groupId}' has no active members.`,
    PreparingRebalance: `Warning: Consumer group '${groupId}' is rebalancing.`,
    CompletingRebalance: `Warning: Consumer group '${groupId}' is rebalancing.`,
    Dead: `Error: Consumer group '${groupId}' does not exist.`,
  };
  return says[state] === undefined ? '' : `\n${says[state]}\n`;
}

function sorted(partitions: Iterable<TopicPartition>): readonly TopicPartition[] {
  const topics = new Map<string, TopicPartition[]>();
  for (const one of partitions) topics.set(one.topic, [...(topics.get(one.topic) ?? []), one]);
  return [...topics.keys()]
    .sort()
    .flatMap((topic) => (topics.get(topic) ?? []).sort((a, b) => a.partition - b.partition));
}
