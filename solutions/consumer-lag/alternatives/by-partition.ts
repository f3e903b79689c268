// A row for each partition first, filled from the three maps; then each row says its lag. The text is written by an object for each gauge.
import type { ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

interface PartitionLag {
  readonly lag: number | undefined;
  readonly missed: number;
}

class Row {
  committed: number | undefined;
  end: number | undefined;
  begin: number | undefined;

  get lag(): PartitionLag {
    const { committed, end, begin } = this;
    const isCommitted = committed !== undefined && committed >= 0;
    if (!isCommitted || end === undefined) return { lag: undefined, missed: 0 };
    if (begin !== undefined && begin > committed) return { lag: end - begin, missed: begin - committed };
    return { lag: committed > end ? 0 : end - committed, missed: 0 };
  }
}

export function lagOf(
  committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>,
  ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
  begins: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
): Map<TopicPartition, PartitionLag> {
  const rows = new Map<TopicPartition, Row>();
  const fill = (
    offsets: ReadonlyMap<TopicPartition, { readonly offset: number }>,
    column: 'committed' | 'end' | 'begin',
  ): void => {
    for (const [partition, { offset }] of offsets) {
      const row = rows.get(partition) ?? new Row();
      row[column] = offset;
      rows.set(partition, row);
    }
  };
  fill(committed, 'committed');
  fill(ends, 'end');
  fill(begins, 'begin');
  const lags = new Map<TopicPartition, PartitionLag>();
  for (const [partition, row] of rows) lags.set(partition, row.lag);
  return lags;
}

class Gauge {
  readonly #lines: string[] = [];
  readonly #name: string;

  constructor(name: string, help: string) {
    this.#name = name;
    this.#lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`);
  }

  set(labels: Readonly<Record<string, string>>, value: number): void {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}=${quoted(text)}`);
    this.#lines.push(`${this.#name}{${pairs.join(',')}} ${value.toExponential()}`);
  }

  get text(): string {
    return [...this.#lines, ''].join('\n');
  }
}

function quoted(text: string): string {
  let out = '"';
  for (const letter of text) {
    if (letter === '\\' || letter === '"') out += `\\${letter}`;
    else if (letter === '\n') out += '\\n';
    else out += letter;
  }
  return `${out}"`;
}

export function exposition(
  samples: readonly (PartitionLag & { readonly group: string; readonly topic: string; readonly partition: number })[],
): string {
  const lags = new Gauge('kafka_consumergroup_lag', 'Offsets left to read.');
  const misses = new Gauge('kafka_consumergroup_missed', 'Offsets deleted unread.');
  for (const { group, topic, partition, lag, missed } of samples) {
    const labels = { consumergroup: group, topic, partition: String(partition) };
    if (lag !== undefined) lags.set(labels, lag);
    misses.set(labels, missed);
  }
  return [lags.text, samples.length > 0 ? misses.text : ''].join('');
}
