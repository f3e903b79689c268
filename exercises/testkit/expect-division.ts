// Floor 6. Holds an answer's assign() to what a division must have, where many are right. Knows no assignor.
import type { DivisionCheck } from './assignment-differences.ts';
import type { Assign } from './call-assign.ts';
import { currentRuleAndCase } from './current-test.ts';
import { type GroupCase, type GroupSpec, groupCase, groupInWords } from './group-case.ts';
import { judgeAssignment } from './judge-assignment.ts';

/** A group as a suite writes it. */
export interface DivisionSpec extends GroupSpec {
  /** A whole sentence without its period: what is to be seen in this group. */
  readonly because?: string;
}

/** A group with what finds it again. */
export interface NamedGroupCase extends GroupCase {
  readonly id: string;
}

/** In messages larger groups are told by their id alone. */
const MEMBERS_IN_WORDS_MAX = 8;

/** The answer's division of this group stands up to `check`. */
export function expectDivision(assign: Assign, spec: DivisionSpec, check: DivisionCheck): void {
  const group = groupCase(spec);
  const { rule, title } = currentRuleAndCase();
  const about = [rule, title].filter(Boolean).join(', ');
  judgeAssignment(assign, group, {
    expected: undefined,
    problemOf: (actual) => check({ group, actual }),
    title,
    context: () => `${[about, spec.because].filter(Boolean).join(': ')}.`,
    isAlwaysShown: true,
    calledAs: expectDivision,
  });
}

/**
 * The answer's division of every group stands up to `check`, in the order given: smallest first, so that the first failure is the
 * smallest. The same `assign` is asked once for each group.
 */
export function expectEveryDivision(assign: Assign, groups: readonly NamedGroupCase[], check: DivisionCheck): void {
  if (groups.length === 0) {
    throw new RangeError('No groups were given: a test over them would pass whatever the answer does.');
  }
  const { rule, title } = currentRuleAndCase();
  for (const group of groups) {
    const where = group.members.length > MEMBERS_IN_WORDS_MAX ? '' : `, where ${groupInWords(group)}`;
    judgeAssignment(assign, group, {
      expected: undefined,
      problemOf: (actual) => check({ group, actual }),
      title: group.id,
      context: () => `${[rule, title].filter(Boolean).join(', ')}: the smallest that fails is ${group.id}${where}.`,
      isAlwaysShown: false,
      calledAs: expectEveryDivision,
    });
  }
}
