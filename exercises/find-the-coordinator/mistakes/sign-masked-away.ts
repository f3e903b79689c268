// R2: The sign bit is masked away, as the producer does with the hash of a key.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + groupId.charCodeAt(at)) | 0;
  const positive = hash & 0x7fffffff;
  return leaders[positive % offsetsPartitionCount];
}
