// Floor 6. Says in one sentence what an assignment got wrong: the most telling kind of difference, with its names.
// Works on plain data that was read before. Knows no assignor.
import type { OwnedByMember, PartitionName } from './evidence.ts';
import type { GroupCase } from './group-case.ts';
import { clip, countOf, listOf, nameOf } from './words.ts';

export interface Comparison {
  readonly group: Pick<GroupCase, 'topics' | 'members'>;
  readonly expected: OwnedByMember;
  readonly actual: OwnedByMember;
}

/** What an answer made of a group, where there is no one division to expect. */
export type Division = Omit<Comparison, 'expected'>;

/** As `Check`, of what can be told without a division to expect. */
export type DivisionCheck = (division: Division) => string | undefined;

/**
 * One kind of difference. Returns a sentence, or `undefined` when there is none. Each looks only at its own matter, so that a suite
 * can hold an answer to one rule while another is still broken.
 */
export type Check = (comparison: Comparison) => string | undefined;

/** `undefined` when every member has exactly the expected partitions, ascending within each topic. */
export const firstDifference: Check = (comparison) => {
  if (areSame(comparison.expected, comparison.actual)) return undefined;
  for (const check of [
    membersOfTheGroup,
    existingPartitions,
    subscribersOnly,
    oneOwnerEach,
    nobodysPartitions,
    rightOwners,
    nothingBeyond,
    orderWithinTopics,
  ]) {
    const sentence = check(comparison);
    if (sentence !== undefined) return sentence;
  }
  return 'The assignment is not the one expected.';
};

/** The partitions are where they should be. A member that is missing from the answer owns nothing, which is another rule's matter. */
export const partitionsInPlace: Check = (comparison) => {
  const answered = new Set(comparison.actual.map(([memberId]) => memberId));
  const missing = comparison.group.members.filter(({ memberId }) => !answered.has(memberId));
  const actual = [...comparison.actual, ...missing.map(({ memberId }): OwnedByMember[number] => [memberId, []])];
  return firstDifference({ ...comparison, actual });
};

/** The verdict; the sentences only explain it. In what order members and topics are listed does not count. */
function areSame(expected: OwnedByMember, actual: OwnedByMember): boolean {
  if (expected.length !== actual.length) return false;
  const given = new Map(actual);
  return expected.every(([memberId, due]) => {
    const partitions = given.get(memberId);
    if (partitions === undefined || partitions.length !== due.length) return false;
    const numbers = numbersByTopic(partitions);
    for (const [topic, dueNumbers] of numbersByTopic(due)) {
      const list = numbers.get(topic);
      if (list === undefined || !dueNumbers.every((number, index) => number === list[index])) return false;
    }
    return true;
  });
}

/** The members in the answer are those of the group. */
export const membersOfTheGroup: DivisionCheck = ({ group, actual }) => {
  const answered = new Set(actual.map(([memberId]) => memberId));
  const members = new Set(group.members.map(({ memberId }) => memberId));
  const missing = [...members].filter((memberId) => !answered.has(memberId));
  if (missing.length > 0) return `${listOf(missing)} ${isAre(missing)} missing from the answer.`;
  const unknown = [...answered].filter((memberId) => !members.has(memberId)).map(clip);
  if (unknown.length > 0) return `${listOf(unknown)} ${isAre(unknown)} in the answer but not in the group.`;
  return undefined;
};

/** What is given away exists. */
const existingPartitions: DivisionCheck = ({ group, actual }) => {
  const counts = new Map(group.topics);
  for (const [memberId, partitions] of actual) {
    for (const name of partitions) {
      const [topic, partition] = name;
      const count = counts.get(topic) ?? 0;
      if (Number.isInteger(partition) && partition >= 0 && partition < count) continue;
      const why =
        count === 0 ? `There is no metadata for ${clip(topic)}` : `${topic} has ${countOf(count, 'partition')}`;
      return `${nameOf(name)}, given to ${clip(memberId)}, does not exist. ${why}.`;
    }
  }
  return undefined;
};

/** Nobody is given a topic that it does not subscribe to. */
export const subscribersOnly: DivisionCheck = ({ group, actual }) => {
  const topicsOf = new Map(group.members.map(({ memberId, topics }) => [memberId, topics]));
  for (const [memberId, partitions] of actual) {
    const foreign = partitions.filter(([topic]) => topicsOf.get(memberId)?.includes(topic) === false);
    const topic = foreign[0]?.[0];
    if (topic === undefined) continue;
    return `${listOf(foreign.map(nameOf))} went to ${clip(memberId)}, which does not subscribe to ${clip(topic)}.`;
  }
  return undefined;
};

/** No partition is given twice. */
const oneOwnerEach: DivisionCheck = ({ actual }) => {
  for (const [name, owners] of ownersByName(actual)) {
    const [first, second] = owners;
    if (first === undefined || second === undefined) continue;
    if (first === second) return `${name} is listed twice for ${clip(first)}.`;
    return `${name} is owned by ${countOf(owners.length, 'member')}: ${listOf(owners.map(clip))}.`;
  }
  return undefined;
};

const nobodysPartitions: Check = ({ group, expected, actual }) => {
  const due = ownersByName(expected);
  return nobodys(group, actual, (name) => due.has(name));
};

/** Every partition that somebody subscribes to has one owner, a subscriber, and every member is in the answer. */
export const wholeDivision: DivisionCheck = (division) => {
  const { group, actual } = division;
  const subscribed = new Set(group.members.flatMap(({ topics }) => topics));
  return (
    membersOfTheGroup(division) ??
    existingPartitions(division) ??
    subscribersOnly(division) ??
    oneOwnerEach(division) ??
    nobodys(group, actual, (_name, topic) => subscribed.has(topic))
  );
};

function nobodys(
  { topics }: Division['group'],
  actual: OwnedByMember,
  isDue: (name: string, topic: string) => boolean,
): string | undefined {
  const owners = ownersByName(actual);
  const names = topics.flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition) => nameOf([topic, partition])).filter(
      (name) => isDue(name, topic) && !owners.has(name),
    ),
  );
  return names.length > 0 ? `${listOf(names)} went to nobody.` : undefined;
}

const rightOwners: Check = ({ expected, actual }) => {
  const owners = ownersByName(actual);
  const moves = [...ownersByName(expected)].flatMap(([name, [right]]) => {
    const [owner] = owners.get(name) ?? [];
    return right === undefined || owner === right || owner === undefined ? [] : [{ name, owner: clip(owner), right }];
  });
  const [first] = moves;
  if (first === undefined) return undefined;
  const same = moves.filter(({ owner, right }) => owner === first.owner && right === first.right);
  const sentence = `${listOf(same.map(({ name }) => name))} went to ${first.owner}, not to ${first.right}.`;
  const others = moves.length - same.length;
  return others === 0 ? sentence : `${sentence} ${others} more went to the wrong member.`;
};

const nothingBeyond: Check = ({ expected, actual }) => {
  const due = ownersByName(expected);
  const beyond = [...ownersByName(actual).keys()].filter((name) => !due.has(name));
  return beyond.length > 0 ? `${listOf(beyond)} should have gone to nobody.` : undefined;
};

const orderWithinTopics: Check = ({ expected, actual }) => {
  const given = new Map(actual.map(([memberId, partitions]) => [memberId, numbersByTopic(partitions)]));
  for (const [memberId, due] of expected) {
    for (const [topic, dueNumbers] of numbersByTopic(due)) {
      const numbers = given.get(memberId)?.get(topic) ?? [];
      if (numbers.every((partition, index) => partition === dueNumbers[index])) continue;
      return `The partitions of ${topic} are out of order for ${memberId}: ${listOf(numbers.map(String))}.`;
    }
  }
  return undefined;
};

function ownersByName(owned: OwnedByMember): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const [memberId, partitions] of owned) {
    for (const name of partitions.map(nameOf)) {
      const list = owners.get(name);
      if (list === undefined) owners.set(name, [memberId]);
      else list.push(memberId);
    }
  }
  return owners;
}

export function numbersByTopic(partitions: readonly PartitionName[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const [topic, partition] of partitions) {
    const list = numbers.get(topic);
    if (list === undefined) numbers.set(topic, [partition]);
    else list.push(partition);
  }
  return numbers;
}

function isAre(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are';
}
