// Floor 6. Group ids with the hash that Java gives them, and seeded ones. The seeded hashes are computed with integers without bounds, so that
// they owe nothing to the way in which an answer keeps its numbers small.
import { RandomStream } from 'simulator';

export interface HashedId {
  readonly groupId: string;
  /** `String.hashCode` of Java. */
  readonly hash: number;
}

/** Ids that nobody would choose, among those that everybody does. */
export const awkwardIds: readonly HashedId[] = [
  { groupId: 'polygenelubricants', hash: -2_147_483_648 },
  { groupId: 'f5a5a608', hash: 0 },
  { groupId: 'GydZG_', hash: -2_147_483_648 },
  { groupId: '', hash: 0 },
];

const letters = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.',
  'é',
  'ß',
  'ж',
  '注',
  '🛒',
  '\u0301',
];

/** Two hundred ids of 1 to 60 letters, the same for the same seed. */
export function seededIds(seed: string): readonly HashedId[] {
  const chance = new RandomStream(seed);
  return Array.from({ length: 200 }, () => {
    const groupId = Array.from({ length: chance.integer(1, 60) }, () => chance.pick(letters)).join('');
    return { groupId, hash: hashOf(groupId) };
  });
}

export function partitionOf({ hash }: HashedId, partitionCount: number): number {
  return hash === -2_147_483_648 ? 0 : Math.abs(hash) % partitionCount;
}

function hashOf(text: string): number {
  let sum = 0n;
  for (let at = 0; at < text.length; at++) sum = sum * 31n + BigInt(text.charCodeAt(at));
  return Number(BigInt.asIntN(32, sum));
}
