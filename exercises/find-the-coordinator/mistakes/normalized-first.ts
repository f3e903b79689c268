// R1: The id is normalized first, so that one letter written in two ways becomes one id.
export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  const id = groupId.normalize('NFC');
  let hash = 0;
  for (let at = 0; at < id.length; at++) hash = (31 * hash + id.charCodeAt(at)) | 0;
  const positive = hash === -2_147_483_648 ? 0 : Math.abs(hash);
  return leaders[positive % offsetsPartitionCount];
}
