// R2: The hash is taken as an unsigned number.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + groupId.charCodeAt(at)) | 0;
  const positive = hash >>> 0;
  return leaders[positive % offsetsPartitionCount];
}
