// Floor 3. The hash that decides the partition of a key (Kafka: Utils.murmur2, BuiltInPartitioner.partitionForKey). Every client
// of Kafka that is to put equal keys into equal partitions computes the same.

const seed = 0x9747b28c;
const mix = 0x5bd1e995;

/** A 32-bit hash, signed as in Java. */
export function murmur2(bytes: readonly number[]): number {
  const { length } = bytes;
  const wholeWords = length & ~3;
  let hash = seed ^ length;
  for (let at = 0; at < wholeWords; at += 4) {
    let word = byteAt(at) | (byteAt(at + 1) << 8) | (byteAt(at + 2) << 16) | (byteAt(at + 3) << 24);
    word = Math.imul(word, mix);
    word ^= word >>> 24;
    hash = Math.imul(hash, mix) ^ Math.imul(word, mix);
  }
  const left = length & 3;
  if (left === 3) hash ^= byteAt(wholeWords + 2) << 16;
  if (left >= 2) hash ^= byteAt(wholeWords + 1) << 8;
  if (left >= 1) hash = Math.imul(hash ^ byteAt(wholeWords), mix);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, mix);
  return hash ^ (hash >>> 15);

  function byteAt(at: number): number {
    return bytes[at] ?? 0;
  }
}

/** The partition of a key: the same for equal keys, as long as the number of partitions stays the same. */
export function partitionForKey(key: string, partitionCount: number): number {
  return (murmur2(utf8(key)) & 0x7fffffff) % partitionCount;
}

/** The bytes of a text, as Kafka's StringSerializer writes them; half of a surrogate pair becomes a question mark, as in Java. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code >= 0xd800 && code < 0xe000) bytes.push(0x3f);
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}
