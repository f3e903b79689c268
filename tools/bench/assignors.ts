// Floor 7. What the leader of a group waits for: each assignor on groups of growing size, a first assignment and one after a member
// has left. Knows no outcome: tools/assignors and tools/conformance hold those.
import type { Cluster, ConsumerPartitionAssignor, Subscription } from 'kafka';
import { assignorsByName } from 'testkit';
import { claimsAfter, clusterOf, type GroupMember, subscriptionsOf } from '../assignors/group-in-rounds.ts';
import { median, table } from './statistics.ts';

type Assignor = new () => ConsumerPartitionAssignor;

interface Workload {
  readonly members: number;
  readonly topics: number;
  readonly partitionsPerTopic: number;
  readonly subscriptions: keyof typeof subscribes;
}

/** Whether a member subscribes to a topic, by their places. */
const subscribes = {
  'all topics': () => true,
  'two topics of three': (member: number, topic: number) => (member + topic) % 3 !== 0,
  'one topic to all': (member: number, topic: number, { members, topics }: Workload) =>
    topic <= (member * topics) / members,
} as const;

const sizes = [
  { members: 100, topics: 10, partitionsPerTopic: 100 },
  { members: 500, topics: 100, partitionsPerTopic: 50 },
  { members: 1_000, topics: 100, partitionsPerTopic: 100 },
] as const;

const growing = [10, 100, 1_000, 10_000] as const;

/** Prints tables of medians in ms. */
export function benchAssignors(samples: number): void {
  const header = ['', ...[...assignorsByName.keys()].flatMap((name) => [name, 'again'])];
  const row = (label: string, workload: Workload) => [
    label,
    ...[...assignorsByName.values()].flatMap((Assignor) => {
      const { first, again } = measure(Assignor, workload, samples);
      return [first.toFixed(1), again.toFixed(1)];
    }),
  ];
  for (const subscriptions of ['all topics', 'two topics of three', 'one topic to all'] as const) {
    console.log(
      `Assignors, members subscribe to ${subscriptions}: first assignment, and again after a member left. Medians.`,
    );
    const rows = sizes.map((size) => {
      const label = `${size.members} members, ${size.topics} topics of ${size.partitionsPerTopic}`;
      return row(label, { ...size, subscriptions });
    });
    console.log(`${table([header, ...rows])}\n`);
  }
  for (const subscriptions of ['all topics', 'two topics of three'] as const) {
    console.log(`Growth with members: 10 topics of 100 partitions, members subscribe to ${subscriptions}.`);
    const byMembers = growing.map((members) =>
      row(`${members} members`, { members, topics: 10, partitionsPerTopic: 100, subscriptions }),
    );
    console.log(`${table([header, ...byMembers])}\n`);
    console.log(`Growth with partitions: 100 members, 10 topics, members subscribe to ${subscriptions}.`);
    const byPartitions = growing.map((partitionsPerTopic) =>
      row(`${partitionsPerTopic * 10} partitions`, { members: 100, topics: 10, partitionsPerTopic, subscriptions }),
    );
    console.log(`${table([header, ...byPartitions])}\n`);
  }
}

function measure(Assignor: Assignor, workload: Workload, samples: number): { first: number; again: number } {
  const { members, topics, partitionsPerTopic } = workload;
  const names = Array.from({ length: topics }, (_, topic) => `topic-${topic}`);
  const isSubscribed = subscribes[workload.subscriptions];
  const group = Array.from(
    { length: members },
    (_, member): GroupMember => ({
      memberId: `member-${member}`,
      topics: names.filter((_name, topic) => isSubscribed(member, topic, workload)),
    }),
  );
  const metadata = clusterOf({ topics: Object.fromEntries(names.map((name) => [name, partitionsPerTopic])) });

  const fresh = subscriptionsOf(Assignor, group);
  const given = new Assignor().assign(metadata, fresh);
  const owned = new Map([...given].map(([memberId, { partitions }]) => [memberId, partitions]));
  const withoutOne = subscriptionsOf(
    Assignor,
    group.filter((_member, at) => at !== members >> 1),
    claimsAfter(owned, 1),
  );
  return {
    first: medianMs(Assignor, metadata, fresh, samples),
    again: medianMs(Assignor, metadata, withoutOne, samples),
  };
}

function medianMs(
  Assignor: Assignor,
  metadata: Cluster,
  subscriptions: ReadonlyMap<string, Subscription>,
  samples: number,
): number {
  return median(
    Array.from({ length: samples }, () => {
      const assignor = new Assignor();
      const startedAt = performance.now();
      assignor.assign(metadata, subscriptions);
      return performance.now() - startedAt;
    }),
  );
}
