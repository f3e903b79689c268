// Floor 6. Rebalances of a group as the sticky assignor meets them: each member has an assignor of its own, which was told what the member
// was given and sends what it wants known of that. Says what was divided; what is right is said in checks.ts.
import { type ConsumerPartitionAssignor, type Subscription, type TopicPartition, topicPartition } from 'kafka';
import { type CalledAssign, callAssign, type StickyDivision, topicOf } from 'testkit';
import { sent } from './sent';

export type AssignorClass = new () => ConsumerPartitionAssignor;

export interface MemberSpec {
  readonly topics: readonly string[];
  /** Its last assignment; none for a member that is new. */
  readonly had?: Readonly<Record<string, readonly number[]>>;
  /** The generation that gave it. Default: 1. */
  readonly generation?: number;
  /** What it sends instead of what its assignor says: another program wrote it. */
  readonly sends?: { readonly userData: unknown };
}

export interface GroupSpec {
  readonly topics: Readonly<Record<string, number>>;
  readonly members: Readonly<Record<string, MemberSpec>>;
}

/** What a member brings to a rebalance. */
export interface Joining {
  readonly memberId: string;
  readonly topics: readonly string[];
  readonly had: readonly string[];
  readonly generation: number;
  /** As the consumer says it: `undefined` after the coordinator has thrown it out. */
  readonly generationId: number | undefined;
  readonly userData: unknown;
}

/** @param leader by default one that knows the group from its subscriptions alone */
export function divide(
  Assignor: AssignorClass,
  { topics, members }: GroupSpec,
  leader: ConsumerPartitionAssignor = new Assignor(),
): StickyDivision | string {
  const joining = Object.entries(members).map(([memberId, { topics: subscribed, had, generation = 1, sends }]) => {
    const owned = Object.entries(had ?? {}).flatMap(([topic, numbers]) => numbers.map((n) => topicPartition(topic, n)));
    const assignor = new Assignor();
    if (had !== undefined) tell(assignor, memberId, owned, generation);
    return {
      memberId,
      topics: subscribed,
      had: sends === undefined ? owned.map(nameOf) : [],
      generation,
      generationId: had === undefined ? undefined : generation,
      userData: sends === undefined ? userDataOf(assignor, subscribed) : sends.userData,
    };
  });
  return lead(leader, topics, joining);
}

/** The leader divides, and what it returned is read. A text says why that could not be. */
export function lead(
  assignor: ConsumerPartitionAssignor,
  topics: Readonly<Record<string, number>>,
  joining: readonly Joining[],
): StickyDivision | string {
  const userData = new Map(joining.map((member) => [member.memberId, member.userData]));
  const called = callAssign(
    (metadata, subscriptions) =>
      assignor.assign(
        metadata,
        new Map(
          [...subscriptions].map(([memberId, subscription]): [string, Subscription] => [
            memberId,
            Object.freeze({ ...subscription, userData: userData.get(memberId) }),
          ]),
        ),
      ),
    {
      topics: Object.entries(topics),
      members: joining.map(({ memberId, topics: subscribed, generationId }) => ({
        memberId,
        groupInstanceId: undefined,
        rackId: undefined,
        topics: subscribed,
        generationId,
      })),
    },
  );
  return called.kind === 'assignment' ? divisionOf(called.owned, topics, joining) : called.why;
}

/** Tells a member's assignor what the member was given, as its consumer does. */
export function tell(
  assignor: ConsumerPartitionAssignor,
  memberId: string,
  partitions: readonly TopicPartition[],
  generationId: number,
): void {
  const metadata = { groupId: 'shop', generationId, memberId, groupInstanceId: undefined };
  assignor.onAssignment?.({ partitions: Object.freeze([...partitions]) }, Object.freeze(metadata));
}

/** What a member's assignor sends: a copy, as on its way through the coordinator. */
export function userDataOf(assignor: ConsumerPartitionAssignor, topics: readonly string[]): unknown {
  return sent(assignor.subscriptionUserData?.(new Set(topics)));
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

export function partitionOf(name: string): TopicPartition {
  return topicPartition(topicOf(name), Number(name.slice(name.lastIndexOf('-') + 1)));
}

type Owned = Extract<CalledAssign, { kind: 'assignment' }>['owned'];

function divisionOf(
  owned: Owned,
  topics: Readonly<Record<string, number>>,
  joining: readonly Joining[],
): StickyDivision {
  const given = new Map(
    owned.map(([memberId, names]) => [memberId, names.map(([topic, number]) => `${topic}-${number}`)]),
  );
  const ids = new Set(joining.map(({ memberId }) => memberId));
  return {
    topics: new Map(Object.entries(topics).filter(([, count]) => count > 0)),
    members: joining.map(({ memberId, topics: subscribed, had, generation }) => ({
      memberId,
      topics: new Set(subscribed),
      had,
      generation,
      given: given.get(memberId) ?? [],
    })),
    strangers: [...given.keys()].filter((memberId) => !ids.has(memberId)),
    missing: [...ids].filter((memberId) => !given.has(memberId)),
  };
}
