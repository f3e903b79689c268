// Floor 6. Groups as an admin client describes them, written short, and what the tool prints of them: the simulator's own command, which knows the
// real one's columns.
import {
  type ConsumerGroupDescription,
  type ListOffsetsResultInfo,
  type MemberDescription,
  type OffsetAndMetadata,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import {
  type ClusterSnapshot,
  type CommandOutput,
  describeMembers,
  describeOffsets,
  type GroupSnapshot,
  type RandomStream,
} from 'simulator';

export interface Described {
  readonly description: ConsumerGroupDescription;
  readonly committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>;
  readonly ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>;
}

type StateName = GroupSnapshot['state'];

export interface GroupSpec {
  readonly groupId?: string;
  /** Default: `Stable`, or `Empty` without members. */
  readonly state?: StateName;
  readonly members?: readonly MemberDescription[];
  /** By the name of a partition, `orders-0`. */
  readonly committed?: Readonly<Record<string, number>>;
  readonly ends?: Readonly<Record<string, number>>;
}

/** @param owned names of partitions, apart by spaces */
export function member(
  consumerId: string,
  owned: string,
  { clientId = consumerId, host = '/10.0.0.11', groupInstanceId }: Partial<MemberDescription> = {},
): MemberDescription {
  const assignment = owned.split(' ').filter(Boolean).map(partitionNamed);
  return Object.freeze({ consumerId, clientId, host, groupInstanceId, assignment: Object.freeze(assignment) });
}

export function groupOf({ groupId = 'shop', members = [], state, committed = {}, ends = {} }: GroupSpec): Described {
  const description: ConsumerGroupDescription = Object.freeze({
    groupId,
    isSimpleConsumerGroup: false,
    members: Object.freeze([...members]),
    partitionAssignor: 'range',
    type: 'Classic',
    state: state ?? (members.length === 0 ? 'Empty' : 'Stable'),
    coordinator: Object.freeze({ id: 1, host: 'broker-1', port: 9092, rack: undefined }),
  });
  return {
    description,
    committed: byPartition(committed, (offset) => ({ offset })),
    ends: byPartition(ends, (offset) => ({ offset, timestamp: -1 })),
  };
}

function byPartition<T extends object>(
  offsets: Readonly<Record<string, number>>,
  made: (offset: number) => T,
): ReadonlyMap<TopicPartition, T> {
  return new Map(Object.entries(offsets).map(([name, offset]) => [partitionNamed(name), Object.freeze(made(offset))]));
}

/** `orders-eu-3`: the number comes last. */
function partitionNamed(name: string): TopicPartition {
  const at = name.lastIndexOf('-');
  return topicPartition(name.slice(0, at), Number(name.slice(at + 1)));
}

export const printedOffsets = (group: Described): string => textOf(describeOffsets(snapshotOf(group), [idOf(group)]));
export const printedMembers = (group: Described): string => textOf(describeMembers(snapshotOf(group), [idOf(group)]));

const idOf = ({ description }: Described): string => description.groupId;
const textOf = ({ lines }: CommandOutput): string => lines.map(({ text }) => `${text}\n`).join('');

function snapshotOf({ description, committed, ends }: Described): ClusterSnapshot {
  const { groupId, state, members, coordinator } = description;
  const group: GroupSnapshot = {
    groupId,
    state: stateNames.find((name) => name === state) ?? 'Stable',
    type: 'Classic',
    coordinator,
    partitionAssignor: '',
    members: members.map(({ consumerId, groupInstanceId, ...rest }) => ({
      ...rest,
      memberId: consumerId,
      groupInstanceId: groupInstanceId ?? null,
    })),
    committed: new Map([...committed].map(([partition, { offset }]) => [partition, { offset, leaderEpoch: -1 }])),
  };
  return {
    groups: new Map([[groupId, group]]),
    logs: {
      latest: (partition) => ends.get(partition)?.offset,
      earliest: () => 0,
      atTime: () => undefined,
      partitionCount: () => undefined,
    },
  };
}

const stateNames: readonly StateName[] = ['Stable', 'Empty', 'PreparingRebalance', 'CompletingRebalance', 'Dead'];

const topics = ['orders', 'orders-eu', 'Orders', 'orders_2', 'a.topic.with.a.long.name'];
const groupIds = ['shop', 'a group with blanks', 'группа', 'order-processor-of-the-eu-west'];

/** Any state but Dead; up to four members, in part static; commits and ends of some of the partitions. */
export function seededGroup(chance: RandomStream): Described {
  const members: MemberDescription[] = [];
  const pick = <T>(from: readonly T[], otherwise: T): T => from[chance.integer(0, from.length - 1)] ?? otherwise;
  const all = topics.flatMap((topic) => Array.from({ length: chance.integer(0, 13) }, (_, at) => `${topic}-${at}`));
  const memberCount = chance.integer(0, 4);
  const owned = Array.from({ length: memberCount }, (): string[] => []);
  for (const name of all) owned[chance.integer(0, 6)]?.unshift(name);
  for (const [at, names] of owned.entries()) {
    const groupInstanceId = chance.chance(0.3)
      ? `pod-${at}${chance.chance(0.3) ? '.of.a.stateful.set' : ''}`
      : undefined;
    const consumerId = `${groupInstanceId ?? `c${at}`}-${chance.uuid().slice(0, chance.integer(4, 36))}`;
    const host = `/10.0.${chance.integer(0, 9)}.${chance.integer(1, 255)}`;
    members.push(member(consumerId, names.join(' '), { clientId: groupInstanceId ?? `c${at}`, host, groupInstanceId }));
  }
  const some = (share: number) => all.filter(() => chance.chance(share));
  const offsets = (names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [name, chance.chance(0.2) ? 0 : chance.integer(0, 10 ** chance.integer(1, 9))]),
    );
  const states: readonly StateName[] = ['Stable', 'PreparingRebalance', 'CompletingRebalance'];
  return groupOf({
    groupId: pick(groupIds, 'shop'),
    members,
    ...(memberCount === 0 ? {} : { state: pick(states, 'Stable') }),
    committed: offsets(some(0.6)),
    ends: offsets(some(0.9)),
  });
}
