// Floor 6. Turns names into the words of a sentence. Knows nothing of assignments.
import type { PartitionName } from './evidence.ts';

/** More names than this are counted instead of listed. */
const NAMES_MAX = 6;
/** Names may come from an untrusted answer, so they are cut for display. */
const NAME_LENGTH_MAX = 60;

export function nameOf([topic, partition]: PartitionName): string {
  return `${clip(topic)}-${partition}`;
}

export function clip(name: string): string {
  return name.length <= NAME_LENGTH_MAX ? name : `${name.slice(0, NAME_LENGTH_MAX)}...`;
}

/** `a`, `a and b`, `a, b and c`; beyond six, `a, b, c, d, e and 7 more`. */
export function listOf(names: readonly string[]): string {
  const listed =
    names.length <= NAMES_MAX ? names : [...names.slice(0, NAMES_MAX - 1), `${names.length - NAMES_MAX + 1} more`];
  const last = listed.at(-1) ?? 'nothing';
  return listed.length < 2 ? last : `${listed.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 member`, `3 members` */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
