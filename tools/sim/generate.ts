// Floor 7. Makes a scenario out of a seed: a topology, configurations, consumer programs, a load, and a bad time for all of
// them. Every scenario is one that its check accepts; what is generated is the text form, so that a failure can be read.
import type { ScenarioInput } from 'simulator';
import { RandomStream } from 'simulator';
import { generateEvents } from './generate-events.ts';
import { type Kind, kindOf } from './kinds.ts';
import { type Loose, ms, subscription } from './loose.ts';

const assignors = ['range', 'roundrobin', 'sticky', 'cooperative-sticky', 'cooperative-sticky'] as const;
const partitionsMax = 6;
/** Members of a group that is one too small for them. */
const crowd = 3;

export function generateScenario(seed: number): ScenarioInput {
  const random = new RandomStream(`scenario ${seed}`);
  const kind = kindOf(random);
  const durationMs = random.integer(...kind.seconds) * 1000;
  const brokerCount = random.pick(kind.brokers);
  const topics = generateTopics(random, brokerCount, kind);
  const groups = generateGroups(random, kind);
  const consumers = generateConsumers(random, { topics: Object.keys(topics), groups, durationMs, kind });
  const events = generateEvents(random, {
    durationMs,
    brokerCount,
    topics,
    consumers,
    groups: Object.keys(groups),
    kind,
  });
  const scenario: Loose = {
    seed,
    for: ms(durationMs),
    brokers: {
      count: brokerCount,
      config: brokerConfig(random, brokerCount, kind),
      ...(random.chance(0.3)
        ? { sessionTimeout: random.pick(['500ms', '3s']), loading: random.pick(['1ms', '1s']) }
        : {}),
    },
    network: generateNetwork(random),
    topics,
    stores: { rows: 'append' },
    groups,
    consumers,
    load: generateLoad(random, Object.keys(topics), durationMs, kind),
    events,
  };
  return scenario as unknown as ScenarioInput;
}

function generateNetwork(random: RandomStream): Loose {
  return {
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
  };
}

function generateTopics(
  random: RandomStream,
  brokerCount: number,
  kind: Kind,
): Record<string, { partitions: number; replicas: number }> {
  return Object.fromEntries(
    ['orders', 'payments', 'audit'].slice(0, random.integer(1, 3)).map((topic) => [
      topic,
      {
        partitions: random.integer(1, partitionsMax),
        replicas: random.integer(1, brokerCount),
        ...(kind.recordsAreDeleted ? { config: { 'retention.ms': random.pick([500, 2000, 8000]) } } : {}),
      },
    ]),
  );
}

function brokerConfig(random: RandomStream, brokerCount: number, kind: Kind): Loose {
  return {
    'group.initial.rebalance.delay.ms': random.pick([0, 0, 100, 1000, 3000]),
    'group.min.session.timeout.ms': 1000,
    'offsets.topic.num.partitions': random.pick([1, 3, 50]),
    'offsets.topic.replication.factor': random.chance(0.7) ? brokerCount : random.integer(1, brokerCount),
    ...groupMaxSize(random, kind),
    ...(kind.offsetsExpire
      ? { 'offsets.retention.minutes': 1, 'offsets.retention.check.interval.ms': random.pick([1000, 10_000]) }
      : {}),
    ...(kind.recordsAreDeleted ? { 'log.retention.check.interval.ms': random.pick([500, 3000]) } : {}),
  };
}

function groupMaxSize(random: RandomStream, kind: Kind): Loose {
  if (kind.sure === 'a full group is joined') return { 'group.max.size': crowd - 1 };
  return random.chance(0.1) ? { 'group.max.size': random.integer(1, 3) } : {};
}

function generateGroups(random: RandomStream, kind: Kind): Record<string, Loose> {
  const areTwo = random.chance(0.25) && kind.sure !== 'a full group is joined';
  const names = areTwo ? ['billing', 'search'] : ['billing'];
  return Object.fromEntries(
    names.map((name) => [name, random.chance(0.2) ? {} : { assignor: random.pick(assignors) }]),
  );
}

const startWithin = (random: RandomStream, durationMs: number): number =>
  random.chance(0.5) ? 0 : random.integer(0, Math.floor(durationMs / 2));

/** The last one comes once the others are at rest. */
const startInCrowd = (number: number): number => (number < crowd ? 0 : 9000);

interface Audience {
  readonly topics: readonly string[];
  readonly groups: Readonly<Record<string, Loose>>;
  readonly durationMs: number;
  readonly kind: Kind;
}

function generateConsumers(
  random: RandomStream,
  { topics, groups, durationMs, kind }: Audience,
): Record<string, Loose> {
  const isCrowded = kind.sure === 'a full group is joined';
  const count = isCrowded ? crowd : random.integer(1, 5);
  const sessionTimeoutMs = random.pick(kind.sessionTimeouts);
  const areStatic = isCrowded || random.chance(0.35);
  const areMixed = random.chance(0.12);
  const consumers: Record<string, Loose> = {};
  for (let number = 1; number <= count; number++) {
    consumers[`c${number}`] = {
      group: random.pick(Object.keys(groups)),
      ...subscription(random, topics),
      ...(areMixed ? { assignor: mixedAssignors(random) } : {}),
      start: ms(isCrowded ? startInCrowd(number) : startWithin(random, durationMs)),
      poll: ms(random.pick(kind.polls)),
      handler: handler(random, kind),
      config: {
        'session.timeout.ms': sessionTimeoutMs,
        'heartbeat.interval.ms': Math.floor(sessionTimeoutMs / random.integer(2, 5)),
        'max.poll.interval.ms': random.pick(kind.pollIntervals),
        'max.poll.records': random.pick([1, 5, 500]),
        'metadata.max.age.ms': random.pick([1000, 10_000, 300_000]),
        'auto.commit.interval.ms': random.pick([100, 1000, 5000]),
        'auto.offset.reset': random.chance(0.9) ? 'earliest' : 'latest',
        // A fetch may be held for most of the time that requests have, but not for all of it: it would never be answered.
        ...random.pick([
          { 'request.timeout.ms': 2000, 'fetch.max.wait.ms': 100 },
          { 'request.timeout.ms': 2000, 'fetch.max.wait.ms': 500 },
          { 'request.timeout.ms': 5000, 'fetch.max.wait.ms': 1000 },
          { 'request.timeout.ms': 10_000, 'fetch.max.wait.ms': 5000 },
        ]),
        ...(areStatic && random.chance(0.8)
          ? { 'group.instance.id': `i${random.chance(0.85) ? number : random.integer(1, count)}` }
          : {}),
      },
    };
  }
  return consumers;
}

/** As during a rolling change of assignors: mostly with one in common, now and then without. */
function mixedAssignors(random: RandomStream): readonly string[] {
  return random.pick([
    ['range', 'roundrobin'],
    ['roundrobin', 'range'],
    ['range', 'sticky', 'roundrobin'],
    ['cooperative-sticky', 'range'],
    ['range'],
    ['roundrobin'],
  ]);
}

function handler(random: RandomStream, kind: Kind): Loose {
  return {
    perRecord: random.pick(kind.recordCosts),
    commit: random.pick(['auto', 'auto', 'batch', 'record', 'async', 'before', 'none']),
    commitOnRevoke: random.chance(0.3),
    pauseWhileBusy: random.chance(0.15),
    store: 'rows',
    ...(random.chance(0.15)
      ? {
          fail: {
            key: random.pick(['orders-key-0', 'payments-key-0']),
            times: random.integer(1, 3),
            do: random.pick(['skip', 'retry', 'crash']),
          },
        }
      : {}),
  };
}

function generateLoad(
  random: RandomStream,
  topics: readonly string[],
  durationMs: number,
  kind: Kind,
): Record<string, Loose> {
  return Object.fromEntries(
    topics.map((topic) => [
      topic,
      {
        rate: `${random.pick(kind.rates)}/s`,
        keys: random.pick([0, 1, 5, 20]),
        // Afterwards what is left is read in quiet.
        until: ms(durationMs),
        ...random.pick<Loose>([{}, { arrivals: 'poisson' }, { arrivals: 'bursts', every: '3s' }]),
      },
    ]),
  );
}
