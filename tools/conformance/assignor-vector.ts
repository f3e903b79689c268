// Floor 7. One line of an assignor file as simulator/conformance/assignors/README.md describes it, checked and made into a case.
// Knows the client side's assignors only: those of the new protocol's brokers have another shape.
import type { AssignmentCase, OwnedByMember } from 'testkit';
import * as v from 'valibot';

export interface AssignorVector {
  readonly id: string;
  readonly note: string | undefined;
  /** What assign() is handed. `expected` is empty where the recorded call threw. */
  readonly case: AssignmentCase;
  /** Ids of members with an older client, whose subscription has no field for the generation. */
  readonly generationInUserDataOnly: ReadonlySet<string>;
  /** What the recorded call threw, in words; nothing need match but that it threw. */
  readonly throws: string | undefined;
  readonly determinism: 'exact' | 'sets' | 'varies';
  /** For `varies`: every other outcome that was seen. */
  readonly alternatives: readonly OwnedByMember[];
  /** For `varies`: what all outcomes have in common. */
  readonly invariants: Invariants;
}

export interface Invariants {
  /** Lengths of the members' lists, ascending. */
  readonly sizes?: readonly number[] | undefined;
  /** How many partitions stay with a member that claimed them. */
  readonly kept?: number | undefined;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** No topic of a cluster comes near; each partition becomes an object. */
const partitionCount = v.pipe(count, v.maxValue(1_000_000));
const partitions = v.array(v.tuple([v.string(), count]));
const outcome = v.record(v.string(), partitions);
const vector = v.object({
  id: v.string(),
  note: v.optional(v.string()),
  topics: v.record(v.string(), partitionCount),
  racks: v.optional(v.record(v.string(), v.array(v.array(v.nullable(v.string()))))),
  members: v.array(
    v.object({
      memberId: v.string(),
      groupInstanceId: v.nullable(v.string()),
      rackId: v.nullable(v.string()),
      topics: v.array(v.string()),
      ownedPartitions: partitions,
      generationId: v.nullable(v.number()),
      generationInUserDataOnly: v.optional(v.boolean(), false),
    }),
  ),
  expected: v.nullable(outcome),
  throws: v.optional(v.object({ class: v.string(), message: v.nullable(v.string()) })),
  determinism: v.picklist(['exact', 'sets', 'varies']),
  alternatives: v.optional(v.array(outcome), []),
  invariants: v.optional(v.object({ sizes: v.optional(v.array(count)), kept: v.optional(count) }), {}),
});

/** @throws SyntaxError saying what in the line cannot be read. */
export function readAssignorVector(line: string): AssignorVector {
  const read = v.safeParse(vector, JSON.parse(line));
  if (!read.success) {
    const [issue] = read.issues;
    throw new SyntaxError(`${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`);
  }
  const { id, note, topics, racks, members, expected, throws, determinism, alternatives, invariants } = read.output;
  if (expected === null && throws === undefined)
    throw new SyntaxError('expected is null, but nothing is said to throw');
  return {
    id,
    note,
    case: {
      topics: Object.entries(topics),
      replicaRacks: new Map(
        Object.entries(racks ?? {}).map(([topic, ofPartitions]) => [
          topic,
          ofPartitions.map((replicas) => replicas.map((rack) => rack ?? undefined)),
        ]),
      ),
      members: members.map((member) => ({
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId ?? undefined,
        rackId: member.rackId ?? undefined,
        topics: member.topics,
        ownedPartitions: member.ownedPartitions,
        generationId: member.generationId ?? undefined,
      })),
      expected: Object.entries(expected ?? {}),
    },
    generationInUserDataOnly: new Set(
      members.flatMap((member) => (member.generationInUserDataOnly ? member.memberId : [])),
    ),
    throws: throws && [throws.class, throws.message].filter(Boolean).join(': '),
    determinism,
    alternatives: alternatives.map((one) => Object.entries(one)),
    invariants,
  };
}
