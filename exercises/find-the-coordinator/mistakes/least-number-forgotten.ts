// R2: The absolute value of the least number is taken as a double, where it fits.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + groupId.charCodeAt(at)) | 0;
  const positive = Math.abs(hash);
  return leaders[positive % offsetsPartitionCount];
}
