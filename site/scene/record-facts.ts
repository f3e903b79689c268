// What a run shows of offsets, and of records with a key, as plain data. Floor 7; runs at build time and in the page's thread, and
// knows no question.
import { lagOverTime, type RunTrace, type SimulatedCluster } from 'simulator';

/** Offsets of one partition at the end of each `everyMs`, from 0 on; -1 where there is none. */
export interface OffsetColumns {
  readonly partition: string;
  readonly logEnd: readonly number[];
  readonly committed: readonly number[];
  /** Of whoever reads it. */
  readonly position: readonly number[];
}

export interface OffsetFacts {
  readonly everyMs: number;
  readonly partitions: readonly OffsetColumns[];
}

export interface KeyedRecordFact {
  readonly key: string;
  readonly partition: string;
  readonly offset: number;
  readonly appendedMs: number;
  /** Each time that a consumer of the group had handled it. */
  readonly processedMs: readonly number[];
}

const labelOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }): string =>
  `${topic}-${partition}`;

export function offsetFacts(trace: RunTrace, groupId: string, durationMs: number): OffsetFacts {
  const everyMs = durationMs <= 5 * 60_000 ? 100 : 1000;
  const { partitions } = lagOverTime(trace, { groupId, everyMs, untilMs: durationMs });
  return { everyMs, partitions: [...partitions].map(([of, columns]) => ({ partition: labelOf(of), ...columns })) };
}

/** In the order in which they came into the logs. */
export function keyedRecordFacts(
  cluster: SimulatedCluster,
  consumers: ReadonlySet<string>,
): readonly KeyedRecordFact[] {
  const processed = new Map<string, number[]>();
  for (const event of cluster.trace) {
    if (event.kind !== 'record.processed' || !consumers.has(event.process)) continue;
    const of = `${labelOf(event.partition)}@${event.offset}`;
    processed.set(of, [...(processed.get(of) ?? []), event.atMs]);
  }
  return cluster.topics
    .filter(({ isInternal }) => !isInternal)
    .flatMap(({ topic, partitions }) =>
      partitions.flatMap((_, number) =>
        cluster.records(topic, number).flatMap(({ key, offset, timestamp }) => {
          const partition = labelOf({ topic, partition: number });
          const processedMs = processed.get(`${partition}@${offset}`) ?? [];
          return key === null ? [] : [{ key, partition, offset, appendedMs: timestamp, processedMs }];
        }),
      ),
    )
    .sort((a, b) => a.appendedMs - b.appendedMs);
}
