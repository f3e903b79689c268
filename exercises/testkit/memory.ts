// Floor 6. Holds an answer to being a function of its inputs: no memory of earlier calls, no change to earlier answers.
import { chai } from 'vitest';
import { type Check, firstDifference } from './assignment-differences.ts';
import { type Assign, callAssign, callAssignOnce } from './call-assign.ts';
import { currentRuleAndCase } from './current-test.ts';
import { clusterOf, type GroupSpec, groupCase, subscriptionsOf } from './group-case.ts';
import { readAssignment } from './read-assignment.ts';

/** An assignor that was asked before answers as `fresh` does, whatever that is. */
export function answersLike(fresh: Assign): Check {
  return ({ group, actual }) => {
    const called = callAssignOnce(fresh, group);
    if (called.kind !== 'assignment') return called.why;
    const difference = firstDifference({ group, expected: called.owned, actual });
    return difference && `An assignor that was asked before answers differently from a new one: ${difference}`;
  };
}

/** What assign() returned for `earlier` still says the same after a call for `later`. */
export function expectEarlierAnswerKept(assign: Assign, earlier: GroupSpec, later: GroupSpec): void {
  const group = groupCase(earlier);
  const returned = assign(clusterOf(group), subscriptionsOf(group));
  const before = readAssignment(returned);
  callAssign(assign, groupCase(later));
  const after = readAssignment(returned);
  const problem =
    before.kind === 'unusable'
      ? before.why
      : after.kind === 'unusable'
        ? after.why
        : firstDifference({ group, expected: before.owned, actual: after.owned });
  if (problem === undefined) return;
  const { rule, title } = currentRuleAndCase();
  throw new chai.AssertionError(
    `The answer to the first call was changed by the second: ${problem} ${[rule, title].filter(Boolean).join(', ')}: give each call a map and arrays of its own.`,
    { showDiff: false },
    expectEarlierAnswerKept,
  );
}
