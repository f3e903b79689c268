// Floor 6. Rounds of a cooperative group without a cluster: what members are given in one is what they own in the next, and whoever lost
// something rejoins at once. Knows the answer by what it exports.
import type { ConsumerPartitionAssignor } from 'kafka';
import { callAssign, divisionInWords, freshClaims, type StickyCheck, type StickyDivision, topicOf } from 'testkit';

export type AssignorClass = new () => ConsumerPartitionAssignor;

export interface MemberSpec {
  readonly topics: readonly string[];
  readonly owns?: Readonly<Record<string, readonly number[]>>;
  /** The generation in which it got that. Default: 1; `undefined`: its subscription does not say. */
  readonly generation?: number | undefined;
}

export interface GroupSpec {
  readonly topics: Readonly<Record<string, number>>;
  readonly members: Readonly<Record<string, MemberSpec>>;
}

/** A rebalance and the one that follows when its losers have given up what they lost. */
export interface TwoRounds {
  /** `had` is what members owned when they joined. */
  readonly first: StickyDivision;
  readonly second: StickyDivision;
}

/** The two rounds after a change, or why there are none. @param leader one for both, by default a new one for each */
export function twoRounds(
  Assignor: AssignorClass,
  spec: GroupSpec,
  leader?: ConsumerPartitionAssignor,
): TwoRounds | string {
  const first = round(leader ?? new Assignor(), spec.topics, joiningOf(spec));
  if (typeof first === 'string') return `In the first round: ${first}`;
  const second = round(leader ?? new Assignor(), spec.topics, rejoining(first));
  if (typeof second === 'string') return `In the second round: ${second}`;
  return { first, second };
}

export interface Joining {
  readonly memberId: string;
  readonly topics: readonly string[];
  readonly owned: readonly string[];
  readonly generationId: number | undefined;
}

export function round(
  assignor: ConsumerPartitionAssignor,
  topics: Readonly<Record<string, number>>,
  joining: readonly Joining[],
): StickyDivision | string {
  const called = callAssign((metadata, subscriptions) => assignor.assign(metadata, subscriptions), {
    topics: Object.entries(topics),
    members: joining.map(({ memberId, topics: subscribed, owned, generationId }) => ({
      memberId,
      groupInstanceId: undefined,
      rackId: undefined,
      topics: subscribed,
      ownedPartitions: owned.map((name) => [topicOf(name), numberOf(name)] as const),
      generationId,
    })),
  });
  if (called.kind !== 'assignment') return called.why;
  const given = new Map(called.owned.map(([memberId, names]) => [memberId, names.map(([t, n]) => `${t}-${n}`)]));
  const ids = new Set(joining.map(({ memberId }) => memberId));
  return {
    topics: new Map(Object.entries(topics).filter(([, count]) => count > 0)),
    members: joining.map(({ memberId, topics: subscribed, owned, generationId }) => ({
      memberId,
      topics: new Set(subscribed),
      had: owned,
      generation: generationId ?? -1,
      given: given.get(memberId) ?? [],
    })),
    strangers: [...given.keys()].filter((memberId) => !ids.has(memberId)),
    missing: [...ids].filter((memberId) => !given.has(memberId)),
  };
}

/** What members of a round bring to the next one. */
export function rejoining({ members }: StickyDivision): readonly Joining[] {
  const generationId = Math.max(0, ...members.map(({ generation }) => generation)) + 1;
  return members.map(({ memberId, topics, given }) => ({ memberId, topics: [...topics], owned: given, generationId }));
}

function joiningOf({ members }: GroupSpec): readonly Joining[] {
  return Object.entries(members).map(([memberId, member]) => ({
    memberId,
    topics: member.topics,
    owned: Object.entries(member.owns ?? {}).flatMap(([topic, numbers]) => numbers.map((n) => `${topic}-${n}`)),
    generationId: 'generation' in member ? member.generation : member.owns === undefined ? undefined : 1,
  }));
}

function numberOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}

/** Rule 2: what somebody owns by the freshest claim is given to nobody else. */
export const inOneHand: StickyCheck = (division) => {
  const claims = freshClaims(division);
  for (const { memberId, given } of division.members) {
    for (const name of given) {
      const claimants = claims.get(name);
      if (claimants === undefined || claimants.has(memberId)) continue;
      return `${name} was given to ${memberId} while ${[...claimants].join(' and ')} still owns it.`;
    }
  }
  const owners = new Map<string, string>();
  for (const { memberId, given } of division.members) {
    for (const name of given) {
      const other = owners.get(name);
      if (other !== undefined) return `${name} was given to ${other} and to ${memberId} in one round.`;
      owners.set(name, memberId);
    }
  }
  return undefined;
};

/** Rule 3, the first half: what nobody claims is given at once. */
export const freeIsGiven: StickyCheck = ({ topics, members }) => {
  const claimed = new Set(members.flatMap(({ had }) => had));
  const given = new Set(members.flatMap((member) => member.given));
  for (const [topic, count] of topics) {
    if (!members.some(({ topics: subscribed }) => subscribed.has(topic))) continue;
    for (let number = 0; number < count; number++) {
      const name = `${topic}-${number}`;
      if (!claimed.has(name) && !given.has(name)) return `${name} was given to nobody, though nobody owned it.`;
    }
  }
  return undefined;
};

/** Rule 4: nobody loses anything in the second round. */
export const nothingLost: StickyCheck = ({ members }) => {
  for (const { memberId, had, given } of members) {
    const lost = had.find((name) => !given.includes(name));
    if (lost !== undefined) return `${memberId} owned ${lost} and was not given it again in the second round.`;
  }
  return undefined;
};

/** From what members owned at first to what they own in the end. */
export function overall({ first, second }: TwoRounds): StickyDivision {
  const had = new Map(first.members.map((member) => [member.memberId, member]));
  return {
    ...second,
    members: second.members.map((member) => ({
      ...member,
      had: had.get(member.memberId)?.had ?? [],
      generation: had.get(member.memberId)?.generation ?? -1,
    })),
  };
}

/** Both rounds, where a reader can see them. */
export function roundsInWords({ first, second }: TwoRounds): string {
  return `\nFirst round:${divisionInWords(first)}\nSecond round:${divisionInWords(second)}`;
}
