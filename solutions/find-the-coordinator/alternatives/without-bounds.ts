// The hash as one large number, brought to 32 bits once, at the end: integers without bounds lose no bit on the way.

export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  const units = Array.from({ length: groupId.length }, (_, at) => BigInt(groupId.charCodeAt(at)));
  const hash = BigInt.asIntN(
    32,
    units.reduce((sum, unit) => sum * 31n + unit, 0n),
  );
  const positive = hash < 0n ? BigInt.asIntN(32, -hash) : hash;
  // Of the least number the negative is the number itself.
  return leaders[positive < 0n ? 0 : Number(positive % BigInt(offsetsPartitionCount))];
}
