// R2: The remainder of a negative hash is moved into range by adding the number of partitions.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + groupId.charCodeAt(at)) | 0;
  const remainder = hash % offsetsPartitionCount;
  return leaders[remainder < 0 ? remainder + offsetsPartitionCount : remainder];
}
