// R4: Where the partition has no leader it takes the next one that has.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (31 * hash + groupId.charCodeAt(at)) | 0;
  const positive = hash === -2_147_483_648 ? 0 : Math.abs(hash);
  for (let step = 0; step < leaders.length; step++) {
    const leader = leaders[(positive + step) % offsetsPartitionCount];
    if (leader !== undefined) return leader;
  }
  return undefined;
}
