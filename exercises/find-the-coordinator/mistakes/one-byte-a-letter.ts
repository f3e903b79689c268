// R1: It takes the low byte of each code unit, as if all text were Latin.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + (groupId.charCodeAt(at) & 0xff)) | 0;
  const positive = hash === -2_147_483_648 ? 0 : Math.abs(hash);
  return leaders[positive % offsetsPartitionCount];
}
