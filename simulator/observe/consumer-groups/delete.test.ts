import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../protocol/error-code.ts';
import { byPartition } from '../trace-builder.ts';
import { deleteGroups } from './delete-groups.ts';
import { deleteOffsets, offsetsToDelete } from './delete-offsets.ts';
import { cluster, shown } from './snapshot-builder.ts';

const { logs } = cluster([], { 'orders-0': { latest: 1 }, 'orders-1': { latest: 1 } });

describe('--delete', () => {
  it('names the groups that were deleted', () => {
    const results = new Map<string, ErrorCode>([
      ['g1', 'NONE'],
      ['g2', 'NONE'],
    ]);
    expect(shown(deleteGroups(results))).toEqual(["Deletion of requested consumer groups ('g1, g2') was successful."]);
  });

  it('S101: says why a group with members, or an unknown one, was not deleted', () => {
    const results = new Map<string, ErrorCode>([
      ['g1', 'NON_EMPTY_GROUP'],
      ['g2', 'NONE'],
      ['g3', 'GROUP_ID_NOT_FOUND'],
    ]);
    expect(shown(deleteGroups(results))).toEqual([
      '',
      'Error: Deletion of some consumer groups failed:',
      "* Group 'g1' could not be deleted due to: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty.",
      "* Group 'g3' could not be deleted due to: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.GroupIdNotFoundException: The group id does not exist.",
      '',
      "These consumer groups were deleted successfully: 'g2', '",
    ]);
  });
});

describe('--delete-offsets', () => {
  const deleted = (topics: string[], errors: Record<string, ErrorCode>, error: ErrorCode = 'NONE') =>
    shown(deleteOffsets('g', topics, offsetsToDelete(topics, logs), { error, errors: byPartition(errors) }));

  it('prints the outcome of each partition', () => {
    expect(deleted(['orders:0'], { 'orders-0': 'NONE' })).toEqual([
      'Request succeed for deleting offsets with topic orders:0 group g',
      '',
      'TOPIC                          PARTITION       STATUS         ',
      'orders                         0               Successful     ',
    ]);
  });

  it('takes every partition of a topic without a colon', () => {
    expect(deleted(['orders'], { 'orders-0': 'NONE', 'orders-1': 'NONE' })).toHaveLength(5);
  });

  it('says that the topic is subscribed to', () => {
    expect(deleted(['orders:0'], { 'orders-0': 'GROUP_SUBSCRIBED_TO_TOPIC' })).toEqual([
      '',
      'Error: Encounter some partition level error, see the follow-up details:',
      '',
      'TOPIC                          PARTITION       STATUS         ',
      'orders                         0               Error: :org.apache.kafka.common.errors.GroupSubscribedToTopicException: Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
    ]);
  });

  it('has a row for a topic that does not exist', () => {
    expect(deleted(['nothing'], {}).at(-1)).toMatch(/^nothing {24}Not Provided {4}Error: :org/);
  });

  it('says that the group does not exist', () => {
    expect(deleted(['orders:0'], {}, 'GROUP_ID_NOT_FOUND')[1]).toBe("Error: 'g' does not exist.");
  });
});
