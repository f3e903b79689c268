// Floor 6. Runs a schedule against one of the listeners, and finds the damage in what happened. Knows no rule and no par.
import { KafkaConsumer, type TopicPartition } from 'kafka';
import { type ProcessContext, SimulatedCluster } from 'simulator';
import { expectProcessesWell, RangeAssignor, recordHandler } from 'testkit';
import { type CreateApp, createCareful, createQueue, createWatchful } from './listeners';
import type { Schedule, ScheduledEvent } from './schedule';

export type Damage = 'loses' | 'repeats' | 'twoOwners';

const listeners: Readonly<Record<Damage, CreateApp>> = {
  loses: createQueue,
  repeats: createCareful,
  twoOwners: createWatchful,
};

export interface Run {
  readonly cluster: SimulatedCluster;
  /** Where the damage shows, in a sentence; `undefined`: nothing was damaged. */
  readonly damage: { readonly says: string; readonly atMs: number } | undefined;
  /** What each event met, and what a process met when it went on after a freeze, a line each. */
  readonly story: readonly string[];
}

/** A burst of records into each of the two partitions, every so often. */
const burst = { records: 10, firstMs: 2000, everyMs: 4000, count: 5 } as const;
const handlingMs = 100;
/** When everything scheduled is over, and when everything can be handled. */
const quietMs = 30_000;
const endMs = 48_000;

/** `c1` is started at 0; at the end whoever is needed runs, so that everything that can be handled is. */
export async function run(damage: Damage, schedule: Schedule, seed: number): Promise<Run> {
  const cluster = new SimulatedCluster({
    seed,
    brokers: 1,
    topics: { orders: 2 },
    network: { latency: { kind: 'uniform', minMs: 1, maxMs: 4 } },
    config: { 'group.initial.rebalance.delay.ms': 0 },
  });
  const leaving = new Set<string>();
  const main = async ({ name }: ProcessContext): Promise<void> => {
    const consumer = new KafkaConsumer({
      'group.id': 'shop',
      'client.id': name,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'partition.assignment.strategy': [RangeAssignor],
    });
    const app = listeners[damage](consumer, recordHandler(cluster, { takesMs: () => handlingMs, clientId: name }));
    await consumer.subscribe(['orders'], app);
    while (!leaving.has(name)) await app.onRecords(await consumer.poll(200));
    await consumer.close();
    await app.finish();
  };
  const start = (name: string): void => {
    const process = cluster.process(name);
    leaving.delete(name);
    if (!process.isAlive) process.start(main);
  };
  start('c1');
  for (let index = 0; index < burst.count; index++) {
    cluster.schedule(burst.firstMs + index * burst.everyMs, () => {
      for (const partition of [0, 1]) {
        cluster.append(
          'orders',
          partition,
          Array.from({ length: burst.records }, () => ({ value: 'an order' })),
        );
      }
    });
  }
  const story: string[] = [];
  const tell = (says: string): void => {
    story.push(`${cluster.now.toLocaleString('en-US')} ms  ${says} ${stateNow(cluster)}`);
  };
  for (const event of schedule) {
    if ('freeze' in event) {
      // Comes before the end of the freeze, which is scheduled later for the same moment.
      cluster.schedule(event.at + event.for, () => {
        if (cluster.process(event.freeze).state === 'frozen') tell(`${event.freeze} goes on.`);
      });
    }
    cluster.schedule(event.at, () => {
      tell(sentenceFor(event));
      if ('start' in event) start(event.start);
      else if ('leave' in event) leaving.add(event.leave);
      else if ('crash' in event) {
        if (cluster.process(event.crash).isAlive) cluster.process(event.crash).crash();
      } else if (cluster.process(event.freeze).isAlive) cluster.process(event.freeze).freeze(event.for);
    });
  }
  await cluster.runFor(quietMs);
  // Somebody is there to read on.
  if (!cluster.processes.some(({ name, isAlive }) => isAlive && !leaving.has(name))) start('c1');
  // What was handled twice, or by two, stays so; what is lost shows at the end.
  const early = damage === 'loses' ? undefined : finders[damage](cluster);
  if (early === undefined) await cluster.runFor(endMs - quietMs);
  expectProcessesWell(cluster);
  return { cluster, damage: early ?? finders[damage](cluster), story };
}

function sentenceFor(event: ScheduledEvent): string {
  if ('start' in event) return `${event.start} starts.`;
  if ('leave' in event) return `${event.leave} leaves.`;
  return 'crash' in event ? `${event.crash} crashes.` : `${event.freeze} freezes for ${event.for} ms.`;
}

/** Which records are in hand, what is committed, and whom the coordinator has as members. */
function stateNow(cluster: SimulatedCluster): string {
  const inHand = new Map<string, string>();
  for (const event of cluster.trace) {
    if (event.kind !== 'record.started' && event.kind !== 'record.processed') continue;
    const key = `${event.process} ${nameOf(event.partition)}@${event.offset}`;
    if (event.kind === 'record.processed') inHand.delete(key);
    else inHand.set(key, `${event.process} had begun offset ${event.offset} of ${nameOf(event.partition)}`);
  }
  const committed = [...cluster.committed('shop')].map(([partition, offset]) => `${nameOf(partition)} at ${offset}`);
  const members = (cluster.group('shop')?.members ?? []).map(
    ({ clientId, assignedPartitions }) =>
      `${clientId} with ${assignedPartitions.map(nameOf).join(' and ') || 'nothing'}`,
  );
  return `${[...inHand.values()].join(', ') || 'Nothing was in hand'}. Committed: ${committed.join(', ') || 'nothing'}. In the group: ${members.join(', ') || 'nobody'}.`;
}

const finders: Readonly<Record<Damage, (cluster: SimulatedCluster) => Run['damage']>> = { loses, repeats, twoOwners };

function loses(cluster: SimulatedCluster): Run['damage'] {
  const handled = new Set<string>();
  for (const event of cluster.trace) {
    if (event.kind === 'record.processed') handled.add(`${nameOf(event.partition)}@${event.offset}`);
  }
  for (const [partition, committed] of cluster.committed('shop')) {
    for (let offset = 0; offset < committed; offset++) {
      if (handled.has(`${nameOf(partition)}@${offset}`)) continue;
      return {
        says: `Offset ${offset} of ${nameOf(partition)} was handled by nobody, and ${committed} is committed.`,
        atMs: cluster.now,
      };
    }
  }
  return undefined;
}

function repeats(cluster: SimulatedCluster): Run['damage'] {
  const handled = new Set<string>();
  for (const event of cluster.trace) {
    if (event.kind !== 'record.processed') continue;
    const key = `${nameOf(event.partition)}@${event.offset}`;
    if (handled.has(key))
      return { says: `Offset ${event.offset} of ${nameOf(event.partition)} was handled twice.`, atMs: event.atMs };
    handled.add(key);
  }
  return undefined;
}

/** Two processes have a record of the same partition in hand at the same time. */
function twoOwners(cluster: SimulatedCluster): Run['damage'] {
  const inHand = new Map<string, string>();
  for (const event of cluster.trace) {
    if (event.kind === 'process.crashed' || event.kind === 'process.started') {
      for (const [key, process] of inHand) if (process === event.process) inHand.delete(key);
    }
    if (event.kind !== 'record.started' && event.kind !== 'record.processed') continue;
    const key = `${nameOf(event.partition)} ${event.process}`;
    if (event.kind === 'record.processed') inHand.delete(key);
    else inHand.set(key, event.process);
    const hands = [...inHand]
      .filter(([each]) => each.startsWith(`${nameOf(event.partition)} `))
      .map(([, process]) => process);
    if (hands.length > 1 && isAtWork(cluster, hands, event.atMs)) {
      return {
        says: `${hands.join(' and ')} were at work on ${nameOf(event.partition)} at the same time.`,
        atMs: event.atMs,
      };
    }
  }
  return undefined;
}

/** Who is frozen has a record in hand and does nothing with it. */
function isAtWork(cluster: SimulatedCluster, processes: readonly string[], atMs: number): boolean {
  return processes.every(
    (process) =>
      !cluster.trace.some(
        (event) =>
          event.kind === 'process.frozen' &&
          event.process === process &&
          event.atMs <= atMs &&
          atMs < event.atMs + event.forMs,
      ),
  );
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
