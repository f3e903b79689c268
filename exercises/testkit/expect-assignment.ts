// Floor 6. Holds an answer's assign() to what is expected: leaves evidence for the site, then fails with rule and case in words.
// Only data read into plain copies is compared or shown. Knows no assignor.
import { chai } from 'vitest';
import { type Check, firstDifference } from './assignment-differences.ts';
import { type Assign, callAssignOnce } from './call-assign.ts';
import { currentRuleAndCase, leaveEvidence } from './current-test.ts';
import type { OwnedByMember, PartitionName } from './evidence.ts';
import { type GroupCase, type GroupSpec, groupCase } from './group-case.ts';
import { clip, countOf, listOf, nameOf } from './words.ts';

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
/** An answer that gives out more than this is told what is wrong in words alone: to diff and to draw it would take a minute. */
const PARTITIONS_SHOWN_MAX = 2_000;

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
  judge(
    assign,
    { ...group, expected },
    { check: firstDifference, title, context: () => context, isAlwaysShown: true, calledAs: expectAssignment },
  );
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
    judge(assign, testCase, {
      check,
      title: testCase.id,
      context,
      isAlwaysShown: false,
      calledAs: expectEveryAssignment,
    });
  }
}

interface Judging {
  readonly check: Check;
  readonly title: string;
  /** What follows the problem: rule and case in words. */
  readonly context: () => string;
  /** Evidence of cases that pass would be replaced by the next case's. */
  readonly isAlwaysShown: boolean;
  /** What the suite called: the stack of a failure begins with its caller. */
  readonly calledAs: (...args: never[]) => void;
}

function judge(
  assign: Assign,
  testCase: AssignmentCase,
  { check, title, context, isAlwaysShown, calledAs }: Judging,
): void {
  const called = callAssignOnce(assign, testCase);
  const actual = called.kind === 'assignment' && isShowable(called.owned) ? called.owned : undefined;
  const problem =
    called.kind === 'assignment'
      ? check({ group: testCase, expected: testCase.expected, actual: called.owned })
      : called.why;
  if (isAlwaysShown || problem !== undefined) {
    leaveEvidence({
      kind: 'assignment',
      title,
      topics: testCase.topics,
      members: testCase.members.map(({ memberId, groupInstanceId, rackId, topics }) => ({
        memberId,
        groupInstanceId,
        rackId,
        topics,
      })),
      actual: actual && inOrderToShow(actual, testCase),
      expected: testCase.expected,
    });
  }
  if (problem === undefined) return;
  const message = `${problem} ${context()}`;
  if (called.kind === 'threw') throw answerError(message, called.frames);
  // Compared and shown are plain copies; vitest draws the diff from the two.
  const sides =
    actual === undefined
      ? { showDiff: false }
      : { showDiff: true, actual: namesByMember(actual), expected: namesByMember(testCase.expected) };
  throw new chai.AssertionError(message, sides, calledAs);
}

function isShowable(owned: OwnedByMember): boolean {
  return owned.reduce((sum, [, partitions]) => sum + partitions.length, 0) <= PARTITIONS_SHOWN_MAX;
}

/** Ours in name and message, the answer's in its frames, so that the line that threw can be linked to. */
function answerError(message: string, frames: readonly string[]): Error {
  const error = new Error(message);
  error.name = 'AnswerError';
  if (frames.length > 0) error.stack = [`${error.name}: ${message}`, ...frames].join('\n');
  return error;
}

/** The members in the case's order, then whoever else is in the answer. */
function inOrderToShow(actual: OwnedByMember, { members }: GroupCase): OwnedByMember {
  const places = new Map(members.map(({ memberId }, place) => [memberId, place]));
  const placeOf = (memberId: string) => places.get(memberId) ?? members.length;
  return [...actual].sort(([a], [b]) => placeOf(a) - placeOf(b));
}

/** `{ c1: ['orders-0', 'orders-1'], c2: [] }`, members and topics in one order on both sides. */
function namesByMember(owned: OwnedByMember): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...owned]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([memberId, partitions]) => [clip(memberId), byTopic(partitions).map(nameOf)]),
  );
}

/** Order between topics does not count; order within one does. */
function byTopic(partitions: readonly PartitionName[]): readonly PartitionName[] {
  return [...partitions].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function ownershipInWords(owned: OwnedByMember): string | undefined {
  const partitionCount = owned.reduce((sum, [, partitions]) => sum + partitions.length, 0);
  if (owned.length === 0 || owned.length > MEMBERS_IN_WORDS_MAX || partitionCount > PARTITIONS_IN_WORDS_MAX) {
    return undefined;
  }
  return owned.map(([memberId, partitions]) => `${memberId} owns ${listOf(partitions.map(nameOf))}`).join(', ');
}

/** "orders has 5 partitions; c1 reads orders, c2 (instance a) reads nothing" */
function groupInWords({ topics, members }: GroupCase): string {
  const counts = topics.map(([topic, count]) => `${topic} has ${countOf(count, 'partition')}`);
  const readers = members.map(({ memberId, groupInstanceId, topics: subscribed }) => {
    const instance = groupInstanceId === undefined ? '' : ` (instance ${groupInstanceId})`;
    return `${memberId}${instance} reads ${listOf(subscribed)}`;
  });
  return [counts.length === 0 ? 'no topic has metadata' : listOf(counts), ...readers].join('; ');
}
