// Floor 5. Which broker coordinates a group: the leader of the partition of __consumer_offsets that the group's id hashes to (Kafka:
// GroupCoordinatorService.partitionFor, Utils.abs). Knows nothing of requests.

const least = -2_147_483_648;

export function coordinatorOf(
  groupId: string,
  offsetsPartitionCount: number,
  leaders: readonly (number | undefined)[],
): number | undefined {
  return leaders[absolute(javaHash(groupId)) % offsetsPartitionCount];
}

/** `String.hashCode`. `Math.imul` multiplies as Java does with ints: the low 32 bits of the product. */
function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

/** As Kafka's `Utils.abs`: in Java, `Math.abs` of the least int is negative, and would be no partition. */
function absolute(hash: number): number {
  return hash === least ? 0 : Math.abs(hash);
}
