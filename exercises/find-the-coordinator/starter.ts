/**
 * Which broker coordinates a group. The rules are in the brief.
 *
 * @param groupId the group's `group.id`
 * @param offsetsPartitionCount how many partitions `__consumer_offsets` has (`offsets.topic.num.partitions`): 50, unless somebody changed it
 * @param leaders by partition of `__consumer_offsets`, from 0 up: the id of the broker that leads it; `undefined` where none does
 * @returns the broker's id; `undefined` when the group has no coordinator at present
 */
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  // So far every letter counts alike, wherever it stands.
  let hash = 0;
  for (const letter of groupId) hash += letter.charCodeAt(0);
  return leaders[hash % offsetsPartitionCount];
}
