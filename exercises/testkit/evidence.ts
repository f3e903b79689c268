// Floor 6. What a suite leaves beside a result so that a page can draw it. Plain data that can cross to another realm.

/** `[topic, partition]`, as in the recorded cases. */
export type PartitionName = readonly [topic: string, partition: number];

/** By member id, in the order to show: what it was given, in the order it was given. */
export type OwnedByMember = readonly (readonly [memberId: string, partitions: readonly PartitionName[]])[];

export interface MemberCase {
  readonly memberId: string;
  readonly groupInstanceId: string | undefined;
  readonly rackId: string | undefined;
  readonly topics: readonly string[];
}

/** One call of a plain `assign()`: who asked for what, what the answer gave, what Kafka gives where that is asked for. */
export interface AssignmentEvidence {
  readonly kind: 'assignment';
  /** What the case is about, in a few words: "5 partitions, 3 members". */
  readonly title: string;
  /** Topics with their partition counts; 0 is a topic without metadata. */
  readonly topics: readonly (readonly [topic: string, partitionCount: number])[];
  readonly members: readonly MemberCase[];
  /** `undefined` when the answer threw or returned no usable map. */
  readonly actual: OwnedByMember | undefined;
  /** `undefined` where many divisions are right. */
  readonly expected: OwnedByMember | undefined;
}

/** What may stand in a test's `task.meta.evidence`. */
export type Evidence = AssignmentEvidence;
