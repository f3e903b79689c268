// There is no table: all lines begin empty and grow to the right, one column at a time. A column knows its texts, and pads them when the next one
// comes.
import type { ConsumerGroupDescription, ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

interface DescribedGroup {
  readonly description: ConsumerGroupDescription;
  readonly committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>;
  readonly ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>;
}

class Lines {
  #lines: readonly string[];

  constructor(count: number) {
    this.#lines = Array.from({ length: count + 1 }, () => '');
  }

  /** @param grows whether the rows may make it wider; its name never does */
  column(name: string, texts: readonly string[], least: number, grows: boolean): this {
    let width = least;
    if (grows) for (const text of texts) width = Math.max(width, text.length);
    const cells = [name, ...texts];
    this.#lines = this.#lines.map((line, at) => `${line}${(cells[at] ?? '').padEnd(width)}`);
    return this;
  }

  space(): this {
    this.#lines = this.#lines.map((line) => `${line} `);
    return this;
  }

  get text(): string {
    return ['', ...this.#lines, ''].join('\n');
  }
}

const or = (number: number | undefined): string => (number === undefined ? '-' : number.toFixed());

export function describeOffsets(group: DescribedGroup): string {
  const { description, committed, ends } = group;
  const owners = new Map<TopicPartition, (typeof description.members)[number]>();
  for (const one of description.members) for (const partition of one.assignment) owners.set(partition, one);
  const ranks = new Map(
    [...description.members].sort((a, b) => b.assignment.length - a.assignment.length).map((one, rank) => [one, rank]),
  );
  const rankOf = (partition: TopicPartition): number => {
    const owner = owners.get(partition);
    return owner === undefined ? Number.POSITIVE_INFINITY : (ranks.get(owner) ?? 0);
  };
  const partitions = [...new Set([...owners.keys(), ...committed.keys()])].sort((a, b) => {
    const [one, other] = [rankOf(a), rankOf(b)];
    if (one !== other) return one - other;
    return a.topic === b.topic ? a.partition - b.partition : a.topic > b.topic ? 1 : -1;
  });
  if (partitions.length === 0 || description.state === 'Dead') return noticeOf(description);
  const texts = (of: (partition: TopicPartition) => string) => partitions.map(of);
  const offset = (partition: TopicPartition) => committed.get(partition)?.offset;
  const end = (partition: TopicPartition) => ends.get(partition)?.offset;
  const lag = (partition: TopicPartition) => {
    const [from, to] = [offset(partition), end(partition)];
    return from === undefined || to === undefined ? undefined : to - from;
  };
  const lines = new Lines(partitions.length)
    .column(
      'GROUP',
      texts(() => description.groupId),
      15,
      true,
    )
    .space()
    .column(
      'TOPIC',
      texts(({ topic }) => topic),
      15,
      true,
    )
    .space()
    .column(
      'PARTITION',
      texts(({ partition }) => or(partition)),
      10,
      false,
    )
    .space()
    .column(
      'CURRENT-OFFSET',
      texts((one) => or(offset(one))),
      15,
      false,
    )
    .space()
    .column(
      'LOG-END-OFFSET',
      texts((one) => or(end(one))),
      15,
      false,
    )
    .space()
    .column(
      'LAG',
      texts((one) => or(lag(one))),
      15,
      false,
    )
    .space()
    .column(
      'CONSUMER-ID',
      texts((one) => owners.get(one)?.consumerId ?? '-'),
      15,
      true,
    )
    .space()
    .column(
      'HOST',
      texts((one) => owners.get(one)?.host ?? '-'),
      15,
      true,
    )
    .space()
    .column(
      'CLIENT-ID',
      texts((one) => owners.get(one)?.clientId ?? '-'),
      0,
      false,
    );
  return noticeOf(description) + lines.text;
}

export function describeMembers({ description }: DescribedGroup): string {
  const { members, groupId } = description;
  const lines = new Lines(members.length);
  lines
    .column(
      'GROUP',
      members.map(() => groupId),
      15,
      true,
    )
    .space();
  lines
    .column(
      'CONSUMER-ID',
      members.map(({ consumerId }) => consumerId),
      15,
      true,
    )
    .space();
  if (members.some((one) => typeof one.groupInstanceId === 'string')) {
    lines
      .column(
        'GROUP-INSTANCE-ID',
        members.map((one) => one.groupInstanceId ?? ''),
        17,
        true,
      )
      .space();
  }
  lines
    .column(
      'HOST',
      members.map(({ host }) => host),
      15,
      true,
    )
    .space();
  lines
    .column(
      'CLIENT-ID',
      members.map(({ clientId }) => clientId),
      15,
      true,
    )
    .space();
  lines
    .column(
      '#PARTITIONS',
      members.map(({ assignment }) => or(assignment.length)),
      15,
      false,
    )
    .space();
  return noticeOf(description) + lines.text;
}

function noticeOf({ groupId, state }: ConsumerGroupDescription): string {
  const name = `onsumer group '${groupId}'`;
  if (state.endsWith('Rebalance')) return `\nWarning: C${name} is rebalancing.\n`;
  if (state === 'Empty') return `\nC${name} has no active members.\n`;
  return state === 'Dead' ? `\nError: C${name} does not exist.\n` : '';
}
