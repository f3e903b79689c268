// Floor 6. Holds an answer's assign() to the one assignment that is expected. Knows no assignor.
import { type Check, firstDifference } from './assignment-differences.ts';
import type { Assign } from './call-assign.ts';
import { currentRuleAndCase } from './current-test.ts';
import type { OwnedByMember, PartitionName } from './evidence.ts';
import { type GroupCase, type GroupSpec, groupCase, groupInWords } from './group-case.ts';
import { judgeAssignment } from './judge-assignment.ts';
import { listOf, nameOf } from './words.ts';

/** A group, and what each of its members must be given. */
export interface AssignmentCase extends GroupCase {
  readonly expected: OwnedByMember;
}

/** A case that was recorded from Kafka, with the id of the recording. */
export interface NamedAssignmentCase extends AssignmentCase {
  readonly id: string;
}

/** A case as a suite writes it. */
export interface AssignmentSpec extends GroupSpec {
  /** By member and topic: `{ c1: { orders: [0, 1] }, c2: {} }`. */
  readonly expected: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** Why it is so, in words that go before "so c1 owns ...". */
  readonly because?: string;
}

/** The message spells out who owns what up to this many members and partitions; a board or a diff shows larger ones better. */
const MEMBERS_IN_WORDS_MAX = 4;
const PARTITIONS_IN_WORDS_MAX = 8;

/** The answer gives every member exactly the partitions expected, ascending within each topic. */
export function expectAssignment(assign: Assign, spec: AssignmentSpec): void {
  const group = groupCase(spec);
  const expected = Object.entries(spec.expected).map(([memberId, topics]): OwnedByMember[number] => [
    memberId,
    Object.entries(topics).flatMap(([topic, numbers]) => numbers.map((n): PartitionName => [topic, n])),
  ]);
  const { rule, title } = currentRuleAndCase();
  const about = [rule, title].filter(Boolean).join(', ');
  const reasons = [spec.because, ownershipInWords(expected)].filter(Boolean).join(', so ');
  const context = `${[about, reasons].filter(Boolean).join(': ')}.`;
  judgeAssignment(assign, group, {
    expected,
    problemOf: (actual) => firstDifference({ group, expected, actual }),
    title,
    context: () => context,
    isAlwaysShown: true,
    calledAs: expectAssignment,
  });
}

/**
 * The answer stands up to `check` in every case, in the order given: smallest first, so that the first failure is the smallest.
 * Without a check of its own, every member must have exactly the partitions expected. The same `assign` is asked once for each case.
 */
export function expectEveryAssignment(
  assign: Assign,
  cases: readonly NamedAssignmentCase[],
  check: Check = firstDifference,
): void {
  if (cases.length === 0)
    throw new RangeError('No cases were given: a test over them would pass whatever the answer does.');
  const { rule, title } = currentRuleAndCase();
  for (const testCase of cases) {
    const context = () =>
      `${[rule, title].filter(Boolean).join(', ')}: the smallest that fails is ${testCase.id}, where ${groupInWords(testCase)}.`;
    const { expected } = testCase;
    judgeAssignment(assign, testCase, {
      expected,
      problemOf: (actual) => check({ group: testCase, expected, actual }),
      title: testCase.id,
      context,
      isAlwaysShown: false,
      calledAs: expectEveryAssignment,
    });
  }
}

function ownershipInWords(owned: OwnedByMember): string | undefined {
  const partitionCount = owned.reduce((sum, [, partitions]) => sum + partitions.length, 0);
  if (owned.length === 0 || owned.length > MEMBERS_IN_WORDS_MAX || partitionCount > PARTITIONS_IN_WORDS_MAX) {
    return undefined;
  }
  return owned.map(([memberId, partitions]) => `${memberId} owns ${listOf(partitions.map(nameOf))}`).join(', ');
}
