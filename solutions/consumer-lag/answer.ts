// Floor 5. The lag of a group by partition, out of what an admin client reads, and as text that Prometheus scrapes (its text format, version
// 0.0.4). Knows nothing of the group's members.
import type { ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

export interface PartitionLag {
  /** Records that the group has yet to read. `undefined` where that is not known. */
  readonly lag: number | undefined;
  /** Offsets that retention deleted before the group had read them. */
  readonly missed: number;
}

/** The lag of one group on one partition. No two samples have the same group, topic and partition. */
export interface Sample extends PartitionLag {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

const unknown: PartitionLag = { lag: undefined, missed: 0 };

export function lagOf(
  committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>,
  ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
  begins: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
): ReadonlyMap<TopicPartition, PartitionLag> {
  const lags = new Map<TopicPartition, PartitionLag>();
  for (const partition of [...ends.keys(), ...committed.keys()]) {
    const offset = committed.get(partition)?.offset;
    const end = ends.get(partition)?.offset;
    const begin = begins.get(partition)?.offset ?? 0;
    lags.set(partition, lagBetween(offset, begin, end));
  }
  return lags;
}

function lagBetween(offset: number | undefined, begin: number, end: number | undefined): PartitionLag {
  if (offset === undefined || offset < 0 || end === undefined) return unknown;
  return { lag: Math.max(0, end - Math.max(offset, begin)), missed: Math.max(0, begin - offset) };
}

export function exposition(samples: readonly Sample[]): string {
  return [
    ...gauge('kafka_consumergroup_lag', 'Records that the group has yet to read.', samples, ({ lag }) => lag),
    ...gauge(
      'kafka_consumergroup_missed',
      'Offsets that were deleted before the group had read them.',
      samples,
      ({ missed }) => missed,
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function gauge(
  name: string,
  help: string,
  samples: readonly Sample[],
  pick: (sample: Sample) => number | undefined,
): readonly string[] {
  const lines = samples.flatMap((sample) => {
    const value = pick(sample);
    return value === undefined ? [] : [`${name}{${labelsOf(sample)}} ${value}`];
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines];
}

function labelsOf({ group, topic, partition }: Sample): string {
  return `consumergroup="${escaped(group)}",topic="${escaped(topic)}",partition="${partition}"`;
}

/** The backslash first, or the others' backslashes would be escaped once more. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
