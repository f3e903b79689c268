// The rules of brief.md, in its order, each from easy to hard. The first texts stand here as the tool prints them; later ones are printed by the
// simulator's own command. The last tests are about groups on a simulated cluster.
import { Admin, KafkaConsumer, OffsetSpec, topicPartition } from 'kafka';
import { RandomStream, SimulatedCluster } from 'simulator';
import { expectNoProblem, expectProcessesWell, RangeAssignor } from 'testkit';
import { it } from 'vitest';
import { describeMembers, describeOffsets } from './answer';
import { differenceOf } from './difference';
import { type Described, type GroupSpec, groupOf, member, printedMembers, printedOffsets, seededGroup } from './groups';

function expectOffsets(spec: GroupSpec, lines?: readonly string[]): void {
  offsetsOf(groupOf(spec), lines && `${lines.join('\n')}\n`);
}

function expectMembers(spec: GroupSpec, lines?: readonly string[]): void {
  membersOf(groupOf(spec), lines && `${lines.join('\n')}\n`);
}

function offsetsOf(group: Described, expected = printedOffsets(group)): void {
  const difference = differenceOf(describeOffsets(group), expected);
  expectNoProblem(difference && `describeOffsets(). ${difference}`);
}

function membersOf(group: Described, expected = printedMembers(group)): void {
  const difference = differenceOf(describeMembers(group), expected);
  expectNoProblem(difference && `describeMembers(). ${difference}`);
}

const c1 = 'consumer-orders-app-1-5c9c3a0e-8d5b-4c6f-9c0f-2b7f1a6e4d11';
const c2 = 'consumer-orders-app-2-d1f0a7b2-61c3-4f0e-8a57-90f6f1c2ab34';
const two = [
  member(c1, 'orders-0 orders-1', { clientId: 'consumer-orders-app-1' }),
  member(c2, 'orders-2', { clientId: 'consumer-orders-app-2', host: '/10.0.0.12' }),
];
const app: GroupSpec = {
  groupId: 'orders-app',
  members: two,
  committed: { 'orders-0': 1042, 'orders-1': 998 },
  ends: { 'orders-0': 1050, 'orders-1': 998, 'orders-2': 17 },
};
const short = [member('m1', 'orders-0')];
const logs = { committed: { 'orders-0': 5 }, ends: { 'orders-0': 9 } };

it('R1: a group without members', () => {
  expectOffsets({ ...app, members: [] }, [
    '',
    "Consumer group 'orders-app' has no active members.",
    '',
    'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID',
    'orders-app      orders          0          1042            1050            8               -               -               -',
    'orders-app      orders          1          998             998             0               -               -               -',
  ]);
});

it('R1: a group that waits for its members to rejoin', () => {
  expectOffsets({ members: short, state: 'PreparingRebalance', ...logs }, [
    '',
    "Warning: Consumer group 'shop' is rebalancing.",
    '',
    'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID',
    'shop            orders          0          5               9               4               m1              /10.0.0.11      m1',
  ]);
});

it('R1: a group that waits for its leader', () => {
  expectOffsets({ members: short, state: 'CompletingRebalance', ...logs });
});

it('R1: the notice before the table of members', () => {
  expectMembers({ members: short, state: 'CompletingRebalance' });
});

it('R2: a group at work', () => {
  expectOffsets(app, [
    '',
    'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID                                                HOST            CLIENT-ID',
    `orders-app      orders          0          1042            1050            8               ${c1} /10.0.0.11      consumer-orders-app-1`,
    `orders-app      orders          1          998             998             0               ${c1} /10.0.0.11      consumer-orders-app-1`,
    `orders-app      orders          2          -               17              -               ${c2} /10.0.0.12      consumer-orders-app-2`,
  ]);
});

it('R2: names of fifteen characters, and of sixteen', () => {
  expectOffsets({
    groupId: 'fifteen-letters',
    members: [member('consumer-one-23', 'orders-in-europe-0', { host: '/100.100.100.10' })],
  });
  expectOffsets({
    groupId: 'sixteen--letters',
    members: [member('consumer-one-234', 'orders-in-europe1-0', { host: '/100.100.100.100' })],
  });
});

it('R2: columns as wide as the longest of their texts', () => {
  expectOffsets({
    members: [
      member('c1', 'orders-0 a.topic.with.a.long.name-3'),
      member('c2-d1f0a7b2-61c3-4f0e', 'orders-1', { host: '/2001:db8:0:0:0:0:0:1' }),
    ],
  });
});

it('R2: a long client id is not padded', () => {
  expectOffsets({
    members: [member('c1', 'orders-0', { clientId: 'a-client-id-of-some-length' }), member('c2', 'orders-1')],
  });
});

it('R2: numbers too long for their columns', () => {
  expectOffsets({
    members: [member('c1', 'orders-0 orders-12345678901')],
    committed: { 'orders-0': 8_000_000_000_000_000, 'orders-12345678901': 1 },
    ends: { 'orders-0': 9_000_000_000_000_000, 'orders-12345678901': 2 },
  });
});

it('R3: the member with the most partitions first', () => {
  expectOffsets({
    members: [member('c1', 'orders-0'), member('c2', 'orders-1 orders-2 orders-3'), member('c3', 'orders-4 orders-5')],
  });
});

it('R3: members with equally many partitions stay in their order', () => {
  expectOffsets({ members: [member('zoe', 'orders-3'), member('adam', 'orders-0'), member('mia', 'orders-1')] });
});

it('R3: partition 10 after partition 2', () => {
  expectOffsets({ members: [member('c1', 'orders-10 orders-2 orders-1 orders-0')] });
});

it('R3: topics in the order of their characters', () => {
  expectOffsets({ members: [member('c1', 'orders-0 orders_2-0 orders-eu-0 Orders-0 orders.2-0 refunds-0')] });
});

it('R3: topics before numbers', () => {
  expectOffsets({ members: [member('c1', 'payments-0 orders-1 payments-1 orders-0')] });
});

it('R3: a member without partitions', () => {
  expectOffsets({ members: [member('c1', ''), member('c2', 'orders-0'), member('c3', '')], ...logs });
});

it('R4: some partitions have no owner', () => {
  expectOffsets({
    members: short,
    committed: { 'orders-0': 5, 'orders-2': 1, 'orders-1': 0 },
    ends: { 'orders-0': 9, 'orders-1': 3, 'orders-2': 3 },
  });
});

it('R4: what nobody owns stands after what is owned, whatever its name', () => {
  expectOffsets({
    members: [member('c1', 'orders-1')],
    committed: { 'zones-0': 5, 'a.topic-11': 2, 'a.topic-2': 2, 'orders-1': 4 },
    ends: { 'zones-0': 5, 'a.topic-11': 2, 'a.topic-2': 2, 'orders-1': 4 },
  });
});

it('R4: no owner and no commit', () => {
  expectOffsets({ members: short, committed: { 'orders-0': 5 }, ends: { 'orders-0': 9, 'orders-1': 9 } });
});

it('R5: committed 0', () => {
  expectOffsets({ members: short, committed: { 'orders-0': 0 }, ends: { 'orders-0': 0 } });
});

it('R5: nothing committed', () => {
  expectOffsets({ members: short, ends: { 'orders-0': 0 } });
});

it('R5: the end is not known', () => {
  expectOffsets({ members: short, committed: { 'orders-0': 5 } });
});

it('R5: neither a commit nor an end', () => {
  expectOffsets({ members: short });
});

it('R5: a commit beyond the end', () => {
  expectOffsets({ members: short, committed: { 'orders-0': 12 }, ends: { 'orders-0': 9 } });
});

it('R5: three hundred seeded groups', () => {
  for (let seed = 1; seed <= 300; seed++) offsetsOf(seededGroup(new RandomStream(`group ${seed}`)));
});

it('R6: a group without members and without commits', () => {
  expectOffsets({ groupId: 'orders-app' }, ['', "Consumer group 'orders-app' has no active members."]);
});

it('R6: all members are without partitions', () => {
  const group = groupOf({ members: [member('c1', ''), member('c2', '')] });
  offsetsOf(group, '');
});

it('R6: a dead group', () => {
  expectOffsets({ state: 'Dead', ...logs }, ['', "Error: Consumer group 'shop' does not exist."]);
});

it('R7: two members', () => {
  expectMembers(app, [
    '',
    'GROUP           CONSUMER-ID                                                HOST            CLIENT-ID             #PARTITIONS     ',
    `orders-app      ${c1} /10.0.0.11      consumer-orders-app-1 2               `,
    `orders-app      ${c2} /10.0.0.12      consumer-orders-app-2 1               `,
  ]);
});

it('R7: idle members, in the order of the group', () => {
  expectMembers({ members: [member('zoe', ''), member('adam', 'orders-0 orders-1'), member('mia', 'orders-2')] }, [
    '',
    'GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     ',
    'shop            zoe             /10.0.0.11      zoe             0               ',
    'shop            adam            /10.0.0.11      adam            2               ',
    'shop            mia             /10.0.0.11      mia             1               ',
  ]);
});

it('R7: a static member', () => {
  const id = 'pod-0-0b6c0f44-2a2b-4e1b-9f0a-6d1d5b3c7e90';
  const pod = member(id, 'orders-0 orders-1', { clientId: 'consumer-orders-app-pod-0', groupInstanceId: 'pod-0' });
  expectMembers({ groupId: 'orders-app', members: [pod] }, [
    '',
    'GROUP           CONSUMER-ID                                GROUP-INSTANCE-ID HOST            CLIENT-ID                 #PARTITIONS     ',
    `orders-app      ${id} pod-0             /10.0.0.11      consumer-orders-app-pod-0 2               `,
  ]);
});

it('R7: static members and dynamic ones', () => {
  expectMembers({
    members: [
      member('c1', 'orders-0'),
      member('c2', 'orders-1', { groupInstanceId: 'a-stateful-set-with-a-name-0' }),
      member('c3', ''),
    ],
  });
});

it('R7: no members', () => {
  expectMembers({ groupId: 'a-group-whose-name-is-long' }, [
    '',
    "Consumer group 'a-group-whose-name-is-long' has no active members.",
    '',
    'GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     ',
  ]);
});

it('R7: a dead group', () => {
  expectMembers({ state: 'Dead' }, [
    '',
    "Error: Consumer group 'shop' does not exist.",
    '',
    'GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     ',
  ]);
});

it('R7: three hundred seeded groups', () => {
  for (let seed = 1; seed <= 300; seed++) membersOf(seededGroup(new RandomStream(`group ${seed}`)));
});

it('R7: a group on a simulated cluster, from its first member to its last', async () => {
  const cluster = new SimulatedCluster({ brokers: 1, topics: { orders: 4, refunds: 2 } });
  for (let partition = 0; partition < 4; partition++) {
    cluster.append(
      'orders',
      partition,
      Array.from({ length: 10 + partition }, () => ({ value: 'an order' })),
    );
  }
  const names = ['c1', 'c2', 'c3'];
  for (const [at, name] of names.entries()) {
    cluster.schedule(10_000 * at, () => consume(cluster, name));
    cluster.schedule(50_000 + 10_000 * at, () => cluster.process(name).stop());
  }
  for (let second = 5; second <= 80; second += 5) {
    await cluster.runFor(5_000);
    const fetched = await fetchedFrom(cluster, `admin-${second}`);
    offsetsOf(fetched);
    membersOf(fetched);
  }
});

/** Reads, commits, and leaves when it is asked to. */
function consume(cluster: SimulatedCluster, name: string): void {
  cluster.process(name).start(async ({ shutdown }) => {
    const consumer = new KafkaConsumer({
      'group.id': 'shop',
      'client.id': name,
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
      'partition.assignment.strategy': [RangeAssignor],
    });
    await consumer.subscribe(['orders', 'refunds']);
    while (!shutdown.isRequested) {
      try {
        if (!(await consumer.poll(100)).isEmpty()) await consumer.commitSync();
      } catch (error) {
        if (!shutdown.isRequested) throw error;
      }
    }
    await consumer.close();
  });
}

async function fetchedFrom(cluster: SimulatedCluster, name: string): Promise<Described> {
  let fetched: Described | undefined;
  cluster.process(name).start(async () => {
    const admin = new Admin();
    const description = (await admin.describeConsumerGroups(['shop'])).get('shop');
    const committed = await admin.listConsumerGroupOffsets('shop');
    const numbers = [0, 1, 2, 3].map((partition) => topicPartition('orders', partition));
    const all = [...numbers, topicPartition('refunds', 0), topicPartition('refunds', 1)];
    const ends = await admin.listOffsets(new Map(all.map((partition) => [partition, OffsetSpec.latest()])));
    if (description !== undefined) fetched = { description, committed, ends };
    admin.close();
  });
  await cluster.runFor(500);
  expectProcessesWell(cluster);
  if (fetched === undefined) throw new Error('The admin client was not answered.');
  return fetched;
}
