// Floor 7. Makes a scenario out of a seed: a topology, configurations, consumer programs, a load, and a bad time for all of
// them. Every scenario is one that its check accepts; what is generated is the text form, so that a failure can be read.
import type { EventInput, ScenarioInput } from 'simulator';
import { RandomStream } from 'simulator';

/** A scenario without its types' narrow texts, which templates cannot prove. */
type Loose = Record<string, unknown>;

const ms = (value: number): string => `${value}ms`;
const assignors = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'] as const;
const partitionsMax = 6;

export function generateScenario(seed: number): ScenarioInput {
  const random = new RandomStream(`scenario ${seed}`);
  const durationMs = random.integer(8, 45) * 1000;
  const brokerCount = random.pick([1, 1, 2, 3]);
  const topics = Object.fromEntries(
    ['orders', 'payments', 'audit']
      .slice(0, random.integer(1, 3))
      .map((topic) => [
        topic,
        { partitions: random.integer(1, partitionsMax), replicas: random.integer(1, brokerCount) },
      ]),
  );
  const groups = generateGroups(random);
  const consumers = generateConsumers(random, Object.keys(topics), Object.keys(groups), durationMs);
  const scenario: Loose = {
    seed,
    for: ms(durationMs),
    brokers: { count: brokerCount, config: brokerConfig(random, brokerCount) },
    network: {
      latency: random.pick<unknown>([
        '0ms',
        '1ms',
        '1ms..5ms',
        '2ms..80ms',
        '0ms..400ms',
        { least: '1ms', mean: '5ms', most: '2s' },
      ]),
      ...(random.chance(0.15)
        ? { loss: random.pick(['0.1%', '1%', '3%']), lossEffect: random.pick(['stall', 'reset']) }
        : {}),
    },
    topics,
    stores: { rows: 'append' },
    groups,
    consumers,
    load: generateLoad(random, Object.keys(topics)),
    events: generateEvents(random, { durationMs, brokerCount, topics, consumers, groups: Object.keys(groups) }),
  };
  return scenario as unknown as ScenarioInput;
}

function brokerConfig(random: RandomStream, brokerCount: number): Loose {
  return {
    'group.initial.rebalance.delay.ms': random.pick([0, 0, 100, 1000, 3000]),
    'group.min.session.timeout.ms': 1000,
    'offsets.topic.num.partitions': random.pick([1, 3, 50]),
    'offsets.topic.replication.factor': brokerCount,
    ...(random.chance(0.1) ? { 'group.max.size': random.integer(1, 4) } : {}),
  };
}

function generateGroups(random: RandomStream): Record<string, Loose> {
  const names = random.chance(0.25) ? ['billing', 'search'] : ['billing'];
  return Object.fromEntries(
    names.map((name) => {
      const assignor = random.chance(0.2) ? undefined : random.pick([...assignors, 'cooperative-sticky'] as const);
      return [name, assignor === undefined ? {} : { assignor }];
    }),
  );
}

function generateConsumers(
  random: RandomStream,
  topics: readonly string[],
  groups: readonly string[],
  durationMs: number,
): Record<string, Loose> {
  const count = random.integer(1, 5);
  const sessionTimeoutMs = random.pick([2000, 6000, 10_000, 20_000]);
  const areStatic = random.chance(0.3);
  const consumers: Record<string, Loose> = {};
  for (let number = 1; number <= count; number++) {
    consumers[`c${number}`] = {
      group: random.pick(groups),
      ...subscription(random, topics),
      start: ms(random.chance(0.5) ? 0 : random.integer(0, Math.floor(durationMs / 2))),
      poll: ms(random.pick([100, 500, 2000])),
      handler: handler(random),
      config: {
        'session.timeout.ms': sessionTimeoutMs,
        'heartbeat.interval.ms': Math.floor(sessionTimeoutMs / random.integer(2, 6)),
        'max.poll.interval.ms': random.pick([sessionTimeoutMs, 15_000, 60_000]),
        'max.poll.records': random.pick([1, 5, 500]),
        'metadata.max.age.ms': random.pick([1000, 10_000, 300_000]),
        'auto.commit.interval.ms': random.pick([100, 1000, 5000]),
        'auto.offset.reset': 'earliest',
        'request.timeout.ms': random.pick([2000, 5000, 10_000]),
        ...(areStatic && random.chance(0.8)
          ? { 'group.instance.id': `i${random.chance(0.9) ? number : random.integer(1, count)}` }
          : {}),
      },
    };
  }
  return consumers;
}

function subscription(random: RandomStream, topics: readonly string[]): Loose {
  if (random.chance(0.1)) return { pattern: random.pick(['.*', 'orders|audit', 'p.*']) };
  return { topics: someOf(random, topics) };
}

function someOf(random: RandomStream, values: readonly string[]): string[] {
  const some = values.filter(() => random.chance(0.7));
  return some.length === 0 ? [random.pick(values)] : some;
}

function handler(random: RandomStream): Loose {
  return {
    perRecord: random.pick(['0ms', '1ms', '5ms', '10ms..50ms', '0ms..300ms']),
    commit: random.pick(['auto', 'auto', 'batch', 'record', 'async', 'before', 'none']),
    commitOnRevoke: random.chance(0.3),
    pauseWhileBusy: random.chance(0.15),
    store: 'rows',
    ...(random.chance(0.15)
      ? {
          fail: {
            key: random.pick(['orders-0', 'payments-1']),
            times: random.integer(1, 3),
            do: random.pick(['skip', 'retry', 'crash']),
          },
        }
      : {}),
  };
}

function generateLoad(random: RandomStream, topics: readonly string[]): Record<string, Loose> {
  return Object.fromEntries(
    topics.map((topic) => [
      topic,
      {
        rate: `${random.pick([0.2, 1, 4])}/s`,
        keys: random.pick([0, 1, 5, 20]),
        ...random.pick<Loose>([{}, { arrivals: 'poisson' }, { arrivals: 'bursts', every: '3s' }]),
      },
    ]),
  );
}

interface Stage {
  readonly durationMs: number;
  readonly brokerCount: number;
  readonly topics: Readonly<Record<string, { readonly partitions: number }>>;
  readonly consumers: Readonly<Record<string, Loose>>;
  readonly groups: readonly string[];
}

function generateEvents(random: RandomStream, stage: Stage): EventInput[] {
  const times = Array.from({ length: random.integer(0, 12) }, () => random.integer(0, stage.durationMs)).sort(
    (a, b) => a - b,
  );
  const director = new Director(random, stage);
  return times.flatMap((atMs) => {
    const event = director.next(atMs);
    return event === undefined ? [] : [{ at: ms(atMs), ...event } as unknown as EventInput];
  });
}

/** Knows who is alive when, so that every event is one that can happen. */
class Director {
  readonly #random: RandomStream;
  readonly #stage: Stage;
  readonly #ended = new Set<string>();
  readonly #brokersDown = new Set<number>();
  readonly #partitions: Map<string, number>;

  constructor(random: RandomStream, stage: Stage) {
    this.#random = random;
    this.#stage = stage;
    this.#partitions = new Map(Object.entries(stage.topics).map(([topic, { partitions }]) => [topic, partitions]));
  }

  next(atMs: number): Loose | undefined {
    return this.#random.chance(0.7) ? this.#aboutProcess(atMs) : this.#aboutCluster();
  }

  #aboutProcess(atMs: number): Loose | undefined {
    const random = this.#random;
    const started = Object.entries(this.#stage.consumers)
      .filter(([, { start }]) => Number.parseInt(String(start), 10) <= atMs)
      .map(([name]) => name);
    if (started.length === 0) return undefined;
    const name = random.pick(started);
    if (this.#ended.delete(name)) return { start: name };
    const forMs = ms(random.pick([100, 1000, 5000, 12_000, 25_000]));
    switch (
      random.pick(['crash', 'close', 'restart', 'freeze', 'block', 'clock', 'cut', 'slow', 'subscribe', 'commit'])
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
    const { brokerCount, groups } = this.#stage;
    const broker = random.integer(1, brokerCount);
    if (this.#brokersDown.delete(broker)) return { restartBroker: broker };
    const topic = random.pick([...this.#partitions.keys()]);
    switch (random.pick(['broker', 'broker', 'coordinator', 'leader', 'partitions', 'produce', 'cut'])) {
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
        return { cut: broker, ...oneWay(random), for: ms(random.pick([1000, 8000])) };
    }
  }
}

const oneWay = (random: RandomStream): Loose => random.pick<Loose>([{}, { only: 'requests' }, { only: 'answers' }]);
