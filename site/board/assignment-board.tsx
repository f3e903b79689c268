// The assignment board: members and the partitions they were given, side by side. Rendered at build time in lessons, live in the workbench.
import type { MemberCase, OwnedByMember } from 'testkit';

export interface AssignmentBoardProps {
  readonly topics: readonly (readonly [topic: string, partitionCount: number])[];
  readonly members: readonly MemberCase[];
  readonly columns: readonly BoardColumn[];
}

export interface BoardColumn {
  /** "yours", "Kafka", "range", ... */
  readonly title: string;
  readonly owned: OwnedByMember;
  /** Where it is there, cells show the difference from it: what is too much, what is missing, what nobody has, what two have. */
  readonly comparedTo?: OwnedByMember;
}
