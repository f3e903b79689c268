// R4: It returns the partition as if it were the broker.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  _leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + groupId.charCodeAt(at)) | 0;
  const positive = hash === -2_147_483_648 ? 0 : Math.abs(hash);
  return positive % offsetsPartitionCount;
}
