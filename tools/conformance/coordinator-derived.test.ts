import { describe, expect, it } from 'vitest';
import * as recorded from '../../exercises/group-coordinator/cases.ts';
import { problemOfTrace } from '../../exercises/group-coordinator/checks.ts';
import * as derived from '../../exercises/group-coordinator/derived-cases.ts';
import { problemOfWalk } from '../../exercises/group-coordinator/walks.ts';
import { GroupOfDynamicMembers } from '../../simulator/conformance/dynamic-members.ts';

describe("the group coordinator's suite, held against the simulator's coordinator", () => {
  it.each([...Object.values(recorded), ...Object.values(derived)].flat().map((trace) => [trace.id, trace] as const))(
    '%s is answered as the trace says',
    (_, trace) => {
      expect(problemOfTrace(GroupOfDynamicMembers, trace)).toBeUndefined();
    },
  );

  it('passes each of the random walks', () => {
    for (let walk = 1; walk <= 50; walk++) {
      expect(problemOfWalk(GroupOfDynamicMembers, `walk ${walk}`)).toBeUndefined();
    }
  });
});
