import { describe, expect, it } from 'vitest';
import { problemOfTrace } from '../../exercises/group-coordinator/checks.ts';
import * as derivedCases from '../../exercises/group-coordinator/derived-cases.ts';
import * as generationCases from '../../exercises/group-coordinator/generation-cases.ts';
import * as joinCases from '../../exercises/group-coordinator/join-cases.ts';
import { problemOfWalk } from '../../exercises/group-coordinator/walks.ts';
import { GroupOfDynamicMembers } from '../../simulator/conformance/dynamic-members.ts';

describe("the group coordinator's suite, held against the simulator's coordinator", () => {
  const cases = [joinCases, generationCases, derivedCases].flatMap((of) => Object.values(of).flat());
  it.each(cases.map((trace) => [trace.id, trace] as const))('%s is answered as the trace says', (_, trace) => {
    expect(problemOfTrace(GroupOfDynamicMembers, trace)).toBeUndefined();
  });

  it('passes each of the random walks', () => {
    for (let walk = 1; walk <= 50; walk++) {
      expect(problemOfWalk(GroupOfDynamicMembers, `walk ${walk}`)).toBeUndefined();
    }
  });
});
