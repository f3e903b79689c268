// Floor 7. The bad time of a generated scenario: what happens to processes, brokers, topics and the network, and when. Every event
// is one that can happen, as far as that can be known before.
import type { EventInput, RandomStream } from 'simulator';
import type { Kind } from './kinds.ts';
import { type Loose, ms, subscription } from './loose.ts';
import { outsiderActs } from './outsider.ts';

export interface Stage {
  readonly durationMs: number;
  readonly brokerCount: number;
  readonly topics: Readonly<Record<string, { readonly partitions: number }>>;
  readonly consumers: Readonly<Record<string, Loose>>;
  readonly groups: readonly string[];
  readonly kind: Kind;
}

type Timed = Loose & { readonly atMs: number };

export function generateEvents(random: RandomStream, stage: Stage): EventInput[] {
  const director = new Director(random, stage);
  const sure = director.sure();
  const times = Array.from({ length: random.integer(0, stage.kind.eventsMost) }, () =>
    random.integer(0, stage.durationMs),
  ).sort((a, b) => a - b);
  const events: Timed[] = times.flatMap((atMs) => {
    const event = director.next(atMs);
    return event === undefined ? [] : [{ ...event, atMs }];
  });
  return [...sure, ...events]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, ...event }) => ({ at: ms(atMs), ...event }) as unknown as EventInput);
}

const startOf = (consumer: Loose | undefined): number => Number.parseInt(String(consumer?.start), 10);

/** Knows who is alive when, so that every event is one that can happen. */
class Director {
  readonly #random: RandomStream;
  readonly #stage: Stage;
  readonly #ended = new Set<string>();
  readonly #brokersDown = new Set<number>();
  readonly #partitions: Map<string, number>;
  readonly #deleted = new Set<string>();
  /** Left alone: what happens to them is settled. */
  readonly #settled = new Set<string>();

  constructor(random: RandomStream, stage: Stage) {
    this.#random = random;
    this.#stage = stage;
    this.#partitions = new Map(Object.entries(stage.topics).map(([topic, { partitions }]) => [topic, partitions]));
  }

  /** What its kind of a bad time always has. */
  sure(): Timed[] {
    const { kind, consumers, durationMs } = this.#stage;
    const names = Object.keys(consumers);
    switch (kind.sure) {
      case 'nothing':
        return [];
      case 'everybody leaves': {
        for (const name of names) this.#settled.add(name);
        const leaveAtMs = Math.floor(durationMs / 6);
        return names.flatMap((name): Timed[] => {
          const fromMs = Math.max(leaveAtMs, startOf(consumers[name])) + 1;
          const end = this.#random.chance(0.7) ? { close: name } : { crash: name };
          const back: Timed[] = this.#random.chance(0.7) ? [{ atMs: durationMs - 1000, start: name }] : [];
          return [{ atMs: fromMs, ...end }, ...back];
        });
      }
      case 'somebody is stuck': {
        const [first] = names;
        if (first === undefined) return [];
        this.#settled.add(first);
        return [{ atMs: Math.max(2000, startOf(consumers[first])), blockPoll: first, for: ms(330_000) }];
      }
      case 'a full group is joined':
        return this.#fullGroupIsJoined(names);
    }
  }

  /** All but the last fill the group. It starts while one of them is frozen and another one has begun a rebalance. */
  #fullGroupIsJoined(names: readonly string[]): Timed[] {
    const { brokerCount, consumers, groups } = this.#stage;
    const [first, away] = names;
    const [group] = groups;
    if (first === undefined || away === undefined || group === undefined) return [];
    const lastStartMs = Math.max(...names.map((name) => startOf(consumers[name])));
    return [
      { atMs: lastStartMs - 1000, freeze: away, for: ms(10_000) },
      { atMs: lastStartMs - 500, subscribe: first, ...this.#otherSubscription(first) },
      ...[...this.#partitions].map(([topic, count]) => ({
        atMs: lastStartMs - 500,
        createPartitions: topic,
        to: count + 1,
      })),
      // The rebalance waits 3 s for the one that is away, and its SyncGroup is waited for as long. One of the brokers coordinates already.
      ...Array.from({ length: brokerCount }, (_, at) => ({
        atMs: lastStartMs + 3000 + 1000 * at + this.#random.integer(0, 800),
        moveCoordinator: group,
        to: at + 1,
      })),
    ];
  }

  next(atMs: number): Loose | undefined {
    const random = this.#random;
    if (this.#stage.kind.hasOutsider && random.chance(0.5)) {
      return { note: random.pick(outsiderActs).replace('GROUP', random.pick(this.#stage.groups)) };
    }
    return random.chance(0.7) ? this.#aboutProcess(atMs) : this.#aboutCluster();
  }

  #aboutProcess(atMs: number): Loose | undefined {
    const random = this.#random;
    const started = Object.entries(this.#stage.consumers)
      .filter(([name, consumer]) => startOf(consumer) <= atMs && !this.#settled.has(name))
      .map(([name]) => name);
    if (started.length === 0) return undefined;
    const name = random.pick(started);
    if (this.#ended.delete(name)) return { start: name };
    const forMs = ms(random.pick(this.#stage.kind.lulls));
    switch (
      random.pick([
        'crash',
        'close',
        'restart',
        'freeze',
        'block',
        'block',
        'clock',
        'cut',
        'slow',
        'subscribe',
        'commit',
      ])
    ) {
      case 'crash':
        this.#ended.add(name);
        return { crash: name };
      case 'close':
        this.#ended.add(name);
        return { close: name };
      case 'restart':
        return { restart: name, down: ms(random.pick([0, 100, 3000, 15_000])) };
      case 'freeze':
        return { freeze: name, for: forMs };
      case 'block':
        return { blockPoll: name, for: forMs };
      case 'clock':
        return { clockStep: name, by: random.pick(['3s', '30s', '-3s']) };
      case 'cut':
        return { cut: name, ...oneWay(random), for: forMs };
      case 'slow':
        return { slow: name, latency: random.pick(['100ms', '1s', '0ms..3s']), for: forMs };
      case 'subscribe':
        return { subscribe: name, ...this.#otherSubscription(name) };
      default:
        return { commit: name };
    }
  }

  /** Of the same kind: Kafka has no way from a list to a pattern without unsubscribe(). */
  #otherSubscription(name: string): Loose {
    const isPattern = 'pattern' in (this.#stage.consumers[name] ?? {});
    for (;;) {
      const other = subscription(this.#random, Object.keys(this.#stage.topics));
      if (isPattern === 'pattern' in other) return other;
    }
  }

  #aboutCluster(): Loose | undefined {
    const random = this.#random;
    const { brokerCount, groups, kind } = this.#stage;
    const broker = random.integer(1, brokerCount);
    if (this.#brokersDown.delete(broker)) return { restartBroker: broker };
    const topic = random.pick([...this.#partitions.keys()]);
    if (kind.topicsComeAndGo && random.chance(0.5)) return this.#comeOrGo(topic);
    if (this.#deleted.has(topic)) return undefined;
    switch (random.pick(['broker', 'broker', 'coordinator', 'coordinator', 'leader', 'partitions', 'produce', 'cut'])) {
      case 'broker':
        this.#brokersDown.add(broker);
        return random.chance(0.6) ? { crashBroker: broker } : { stopBroker: broker };
      case 'coordinator':
        return { moveCoordinator: random.pick(groups), to: broker };
      case 'leader':
        return { moveLeader: `${topic}-0`, to: broker };
      case 'partitions': {
        const count = (this.#partitions.get(topic) ?? 0) + random.integer(1, 2);
        this.#partitions.set(topic, count);
        return { createPartitions: topic, to: count };
      }
      case 'produce':
        return { produce: topic, records: random.integer(1, 50) };
      default:
        return { cut: broker, ...oneWay(random), for: ms(random.pick(kind.lulls)) };
    }
  }

  #comeOrGo(topic: string): Loose {
    if (!this.#deleted.delete(topic)) {
      this.#deleted.add(topic);
      return { deleteTopic: topic };
    }
    const partitions = this.#random.integer(1, 6);
    this.#partitions.set(topic, partitions);
    return { createTopic: topic, partitions, replicas: 1 };
  }
}

const oneWay = (random: RandomStream): Loose => random.pick<Loose>([{}, { only: 'requests' }, { only: 'answers' }]);
