import { describe, expect, it } from 'vitest';
import { describeMembers } from './describe-members.ts';
import { describeOffsets } from './describe-offsets.ts';
import { describeState } from './describe-state.ts';
import { cluster, group, member, shown } from './snapshot-builder.ts';

const one = 'consumer-orders-app-1-5c9c3a0e-8d5b-4c6f-9c0f-2b7f1a6e4d11';
const two = 'consumer-orders-app-2-d1f0a7b2-61c3-4f0e-8a57-90f6f1c2ab34';
const members = [
  member(two, 'consumer-orders-app-2', '/10.0.0.12', 'orders-2'),
  member(one, 'consumer-orders-app-1', '/10.0.0.11', 'orders-1 orders-0'),
];
const logs = { 'orders-0': { latest: 1050 }, 'orders-1': { latest: 998 }, 'orders-2': { latest: 17 } };
const committed = { 'orders-1': 998, 'orders-0': 1042 };
const stable = cluster([group('orders-app', { members, committed })], logs);

describe('--describe', () => {
  it('prints members with most partitions first, one row for each partition', () => {
    expect(shown(describeOffsets(stable, ['orders-app']))).toEqual([
      '',
      'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID                                                HOST            CLIENT-ID',
      `orders-app      orders          0          1042            1050            8               ${one} /10.0.0.11      consumer-orders-app-1`,
      `orders-app      orders          1          998             998             0               ${one} /10.0.0.11      consumer-orders-app-1`,
      `orders-app      orders          2          -               17              -               ${two} /10.0.0.12      consumer-orders-app-2`,
    ]);
  });

  it('S98: says that all members have stopped, and prints their partitions with -', () => {
    const output = describeOffsets(cluster([group('orders-app', { committed })], logs), ['orders-app']);
    expect(shown(output)).toEqual([
      '',
      "Consumer group 'orders-app' has no active members.",
      '',
      'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID',
      'orders-app      orders          0          1042            1050            8               -               -               -',
      'orders-app      orders          1          998             998             0               -               -               -',
    ]);
    expect(output.lines.map(({ stream }) => stream).slice(0, 3)).toEqual(['stderr', 'stderr', 'stdout']);
  });

  it('S99: leaves out a member without a partition, which --members shows', () => {
    const group2 = group('g', { members: [member('m1', 'c1', '/h', 'orders-0'), member('m2', 'c2', '/h', '')] });
    const cluster2 = cluster([group2], { 'orders-0': { latest: 3 } });
    expect(shown(describeOffsets(cluster2, ['g']))).toHaveLength(3);
    expect(shown(describeMembers(cluster2, ['g']))).toEqual([
      '',
      'GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     ',
      'g               m1              /h              c1              1               ',
      'g               m2              /h              c2              0               ',
    ]);
  });

  it('warns while a group rebalances', () => {
    const rebalancing = cluster([group('g', { members, state: 'PreparingRebalance' })], logs);
    expect(shown(describeOffsets(rebalancing, ['g'])).slice(0, 2)).toEqual([
      '',
      "Warning: Consumer group 'g' is rebalancing.",
    ]);
  });

  it('prints only the notice when there is no row', () => {
    expect(shown(describeOffsets(cluster([group('g', {})]), ['g']))).toEqual([
      '',
      "Consumer group 'g' has no active members.",
    ]);
  });

  it('fails for a group that does not exist', () => {
    expect(shown(describeOffsets(stable, ['nobody', 'orders-app']))).toEqual([
      '',
      'Error: Executing consumer group command failed due to org.apache.kafka.common.errors.GroupIdNotFoundException: Group nobody not found.',
    ]);
  });

  it('adds the leader epoch with --verbose', () => {
    expect(shown(describeOffsets(stable, ['orders-app'], { verbose: true })).slice(1, 3)).toEqual([
      'GROUP           TOPIC           PARTITION  LEADER-EPOCH    CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID                                                HOST            CLIENT-ID',
      `orders-app      orders          0          0               1042            1050            8               ${one} /10.0.0.11      consumer-orders-app-1`,
    ]);
  });

  it('prints groups in the order of their ids', () => {
    const three = cluster([group('b', {}), group('a', {})]);
    expect(shown(describeOffsets(three, ['b', 'a']))[1]).toBe("Consumer group 'a' has no active members.");
  });
});

describe('--describe --members', () => {
  it('has a column for static members when there is one', () => {
    const id = 'pod-0-0b6c0f44-2a2b-4e1b-9f0a-6d1d5b3c7e90';
    const fixed = member(id, 'consumer-orders-app-pod-0', '/10.0.0.11', 'orders-0 orders-1', 'pod-0');
    expect(shown(describeMembers(cluster([group('orders-app', { members: [fixed] })]), ['orders-app']))).toEqual([
      '',
      'GROUP           CONSUMER-ID                                GROUP-INSTANCE-ID HOST            CLIENT-ID                 #PARTITIONS     ',
      `orders-app      ${id} pod-0             /10.0.0.11      consumer-orders-app-pod-0 2               `,
    ]);
  });

  it('adds assignments with --verbose', () => {
    const lone = member(one, 'consumer-orders-app-1', '/10.0.0.11', 'orders-1 orders-0');
    const output = describeMembers(cluster([group('orders-app', { members: [lone] })]), ['orders-app'], {
      verbose: true,
    });
    expect(shown(output)).toEqual([
      '',
      'GROUP           CONSUMER-ID                                                HOST            CLIENT-ID             #PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT   ',
      `orders-app      ${one} /10.0.0.11      consumer-orders-app-1 2               -               orders:0,1           -               -                   `,
    ]);
  });

  it('joins several topics with a semicolon', () => {
    const lone = member('m1', 'c1', '/h', 'payments-2 orders-1 orders-0 payments-10');
    const output = describeMembers(cluster([group('g', { members: [lone] })]), ['g'], { verbose: true });
    expect(shown(output).at(-1)).toContain(' orders:0,1;payments:2,10 ');
  });

  it('prints the header also without members', () => {
    expect(shown(describeMembers(cluster([group('g', {})]), ['g']))).toEqual([
      '',
      "Consumer group 'g' has no active members.",
      '',
      'GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     ',
    ]);
  });
});

describe('--describe --state', () => {
  it('prints coordinator, strategy, state and number of members', () => {
    expect(shown(describeState(stable, ['orders-app']))).toEqual([
      '',
      'GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS',
      'orders-app      broker-1:9092  (1)        range                Stable               2',
    ]);
  });

  it('has a row for an empty group', () => {
    expect(shown(describeState(cluster([group('g', {})]), ['g'])).slice(1)).toEqual([
      "Consumer group 'g' has no active members.",
      '',
      'GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS',
      'g               broker-1:9092  (1)        -                    Empty                0',
    ]);
  });

  it('adds epochs with --verbose', () => {
    expect(shown(describeState(stable, ['orders-app'], { verbose: true })).at(1)).toBe(
      'GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                GROUP-EPOCH     TARGET-ASSIGNMENT-EPOCH   #MEMBERS',
    );
  });
});
