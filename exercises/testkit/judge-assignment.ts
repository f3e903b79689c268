// Floor 6. Asks an answer's assign() about one group: leaves evidence for the site, then fails with the problem in words. Only data
// read into plain copies is compared or shown. Knows no assignor, and not what is right.
import { chai } from 'vitest';
import { type Assign, callAssignOnce } from './call-assign.ts';
import { leaveEvidence } from './current-test.ts';
import type { OwnedByMember, PartitionName } from './evidence.ts';
import type { GroupCase } from './group-case.ts';
import { clip, nameOf } from './words.ts';

/** An answer that gives out more than this is told what is wrong in words alone: to diff and to draw it would take a minute. */
const PARTITIONS_SHOWN_MAX = 2_000;

export interface Judging {
  /** `undefined` where many assignments are right. */
  readonly expected: OwnedByMember | undefined;
  /** A sentence about what is wrong with what was given, if anything is. */
  readonly problemOf: (actual: OwnedByMember) => string | undefined;
  readonly title: string;
  /** What follows the problem: rule and case in words. */
  readonly context: () => string;
  /** Evidence of cases that pass would be replaced by the next case's. */
  readonly isAlwaysShown: boolean;
  /** What the suite called: the stack of a failure begins with its caller. */
  readonly calledAs: (...args: never[]) => void;
}

export function judgeAssignment(
  assign: Assign,
  group: GroupCase,
  { expected, problemOf, title, context, isAlwaysShown, calledAs }: Judging,
): void {
  const called = callAssignOnce(assign, group);
  const actual = called.kind === 'assignment' && isShowable(called.owned) ? called.owned : undefined;
  const problem = called.kind === 'assignment' ? problemOf(called.owned) : called.why;
  if (isAlwaysShown || problem !== undefined) {
    leaveEvidence({
      kind: 'assignment',
      title,
      topics: group.topics,
      members: group.members.map(({ memberId, groupInstanceId, rackId, topics }) => ({
        memberId,
        groupInstanceId,
        rackId,
        topics,
      })),
      actual: actual && inOrderToShow(actual, group),
      expected,
    });
  }
  if (problem === undefined) return;
  const message = `${problem} ${context()}`;
  if (called.kind === 'threw') throw answerError(message, called.frames);
  // Compared and shown are plain copies; vitest draws the diff from the two.
  const sides =
    actual === undefined || expected === undefined
      ? { showDiff: false }
      : { showDiff: true, actual: namesByMember(actual), expected: namesByMember(expected) };
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
