import { describe, expect, it } from 'vitest';
import { played } from '../../cluster/scenario/run-fixture.ts';
import { namesIn } from '../sentences/names.ts';
import { TraceBuilder } from '../trace-builder.ts';
import { type LoggedLine, logLinesOf } from './log-lines.ts';

type Input = Parameters<typeof played>[0];

/** Two consumers, sessions of 6 s, two brokers, no initial delay; member ids without their random part. */
function logOf(more: Partial<Input> & { readonly assignor?: string; readonly config?: Record<string, unknown> } = {}) {
  const { assignor = 'range', config = {}, ...others } = more;
  const { cluster } = played({
    seed: 7,
    for: '30s',
    topics: { orders: 4 },
    brokers: { count: 2, config: { 'group.initial.rebalance.delay.ms': 0 } },
    groups: { billing: { assignor, config: { 'session.timeout.ms': 6000, ...config } } },
    consumers: {
      c1: { group: 'billing', topics: ['orders'] },
      c2: { group: 'billing', topics: ['orders'], start: '10s' },
    },
    ...others,
  } as Input);
  const lines = logLinesOf(cluster.trace, namesIn(cluster.trace)).map((line) => ({
    ...line,
    text: line.text.replace(/-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '-id'),
  }));
  return {
    trace: cluster.trace,
    lines,
    /** What one of them logged, at INFO and above, without the prefix. */
    of: (by: string, fromMs = 0, toMs = Number.POSITIVE_INFINITY) =>
      lines
        .filter((line) => line.by === by && line.level !== 'DEBUG' && line.atMs >= fromMs && line.atMs <= toMs)
        .map(({ text }) => text.replace(/^\[(Consumer|GroupCoordinator) [^\]]*\] /, '')),
  };
}

const first = (lines: readonly LoggedLine[], part: string) => lines.find(({ text }) => text.includes(part));

describe('the log of a consumer', () => {
  it('tells a first join from the coordinator that is found to the partitions that are added', () => {
    expect(logOf().of('c1', 0, 8)).toEqual([
      'Discovered group coordinator broker-2:9092 (id: 2147483645 rack: null)',
      '(Re-)joining group',
      'Request joining group due to: need to re-join with the given member-id: c1-id',
      '(Re-)joining group',
      "Successfully joined group with generation Generation{generationId=1, memberId='c1-id', protocol='range'}",
      'Finished assignment for group at generation 1: {c1-id=Assignment(partitions=[orders-0, orders-1, orders-2, orders-3])}',
      "Successfully synced group in generation Generation{generationId=1, memberId='c1-id', protocol='range'}",
      'Notifying assignor about the new Assignment(partitions=[orders-0, orders-1, orders-2, orders-3])',
      'Adding newly assigned partitions: orders-0, orders-1, orders-2, orders-3',
    ]);
  });

  it('gives up everything before it joins again when it is eager', () => {
    const told = logOf().of('c1', 10_010, 20_000);
    expect(told.slice(0, 3)).toEqual([
      'Request joining group due to: group is already rebalancing',
      'Revoke previously assigned partitions orders-0, orders-1, orders-2, orders-3',
      '(Re-)joining group',
    ]);
    expect(told).toContain('Adding newly assigned partitions: orders-0, orders-2');
  });

  it('tells what its new assignment changes when it cooperates, and joins once more for what it gives up', () => {
    const told = logOf({ assignor: 'cooperative-sticky' }).of('c1', 10_010, 20_000);
    expect(told).toContain(
      [
        'Updating assignment with',
        '\tAssigned partitions:                       [orders-0, orders-2]',
        '\tCurrent owned partitions:                  [orders-0, orders-1, orders-2, orders-3]',
        '\tAdded partitions (assigned - owned):       []',
        '\tRevoked partitions (owned - assigned):     [orders-1, orders-3]',
        '',
      ].join('\n'),
    );
    const revoked = told.indexOf('Revoke previously assigned partitions orders-1, orders-3');
    expect(told.slice(revoked, revoked + 4)).toEqual([
      'Revoke previously assigned partitions orders-1, orders-3',
      'Request joining group due to: need to revoke partitions [orders-1, orders-3] as indicated by the current assignment and re-join',
      'Notifying assignor about the new Assignment(partitions=[orders-0, orders-2])',
      'Adding newly assigned partitions: ',
    ]);
  });

  it('warns that it did not poll, leaves, and loses what it had', () => {
    const told = logOf({
      config: { 'max.poll.interval.ms': 6000 },
      events: [{ at: '15s', blockPoll: 'c1', for: '12s' }],
    }).of('c1', 15_000);
    expect(told[0]).toMatch(
      /^consumer poll timeout has expired\. This means the time between subsequent calls to poll\(\) was longer/,
    );
    expect(told.slice(1, 6)).toEqual([
      'Member c1-id sending LeaveGroup request to coordinator broker-2:9092 (id: 2147483645 rack: null) due to consumer poll timeout has expired.',
      'Resetting generation and member id due to: consumer pro-actively leaving the group',
      'Request joining group due to: consumer pro-actively leaving the group',
      'Giving away all assigned partitions as lost since generation/memberID has been reset,indicating that consumer is in old state or no longer part of the group',
      'Lost previously assigned partitions orders-0, orders-2',
    ]);
  });

  it('warns of the same as a static member, which does not say that it leaves', () => {
    const { lines } = logOf({
      consumers: {
        c1: {
          group: 'billing',
          topics: ['orders'],
          config: { 'group.instance.id': 'a', 'max.poll.interval.ms': 6000 },
        },
      },
      events: [{ at: '15s', blockPoll: 'c1', for: '12s' }],
    });
    const warned = first(lines, 'consumer poll timeout has expired');
    expect(warned?.level).toBe('WARN');
    expect(warned?.text).toMatch(/^\[Consumer instanceId=a, clientId=c1, groupId=billing\] /);
    expect(first(lines, 'LeaveGroup')).toBeUndefined();
  });

  it('finds out from a heartbeat that it was removed', () => {
    const told = logOf({ events: [{ at: '15s', freeze: 'c2', for: '10s' }] }).of('c2', 16_000);
    expect(told).toContain(
      "Attempt to heartbeat with Generation{generationId=2, memberId='c2-id', protocol='range'} and group instance id Optional.empty failed due to UNKNOWN_MEMBER_ID, resetting generation",
    );
    expect(told).toContain(
      'Resetting generation and member id due to: encountered UNKNOWN_MEMBER_ID from HEARTBEAT response',
    );
    expect(told).toContain('Lost previously assigned partitions orders-1, orders-3');
  });

  it('looks for the coordinator again when another broker coordinates', () => {
    const told = logOf({ events: [{ at: '15s', moveCoordinator: 'billing', to: 1 }] }).of('c1', 15_000);
    const node = 'broker-2:9092 (id: 2147483645 rack: null)';
    expect(told).toContain(
      `Group coordinator ${node} is unavailable or invalid due to cause: error response NOT_COORDINATOR. isDisconnected: false. Rediscovery will be attempted.`,
    );
    expect(told).toContain(`Requesting disconnect from last known coordinator ${node}`);
    expect(told.at(-1)).toBe('Discovered group coordinator broker-1:9092 (id: 2147483646 rack: null)');
  });

  it('tells from where it reads: the committed offset, or where the policy puts it', () => {
    const { lines } = logOf();
    const leader = 'currentLeader=LeaderAndEpoch{leader=Optional[broker-1:9092 (id: 1 rack: null)], epoch=0}}';
    expect(first(lines, 'Found no committed offset')?.text).toMatch(/for partition orders-0$/);
    expect(first(lines, 'Resetting offset')?.text).toBe(
      `[Consumer clientId=c1, groupId=billing] Resetting offset for partition orders-0 to position FetchPosition{offset=0, offsetEpoch=Optional.empty, ${leader}.`,
    );
    const set = first(lines, 'Setting offset for partition orders-2');
    expect(set?.text).toBe(
      `Setting offset for partition orders-2 to the committed offset FetchPosition{offset=0, offsetEpoch=Optional.empty, ${leader}`,
    );
    expect(set?.logger).toBe('org.apache.kafka.clients.consumer.internals.ConsumerUtils');
  });
});

describe('the log of a coordinator', () => {
  it('tells how a member joins a group at rest', () => {
    const { lines, of } = logOf();
    expect(first(lines, 'Preparing')?.text).toMatch(
      /^\[GroupCoordinator id=2 topic=__consumer_offsets partition=\d+\] /,
    );
    expect(of('broker 2', 10_000, 20_000)).toEqual([
      'Dynamic member with unknown member id joins group billing in Stable state. Created a new member id c2-id and requesting the member to rejoin with this id.',
      'Pending dynamic member with id c2-id joins group billing in Stable state. Adding to the group now.',
      'Preparing to rebalance group billing in state PreparingRebalance with old generation 1 (reason: Adding new member c2-id with group instance id null; client reason: need to re-join with the given member-id: c2-id).',
      'Stabilized group billing generation 2 with 2 members.',
      'Assignment received from leader c1-id for group billing for generation 2. The group has 2 members, 0 of which are static.',
    ]);
  });

  it('tells of a session that expired', () => {
    const told = logOf({ events: [{ at: '15s', crash: 'c2' }] }).of('broker 2', 15_000);
    expect(told.slice(0, 3)).toEqual([
      'Member c2-id in group billing has failed, removing it from the group.',
      'Preparing to rebalance group billing in state PreparingRebalance with old generation 2 (reason: removing member c2-id on heartbeat expiration.).',
      'Stabilized group billing generation 3 with 1 members.',
    ]);
  });

  it('tells of a member that leaves, with the reason that it gave', () => {
    const told = logOf({ events: [{ at: '15s', close: 'c2' }] }).of('broker 2', 15_000);
    expect(told.slice(0, 2)).toEqual([
      '[Group billing] Member c2-id has left group through explicit `LeaveGroup` request; client reason: the consumer is being closed',
      'Preparing to rebalance group billing in state PreparingRebalance with old generation 2 (reason: explicit `LeaveGroup` request for (c2-id) members.).',
    ]);
  });

  it('lets a static member that comes back take its place without a rebalance', () => {
    const told = logOf({
      consumers: { c1: { group: 'billing', topics: ['orders'], config: { 'group.instance.id': 'a' } } },
      events: [{ at: '15s', restart: 'c1', down: '1s' }],
    }).of('broker 2', 15_000);
    expect(told).toEqual([
      'Static member with groupInstanceId=a and unknown member id joins group billing in Stable state. Replacing previously mapped member a-id with this groupInstanceId.',
      "Static member which joins during Stable stage and doesn't affect the selected protocol will not trigger a rebalance.",
    ]);
  });

  it('names together the members that did not come back in time', () => {
    const run = new TraceBuilder()
      .state('Stable', 'PreparingRebalance', 'member joined', 'c3')
      .removed('c1', 'did not rejoin')
      .removed('c2', 'did not rejoin')
      .generation(2)
      .state('PreparingRebalance', 'CompletingRebalance')
      .joined('c3');
    const told = logLinesOf(run.trace, namesIn(run.trace)).map(({ text, index }) => [
      index,
      text.replace(/^\[[^\]]*\] /, ''),
    ]);
    expect(told.slice(1)).toEqual([
      [3, "Group g removed dynamic members who haven't joined: [c1-id, c2-id]"],
      [4, 'Stabilized group g generation 2 with 1 members.'],
    ]);
  });

  it('tells which broker gives a group up and which one reads it', () => {
    const { of } = logOf({ events: [{ at: '15s', moveCoordinator: 'billing', to: 1 }] });
    expect(of('broker 2', 15_000)[1]).toMatch(/^Started unloading metadata for __consumer_offsets-\d+ with epoch …\.$/);
    expect(of('broker 1', 15_000).at(-1)).toMatch(
      /^Finished loading of metadata from __consumer_offsets-\d+ with epoch … in \d+ms/,
    );
  });
});

describe('any log', () => {
  const logs = [
    logOf({ events: [{ at: '12s', freeze: 'c1', for: '10s' }] }),
    logOf({ assignor: 'cooperative-sticky', events: [{ at: '12s', crashBroker: 2 }] }),
    logOf({ events: [{ at: '12s', cut: ['c2', 2], for: '9s' }] }),
  ];

  it('has complete lines in the order of the trace, each at the time of its event', () => {
    for (const { lines, trace } of logs) {
      expect(lines.length).toBeGreaterThan(40);
      expect(lines.filter(({ text }) => /undefined|\[object|NaN/.test(text))).toEqual([]);
      expect(lines.map(({ index }) => index)).toEqual(lines.map(({ index }) => index).sort((a, b) => a - b));
      expect(lines.filter(({ index, atMs }) => trace[index]?.atMs !== atMs)).toEqual([]);
    }
  });

  it('tells of a connection that breaks with what was in flight, and then that it cannot be made again', () => {
    const told = logs[1]?.of('c1', 12_000).filter((text) => text.includes('2147483645')) ?? [];
    expect(told.slice(0, 3)).toEqual([
      'Node 2147483645 disconnected.',
      expect.stringMatching(
        /^Cancelled in-flight [A-Z_]+ request with correlation id \d+ due to node 2147483645 being disconnected \(elapsed time since creation: \d+ms,/,
      ),
      'Group coordinator broker-2:9092 (id: 2147483645 rack: null) is unavailable or invalid due to cause: null. isDisconnected: true. Rediscovery will be attempted.',
    ]);
    expect(told).toContain(
      'Connection to node 2147483645 (broker-2/…:9092) could not be established. Node may not be available.',
    );
  });
});
