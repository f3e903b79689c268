// From the right: each code unit times its power of 31, in the arithmetic of an Int32Array, which wraps around by itself.

export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  const ints = new Int32Array(2);
  ints[1] = 1;
  for (let at = groupId.length - 1; at >= 0; at--) {
    const power = ints[1] ?? 0;
    ints[0] = (ints[0] ?? 0) + Math.imul(groupId.charCodeAt(at), power);
    ints[1] = Math.imul(power, 31);
  }
  ints[1] = Math.abs(ints[0] ?? 0);
  const partition = Math.max(0, ints[1] ?? 0) % offsetsPartitionCount;
  return leaders.at(partition);
}
