// Floor 6. A group on a simulated cluster whose consumers run the answer: members come and go, topics grow, a roll takes an eager group to the
// cooperative protocol. Says what was wrong in a run by what its trace tells.
import { KafkaConsumer, type TopicPartition } from 'kafka';
import {
  clientOwnership,
  type OwnershipInterval,
  ownershipOverlaps,
  type ProcessContext,
  SimulatedCluster,
} from 'simulator';
import { expectNoProblem, expectProcessesWell, RangeAssignor } from 'testkit';
import type { AssignorClass } from './rounds';

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly CooperativeStickyAssignor: AssignorClass }>;

/** What a consumer is configured with: Range alone, Range and the answer, or the answer alone. */
export type Strategy = 'range' | 'both' | 'cooperative';

const groupId = 'shop';

export class LiveGroup {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #leaving = new Set<string>();
  #partitions: number;

  constructor(answer: Answer, { partitions = 6, seed = 1 }: { partitions?: number; seed?: number } = {}) {
    this.#answer = answer;
    this.#partitions = partitions;
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: { orders: partitions },
      config: { 'group.initial.rebalance.delay.ms': 0 },
    });
  }

  start(name: string, strategy: Strategy = 'cooperative'): void {
    this.#leaving.delete(name);
    this.cluster.process(name).start((context) => this.#main(context, strategy));
  }

  /** Lets it close its consumer. */
  leave(name: string): void {
    this.#leaving.add(name);
  }

  crash(name: string): void {
    this.cluster.process(name).crash();
  }

  grow(partitions: number): void {
    this.#partitions += partitions;
    this.cluster.createPartitions('orders', this.#partitions);
  }

  /** Lets the group come to rest: sessions end after 6 s, and metadata is a second old at most. */
  async settle(): Promise<void> {
    await this.cluster.runFor(12_000);
    expectProcessesWell(this.cluster);
  }

  /** Rule 2. */
  expectOneHand(): void {
    const [overlap] = ownershipOverlaps(this.#ownership(), this.cluster.trace);
    if (overlap === undefined) return;
    const { partition, zombie, owner, fromMs } = overlap;
    const says = `${partition.topic}-${partition.partition} was given to ${nameIn(owner)} while ${nameIn(zombie)} still owned it.`;
    expectNoProblem({ cluster: this.cluster, atMs: fromMs, says });
  }

  /** Rule 4. */
  expectDivided(): void {
    const owned = this.#ownedNow();
    const all = [...owned.values()].flat();
    const nobodys = Array.from({ length: this.#partitions }, (_, number) => number).filter((n) => !all.includes(n));
    const sizes = [...owned.values()].map(({ length }) => length);
    if (nobodys.length > 0) {
      const says = `Nobody owns ${nobodys.map((number) => `orders-${number}`).join(', ')}, 12 s after the last change.`;
      expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
    }
    if (Math.max(...sizes) - Math.min(...sizes) <= 1) return;
    const says = `The members own ${sizes.join(', ')} partitions, 12 s after the last change.`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  /** Rule 5: what its owner had at that time and has now, it had all the while. */
  expectKeptRunning(sinceMs: number): void {
    for (const intervals of this.#ownership().values()) {
      const before = intervals.find((interval) => isDuring(interval, sinceMs));
      const after = intervals.find((interval) => interval.toMs === undefined);
      if (before === undefined || after === undefined || before === after || before.owner !== after.owner) continue;
      const { topic, partition } = before.partition;
      const says = `${topic}-${partition} was taken from ${nameIn(before.owner)} and given back to it.`;
      expectNoProblem({ cluster: this.cluster, atMs: before.toMs ?? sinceMs, says });
    }
  }

  /** Rule 5: how many partitions changed hands between members that are there before and after. */
  expectMoved(sinceMs: number, most: number): void {
    const moved = [...this.#ownership().values()].filter((intervals) => {
      const before = intervals.find((interval) => isDuring(interval, sinceMs));
      return before !== undefined && before.toMs !== undefined && before.endedBy === 'revoked';
    });
    if (moved.length <= most) return;
    const says = `${moved.length} partitions were revoked, and ${most} had to be.`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  /** Rule 1: what the group has agreed on. */
  expectProtocol(expected: string): void {
    const chosen = this.cluster.trace.findLast((event) => event.kind === 'group.generation');
    const name = chosen?.kind === 'group.generation' ? chosen.protocolName : undefined;
    if (name === expected) return;
    expectNoProblem({
      cluster: this.cluster,
      atMs: this.cluster.now,
      says: `The group runs ${name ?? 'nothing'}, and was to run ${expected}.`,
    });
  }

  #ownedNow(): ReadonlyMap<string, readonly number[]> {
    const owned = new Map<string, number[]>();
    for (const process of this.cluster.processes) if (process.isAlive) owned.set(process.name, []);
    for (const intervals of this.#ownership().values()) {
      for (const { owner, partition, toMs } of intervals) {
        if (toMs === undefined) owned.get(nameIn(owner))?.push(partition.partition);
      }
    }
    return owned;
  }

  #ownership(): ReadonlyMap<TopicPartition, readonly OwnershipInterval[]> {
    return clientOwnership(this.cluster.trace).get(groupId) ?? new Map();
  }

  async #main({ name }: ProcessContext, strategy: Strategy): Promise<void> {
    const { CooperativeStickyAssignor } = await this.#answer();
    const strategies = {
      range: [RangeAssignor],
      both: [RangeAssignor, CooperativeStickyAssignor],
      cooperative: [CooperativeStickyAssignor],
    };
    const consumer = new KafkaConsumer({
      'group.id': groupId,
      'client.id': name,
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'metadata.max.age.ms': 1000,
      'partition.assignment.strategy': strategies[strategy],
    });
    await consumer.subscribe(['orders']);
    while (!this.#leaving.has(name)) await consumer.poll(500);
    await consumer.close();
  }
}

function isDuring({ fromMs, toMs }: OwnershipInterval, atMs: number): boolean {
  return fromMs <= atMs && (toMs === undefined || toMs > atMs);
}

/** Owners are written `process/clientId`. */
function nameIn(owner: string): string {
  return owner.split('/')[0] ?? owner;
}
