// R1: It goes by code points, where a letter beyond the basic plane is one and not two.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let hash = 0;
  for (const letter of groupId) hash = (31 * hash + (letter.codePointAt(0) ?? 0)) | 0;
  const positive = hash === -2_147_483_648 ? 0 : Math.abs(hash);
  return leaders[positive % offsetsPartitionCount];
}
