// R1: The hash is brought to 32 bits once, at the end, when the double has lost its low bits.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  let sum = 0;
  for (let at = 0; at < groupId.length; at++) sum = 31 * sum + groupId.charCodeAt(at);
  const hash = sum | 0;
  const positive = hash === -2_147_483_648 ? 0 : Math.abs(hash);
  return leaders[positive % offsetsPartitionCount];
}
