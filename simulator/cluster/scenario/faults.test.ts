import { describe, expect, it } from 'vitest';
import { topicPartition } from '../../protocol/topic-partition.ts';
import type { EventInput, ScenarioInput } from './input.ts';
import { billing, eventsOf, played, started, timesWritten } from './run-fixture.ts';
import type { ScenarioRun } from './scenario-run.ts';

const load = { orders: { rate: '2/s', keys: 10, until: '40s' } } as const;
const produced = 80;

function runWith(events: readonly EventInput[], more: Partial<ScenarioInput> = {}): ScenarioRun {
  return played(
    billing(
      { c1: { group: 'billing' }, c2: { group: 'billing' } },
      { handler: { commit: 'batch' }, load, events, ...more },
    ),
  );
}

const removed = (run: ScenarioRun) => eventsOf(run, 'group.member.removed').map(({ why }) => why);
/** `c2@20000` */
const processEvents = (run: ScenarioRun, kind: 'process.started' | 'process.stopped' | 'process.crashed') =>
  eventsOf(run, kind).flatMap(({ process, atMs }) => (process.startsWith('load:') ? [] : [`${process}@${atMs}`]));
const offsetIn = (run: ScenarioRun, topic: string, partition: number) =>
  run.cluster.committed('billing').get(topicPartition(topic, partition));
const assignments = (run: ScenarioRun) => eventsOf(run, 'group.assignment').map(({ assignments: given }) => given.size);

/** While nothing has happened to it. */
function coordinatorOf(group: string): number {
  return started(billing({}, {})).cluster.coordinatorOf(group) ?? 0;
}

describe('an event for a process', { timeout: 60_000 }, () => {
  it('close: it leaves the group before it ends', () => {
    const run = runWith([{ at: '20s', close: 'c2' }]);
    expect(removed(run)).toEqual(['left']);
    expect(eventsOf(run, 'process.stopped').map(({ process }) => process)).toEqual(['c2']);
    expect(timesWritten(run)).toEqual({ 1: produced });
  });

  it('start, right after close: it starts when it has ended', () => {
    const run = runWith([
      { at: '20s', close: 'c2' },
      { at: '20s', start: 'c2' },
    ]);
    const [stopped] = eventsOf(run, 'process.stopped');
    const again = eventsOf(run, 'process.started').at(-1);
    expect(again?.process).toBe('c2');
    expect(again?.atMs).toBe((stopped?.atMs ?? 0) + 1);
    expect(run.cluster.process('c2').state).toBe('running');
  });

  it('crash: the group notices when its session is over', () => {
    const run = runWith([{ at: '20s', crash: 'c2' }]);
    expect(removed(run)).toEqual(['session expired']);
    expect(processEvents(run, 'process.crashed')).toEqual(['c2@20000']);
    expect(timesWritten(run)[0]).toBeUndefined();
  });

  it('restart: the same identity within the session keeps its place', () => {
    const run = runWith([{ at: '20s', restart: 'c2', down: '2s' }], {
      consumers: {
        c1: { group: 'billing', config: { 'group.instance.id': 'a' } },
        c2: { group: 'billing', config: { 'group.instance.id': 'b' } },
      },
    });
    expect(processEvents(run, 'process.started')).toEqual(['c1@0', 'c2@0', 'c2@22000']);
    expect(
      eventsOf(run, 'group.state').filter(({ atMs, to }) => atMs >= 20_000 && to === 'PreparingRebalance'),
    ).toEqual([]);
  });

  it('freeze: it is out of the group when that takes longer than its session; blockPoll: it is not', () => {
    expect(removed(runWith([{ at: '20s', freeze: 'c2', for: '10s' }]))).toEqual(['session expired']);
    expect(removed(runWith([{ at: '20s', blockPoll: 'c2', for: '10s' }]))).toEqual([]);
  });

  it('clockStep: a clock that is set back keeps its heartbeats waiting', () => {
    const run = runWith([{ at: '20s', clockStep: 'c2', by: '-30s' }]);
    expect(eventsOf(run, 'process.clock').map(({ process, stepMs }) => [process, stepMs])).toEqual([['c2', -30_000]]);
    expect(removed(run)).toEqual(['session expired']);
  });

  it('subscribe: it reads what it is told to from then on', () => {
    const run = runWith(
      [
        { at: '20s', subscribe: 'c1', topics: ['orders', 'payments'] },
        { at: '30s', produce: 'payments', records: 3 },
      ],
      { topics: { orders: 6, payments: 1 } },
    );
    const topics = (run.stores.get('rows')?.rows ?? []).map(({ partition }) => partition.topic);
    expect(topics.filter((topic) => topic === 'payments')).toHaveLength(3);
  });

  it('pause and resume: what is paused waits, and nothing is lost', () => {
    const run = started(
      billing(
        { c1: { group: 'billing' } },
        {
          load,
          events: [
            { at: '10s', pause: 'c1', partitions: ['orders-0', 'orders-1'] },
            { at: '50s', resume: 'c1', partitions: ['orders-0', 'orders-1'] },
          ],
        },
      ),
    );
    run.runMachinery(49_000);
    expect(timesWritten(run)[0]).toBeGreaterThan(5);
    run.runMachinery();
    expect(timesWritten(run)).toEqual({ 1: produced });
  });

  it('commit: what was handled is committed, whatever the policy', () => {
    const run = runWith(
      [
        { at: '50s', commit: 'c1' },
        { at: '50s', commit: 'c2' },
      ],
      {
        groups: {
          billing: { topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, handler: { commit: 'none' } },
        },
      },
    );
    expect([...run.cluster.committed('billing').values()].reduce((a, b) => a + b, 0)).toBe(produced);
  });

  it('that has come to an end by itself is left out, and the trace says so', () => {
    const consumer = { group: 'billing', config: { 'group.instance.id': 'a' } };
    const run = runWith([{ at: '30s', freeze: 'c1', for: '1s' }], {
      consumers: { c1: consumer, c2: { ...consumer, start: '10s' } },
    });
    expect(run.cluster.process('c1').state).toBe('crashed');
    expect(eventsOf(run, 'note').map(({ text }) => text)).toEqual(['freeze of c1 is left out: it is crashed.']);
  });
});

describe('an event for the network', { timeout: 60_000 }, () => {
  it('cut: a consumer that hears nobody is out of the group, and back once it is healed', () => {
    const run = runWith([{ at: '20s', cut: 'c2', for: '15s' }]);
    expect(eventsOf(run, 'network.cut')).toHaveLength(3);
    expect(eventsOf(run, 'network.healed').map(({ atMs, between }) => [atMs, between[0]])).toEqual(
      Array.from({ length: 3 }, () => [35_000, 'c2']),
    );
    expect(removed(run)).toContain('session expired');
    expect(timesWritten(run)[0]).toBeUndefined();
  });

  it('cut, of one way to one broker', () => {
    const [cut, ...others] = eventsOf(
      runWith([{ at: '20s', cut: ['c2', 3], only: 'answers', for: '1s' }]),
      'network.cut',
    );
    expect(cut).toMatchObject({ way: 'from', between: ['c2', 'broker-3'] });
    expect(others).toEqual([]);
  });

  it('heal: only what is cut is healed, and an earlier cut does not end a later one', () => {
    const run = runWith([
      { at: '20s', cut: ['c2', 1], for: '5s' },
      { at: '22s', cut: ['c2', 1] },
      { at: '30s', heal: 'all' },
    ]);
    expect(eventsOf(run, 'network.healed').map(({ atMs, between }) => [atMs, ...between])).toEqual([
      [30_000, 'c2', 'broker-1'],
    ]);
  });

  it('slow: what is sent meanwhile takes longer', () => {
    const run = runWith([{ at: '20s', slow: 'c2', latency: '100ms', for: '10s' }]);
    const sentAt = new Map(eventsOf(run, 'request.sent').map((event) => [event.correlationId, event.atMs]));
    const times = (fromMs: number, untilMs: number) =>
      eventsOf(run, 'request.delivered').flatMap(({ clientId, correlationId, atMs }) => {
        const sentMs = sentAt.get(correlationId) ?? 0;
        return clientId === 'c2' && sentMs >= fromMs && sentMs < untilMs ? [atMs - sentMs] : [];
      });
    expect(new Set(times(10_000, 20_000))).toEqual(new Set([1]));
    expect(Math.min(...times(20_000, 30_000))).toBe(100);
    expect(new Set(times(31_000, 40_000))).toEqual(new Set([1]));
  });
});

describe('an event for brokers and topics', { timeout: 60_000 }, () => {
  it('crashBroker, restartBroker: groups and records outlive their broker', () => {
    const coordinator = coordinatorOf('billing');
    const run = runWith([
      { at: '20s', crashBroker: coordinator },
      { at: '40s', restartBroker: coordinator },
    ]);
    expect(eventsOf(run, 'broker.crashed').map(({ brokerId }) => brokerId)).toEqual([coordinator]);
    expect(timesWritten(run)[0]).toBeUndefined();
    expect(run.cluster.group('billing')?.state).toBe('Stable');
  });

  it('stopBroker, moveCoordinator, moveLeader: others take over at once', () => {
    const first = coordinatorOf('billing');
    const other = (first % 3) + 1;
    const run = runWith([
      { at: '20s', moveCoordinator: 'billing', to: other },
      { at: '21s', moveLeader: 'orders-0', to: other },
      { at: '25s', stopBroker: first },
    ]);
    expect(run.cluster.coordinatorOf('billing')).toBe(other);
    expect(run.cluster.partition('orders', 0).leader).toBe(other);
    expect(timesWritten(run)[0]).toBeUndefined();
  });

  it('that brokers cannot follow when it is due is left out, and the trace says why', () => {
    const run = runWith(
      [
        { at: '20s', moveLeader: 'orders-0', to: 2 },
        { at: '20s', moveLeader: 'orders-0', to: 3 },
      ],
      { topics: { orders: { partitions: 6, replicas: 1 } } },
    );
    const notes = eventsOf(run, 'note').map(({ atMs, text }) => `${atMs}: ${text}`);
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) expect(note).toMatch(/^20000: Left out: The leadership of orders-0 cannot be moved/);
  });

  it('createTopic, createPartitions, deleteTopic: a consumer with a pattern finds them', () => {
    const run = runWith(
      [
        { at: '10s', createTopic: 'orders-eu', partitions: 2 },
        { at: '20s', produce: 'orders-eu', records: 10, key: 'a' },
        { at: '25s', createPartitions: 'orders-eu', to: 4 },
        { at: '35s', produce: 'orders-eu', records: 10, key: 'b' },
        { at: '50s', deleteTopic: 'orders-eu' },
      ],
      { consumers: { c1: { group: 'billing', pattern: 'orders.*', config: { 'metadata.max.age.ms': 1000 } } } },
    );
    const fromEu = (run.stores.get('rows')?.rows ?? []).filter(({ partition }) => partition.topic === 'orders-eu');
    expect(fromEu).toHaveLength(20);
    expect(assignments(run).length).toBeGreaterThanOrEqual(3);
    expect(run.cluster.topics.map(({ topic }) => topic)).not.toContain('orders-eu');
  });

  it('about a topic that somebody else has created or deleted meanwhile is left out, and the trace says why', async () => {
    const run = started(
      billing(
        { c1: { group: 'billing' } },
        {
          for: '40s',
          events: [
            { at: '20s', createTopic: 'returns', partitions: 3 },
            { at: '25s', createPartitions: 'returns', to: 4 },
            { at: '30s', deleteTopic: 'returns' },
          ],
        },
      ),
    );
    await run.run(10_000);
    run.cluster.createTopic('returns', 6);
    await run.run(26_000);
    run.cluster.deleteTopic('returns');
    await run.run();
    expect(eventsOf(run, 'note').map(({ atMs, text }) => `${atMs}: ${text}`)).toEqual([
      expect.stringMatching(/^20000: Left out: There is a topic returns already/),
      expect.stringMatching(/^25000: Left out: /),
      expect.stringMatching(/^30000: Left out: There is no topic returns/),
    ]);
  });

  it('resetOffsets: refused while the group has members, and where the next ones begin once it has none', () => {
    const run = runWith(
      [
        { at: '20s', resetOffsets: 'billing', to: { 'orders-0': 0, 'orders-1': 3 } },
        { at: '45s', close: 'c1' },
        { at: '45s', close: 'c2' },
        { at: '50s', resetOffsets: 'billing', to: { 'orders-0': 0 } },
      ],
      { for: '60s' },
    );
    const refused = eventsOf(run, 'offsets.refused').map(({ atMs }) => Math.floor(atMs / 1000));
    expect(refused).toEqual([20]);
    expect(offsetIn(run, 'orders', 0)).toBe(0);
    expect(offsetIn(run, 'orders', 1)).toBeGreaterThan(3);
  });

  it('deleteOffsets and deleteGroup: refused while members read the topic, done when nobody is there', () => {
    const events = (from: string) =>
      [
        { at: from, deleteOffsets: 'billing', partitions: ['orders-0'] },
        { at: from, deleteGroup: 'billing' },
      ] as readonly EventInput[];
    const kept = runWith(events('20s'), { for: '30s' });
    expect(offsetIn(kept, 'orders', 0)).toBeGreaterThan(0);
    const gone = runWith([{ at: '45s', close: 'c1' }, { at: '45s', close: 'c2' }, ...events('50s')], { for: '60s' });
    expect(offsetIn(gone, 'orders', 1)).toBeUndefined();
    expect(gone.cluster.group('billing')).toBeUndefined();
  });

  it('note: a sentence in the trace', () => {
    expect(eventsOf(runWith([{ at: '3s', note: 'A deploy.' }]), 'note')).toEqual([
      { atMs: 3000, kind: 'note', text: 'A deploy.' },
    ]);
  });
});
