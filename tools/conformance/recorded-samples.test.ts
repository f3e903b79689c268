import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recordedGroups as rangeGroups } from '../../exercises/range-assignor/cases.ts';
import { recordedGroups as roundRobinGroups } from '../../exercises/round-robin-assignor/cases.ts';
import { readAssignorVector } from './assignor-vector.ts';
import { disagreement } from './compare.ts';

describe.each([
  ['range', rangeGroups],
  ['roundrobin', roundRobinGroups],
] as const)("the %s assignor's cases", (name, recordedGroups) => {
  const recording = fileURLToPath(new URL(`../../simulator/conformance/assignors/${name}.jsonl`, import.meta.url));
  const vectors = new Map(
    readFileSync(recording, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(readAssignorVector)
      .map((vector) => [vector.id, vector]),
  );

  it('are 200, each once', () => {
    expect(new Set(recordedGroups.map(({ id }) => id)).size).toBe(200);
    expect(recordedGroups).toHaveLength(200);
  });

  it.each(recordedGroups.map((group) => [group.id, group] as const))('%s is as it was recorded', (id, group) => {
    const vector = vectors.get(id);
    expect(vector?.case.topics).toEqual(group.topics);
    expect(vector?.case.members).toEqual(
      group.members.map((member) => ({ ...member, ownedPartitions: [], generationId: undefined })),
    );
    expect(vector?.case.replicaRacks).toEqual(new Map());
    const asSets = vector && { ...vector, determinism: 'sets' as const };
    expect(asSets && disagreement(asSets, { kind: 'assignment', owned: group.expected })).toBeUndefined();
  });

  it('come smallest first, so that the first to fail is the smallest', () => {
    const sizes = recordedGroups.map(
      ({ topics, members }) =>
        2 * members.length + topics.length + topics.reduce((sum, [, partitionCount]) => sum + partitionCount, 0),
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  });
});
