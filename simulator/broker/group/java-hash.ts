// Floor 3. Java's hash of a text, and what Kafka's coordinator decides by it: the partition of a group, and the order in which a
// small hash map is iterated. Knows nothing of groups.

/** `String.hashCode`: a signed 32-bit number. */
function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

/** Which partition of `__consumer_offsets` a group belongs to (Kafka: GroupCoordinatorService.partitionFor). */
export function partitionFor(groupId: string, partitionCount: number): number {
  const hash = javaHash(groupId);
  return hash === -2147483648 ? 0 : Math.abs(hash) % partitionCount;
}

/** The texts in the order in which a `java.util.HashMap` that they were put into, as listed, iterates over them. */
export function inHashMapOrder(texts: readonly string[]): readonly string[] {
  let bucketCount = 16;
  while (texts.length > bucketCount * 0.75) bucketCount *= 2;
  const bucketOf = (text: string) => {
    const hash = javaHash(text);
    return (hash ^ (hash >>> 16)) & (bucketCount - 1);
  };
  return [...texts].sort((a, b) => bucketOf(a) - bucketOf(b));
}
