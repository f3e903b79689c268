// Floor 6. What must be true of any right division by a sticky assignor, as a sentence about the first thing that is not. Any right answer
// passes: nothing here asks for one output. Works on plain data; knows no answer.
import { countOf, listOf } from './words.ts';

/** A member in one rebalance. Partitions are named `orders-3`. */
export interface DividedMember {
  readonly memberId: string;
  readonly topics: ReadonlySet<string>;
  /** What the group knows that it had, with the generation that gave it. */
  readonly had: readonly string[];
  readonly generation: number;
  readonly given: readonly string[];
}

export interface StickyDivision {
  /** Every topic that there is metadata for, with its number of partitions. */
  readonly topics: ReadonlyMap<string, number>;
  readonly members: readonly DividedMember[];
  /** Ids in the answer that are no members of the group. */
  readonly strangers: readonly string[];
  /** Members that the answer leaves out. */
  readonly missing: readonly string[];
}

/** `undefined`: the rule holds. */
export type StickyCheck = (division: StickyDivision) => string | undefined;

/** Every partition that somebody subscribes to has one owner, a subscriber, and every member is in the answer. */
export const isComplete: StickyCheck = ({ topics, members, strangers, missing }) => {
  if (missing.length > 0) return `${listOf(missing)} ${missing.length === 1 ? 'is' : 'are'} missing from the answer.`;
  if (strangers.length > 0) return `${listOf(strangers)} is in the answer, and is no member of the group.`;
  const owners = new Map<string, string>();
  for (const { memberId, topics: subscribed, given } of members) {
    for (const name of given) {
      const topic = topicOf(name);
      const count = topics.get(topic) ?? 0;
      if (Number(name.slice(topic.length + 1)) >= count) {
        return `${memberId} was given ${name}, which does not exist: ${topic} has ${countOf(count, 'partition')}.`;
      }
      if (!subscribed.has(topic)) return `${memberId} was given ${name}, and does not subscribe to ${topic}.`;
      const other = owners.get(name);
      if (other === memberId) return `${memberId} was given ${name} twice.`;
      if (other !== undefined) return `${name} was given to ${other} and to ${memberId}.`;
      owners.set(name, memberId);
    }
  }
  const nobodys = [...topics].flatMap(([topic, count]) =>
    members.some(({ topics: subscribed }) => subscribed.has(topic))
      ? Array.from({ length: count }, (_, number) => `${topic}-${number}`).filter((name) => !owners.has(name))
      : [],
  );
  return nobodys.length > 0 ? `${listOf(nobodys)} went to nobody.` : undefined;
};

/** Whoever owns a partition has at most one more than any other subscriber of its topic. */
export const isBalanced: StickyCheck = ({ members }) => {
  for (const rich of members) {
    for (const poor of members) {
      if (rich.given.length <= poor.given.length + 1) continue;
      const name = rich.given.find((each) => poor.topics.has(topicOf(each)));
      if (name === undefined) continue;
      return `${rich.memberId} has ${countOf(rich.given.length, 'partition')} and ${poor.memberId} has ${poor.given.length}, though ${poor.memberId} could read ${name} as well.`;
    }
  }
  return undefined;
};

/** Where all members subscribe to the same topics: as much stays as balance allows. */
export const isMostKept: StickyCheck = (division) => {
  const claims = freshClaims(division);
  const owners = ownersOf(division);
  const kept = [...claims].filter(([name, claimants]) => claimants.has(owners.get(name) ?? '')).length;
  const total = [...division.topics]
    .filter(([topic]) => division.members.some(({ topics }) => topics.has(topic)))
    .reduce((sum, [, count]) => sum + count, 0);
  const least = mostThatCanStay(division, claims, total);
  if (kept >= least) return undefined;
  const moved = [...claims].find(([name, claimants]) => !claimants.has(owners.get(name) ?? ''));
  const example =
    moved === undefined ? '' : ` ${moved[0]} went from ${[...moved[1]].join(' and ')} to ${owners.get(moved[0])}.`;
  return `${kept} of ${countOf(claims.size, 'partition')} stayed where they were, and ${least} could have.${example}`;
};

/** No two members exchange partitions of one topic. */
export const hasNoSwap: StickyCheck = (division) => {
  const owners = ownersOf(division);
  const ways = new Map<string, string>();
  for (const [name, claimants] of freshClaims(division)) {
    const [from = ''] = claimants;
    const to = owners.get(name);
    if (claimants.size > 1 || to === undefined || to === from) continue;
    const topic = topicOf(name);
    const back = ways.get(`${to} ${from} ${topic}`);
    if (back !== undefined) {
      return `${back} went from ${to} to ${from} and ${name} from ${from} to ${to}. Both could have stayed, and nobody would have had more or less.`;
    }
    ways.set(`${from} ${to} ${topic}`, name);
  }
  return undefined;
};

/** What was complete and balanced stays as it was. */
export const isLeftAlone: StickyCheck = (division) => {
  const claims = freshClaims(division);
  const had = division.members.map((member) => ({
    ...member,
    given: [...claims].filter(([, claimants]) => claimants.has(member.memberId)).map(([name]) => name),
  }));
  const before = { ...division, members: had, missing: [], strangers: [] };
  if (isComplete(before) !== undefined || isBalanced(before) !== undefined) return undefined;
  const owners = ownersOf(division);
  const moved = [...claims].find(([name, claimants]) => !claimants.has(owners.get(name) ?? ''));
  if (moved === undefined) return undefined;
  return `${moved[0]} went from ${[...moved[1]].join(' and ')} to ${owners.get(moved[0])}, though everything had an owner and nobody too much.`;
};

/** As much stays as the subscriptions allow one to ask for: all that could, or nothing moves in vain. */
export const isSticky: StickyCheck = (division) => {
  const [first] = division.members;
  const isEqual = division.members.every(
    ({ topics }) => topics.size === first?.topics.size && [...topics].every((topic) => first.topics.has(topic)),
  );
  return isEqual ? isMostKept(division) : (hasNoSwap(division) ?? isLeftAlone(division));
};

/** Who had what, and what it was given: what a reader needs to see after the sentence. */
export function divisionInWords({ members }: StickyDivision): string {
  const lines = members
    .slice(0, 12)
    .map((member) => `\n  ${member.memberId} ${hadOf(member)}given ${listed(member.given)}`);
  return lines.join('') + (members.length > 12 ? `\n  and ${members.length - 12} more` : '');
}

function hadOf({ had, generation }: DividedMember): string {
  return had.length === 0 ? 'had nothing: ' : `had ${listed(had)} in generation ${generation}: `;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/** Who was given what. */
function ownersOf({ members }: StickyDivision): ReadonlyMap<string, string> {
  return new Map(members.flatMap(({ memberId, given }) => given.map((name) => [name, memberId])));
}

/**
 * For each partition that exists, the members whose claim to it is of the highest generation. Two of one generation are both in it.
 * Without those that have stopped to subscribe to the topic: they have left it free.
 */
export function freshClaims({ topics, members }: StickyDivision): ReadonlyMap<string, ReadonlySet<string>> {
  const claims = new Map<string, { readonly generation: number; readonly claimants: Set<string> }>();
  for (const { memberId, had, generation } of members) {
    for (const name of had) {
      if (!topics.has(topicOf(name))) continue;
      const other = claims.get(name);
      if (other === undefined || other.generation < generation) {
        claims.set(name, { generation, claimants: new Set([memberId]) });
      } else if (other.generation === generation) other.claimants.add(memberId);
    }
  }
  const subscribes = new Map(members.map((member) => [member.memberId, member.topics]));
  return new Map(
    [...claims]
      .filter(([name, { claimants }]) =>
        [...claimants].every((memberId) => subscribes.get(memberId)?.has(topicOf(name))),
      )
      .map(([name, { claimants }]) => [name, claimants]),
  );
}

/** Everyone keeps up to the quota, and as many as the division leaves over keep one more. What two claim need not stay with either. */
function mostThatCanStay(
  { members }: StickyDivision,
  claims: ReadonlyMap<string, ReadonlySet<string>>,
  total: number,
): number {
  const quota = Math.floor(total / members.length);
  const had = members.map(
    ({ memberId }) =>
      [...claims.values()].filter((claimants) => claimants.size === 1 && claimants.has(memberId)).length,
  );
  const extras = Math.min(total % members.length, had.filter((count) => count > quota).length);
  return had.reduce((sum, count) => sum + Math.min(count, quota), 0) + extras;
}

export function topicOf(name: string): string {
  return name.slice(0, name.lastIndexOf('-'));
}
