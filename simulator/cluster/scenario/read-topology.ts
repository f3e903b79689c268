// Floor 4. Reads what a scenario says about brokers, network, topics and stores.
import { checkBrokerConfig, checkTopicConfig } from './config-check.ts';
import {
  type Entries,
  entriesOf,
  isObject,
  type Place,
  readChoice,
  readFields,
  readList,
  readText,
  readWhole,
  shown,
} from './place.ts';
import { readDuration, readShare } from './quantities.ts';
import { readLatency } from './read-latency.ts';
import type { BrokersPlan, Configuration, NetworkPlan, StoreKind, TopicPlan } from './scenario.ts';

const brokersMax = 100;
const partitionsMax = 100_000;
const defaultBrokers = 3;

/** Ids of `count` brokers: 1, 2, 3, as in most of Kafka's own examples. */
function brokerIds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** `3`, `{ count: 3, config: {...} }`, or `{ racks: [a, b, c] }`, one for each broker. */
export function readBrokers(place: Place): BrokersPlan {
  const { value } = place;
  const fallback: BrokersPlan = {
    ids: brokerIds(defaultBrokers),
    racks: undefined,
    config: {},
    sessionTimeoutMs: 9000,
    loadingMs: 20,
  };
  if (value === undefined || value === null) return fallback;
  if (!isObject(value)) {
    const count = readBrokerCount(place);
    return count === undefined ? fallback : { ...fallback, ids: brokerIds(count) };
  }
  const fields = readFields(
    place,
    {
      count: readBrokerCount,
      racks: readRacks,
      config: readBrokerConfiguration,
      sessionTimeout: readDuration,
      loading: readDuration,
    },
    { example: 'how many: 3' },
  );
  const count = fields?.count ?? fields?.racks?.length ?? defaultBrokers;
  if (fields?.racks !== undefined && fields.racks.length !== count) {
    place
      .inside('racks', fields.racks)
      .report(`names ${fields.racks.length} racks for ${count} brokers; write one for each`);
  }
  return {
    ids: brokerIds(count),
    racks: fields?.racks,
    config: fields?.config ?? fallback.config,
    sessionTimeoutMs: fields?.sessionTimeout ?? fallback.sessionTimeoutMs,
    loadingMs: fields?.loading ?? fallback.loadingMs,
  };
}

const readBrokerCount = (place: Place): number | undefined => readWhole(place, 1, brokersMax, 'how many brokers: 3');

function readRacks(place: Place): readonly string[] | undefined {
  const { value } = place;
  if (Array.isArray(value) && (value.length === 0 || value.length > brokersMax)) {
    return place.report(`names ${value.length} racks; write 1 to ${brokersMax}: [a, b, c]`);
  }
  return readList(place, (at) => readText(at, 'the name of a rack'), 'the rack of each broker: [a, b, c]');
}

/** Kafka's keys with values. Which keys there are, and what they take, is checked where they belong to. */
export function readConfiguration(place: Place): Configuration | undefined {
  const { value } = place;
  return isObject(value)
    ? plainCopy(value)
    : place.report(`is ${shown(value)}; write Kafka's keys: { session.timeout.ms: 10000 }`);
}

function readBrokerConfiguration(place: Place): Configuration | undefined {
  const config = readConfiguration(place);
  if (config !== undefined) checkBrokerConfig(place, config);
  return config;
}

function readTopicConfiguration(place: Place): Configuration | undefined {
  const config = readConfiguration(place);
  if (config !== undefined) checkTopicConfig(place, config);
  return config;
}

/** Without a prototype that a key of the name could reach. */
function plainCopy(entries: Entries): Configuration {
  return Object.fromEntries(Object.entries(entries));
}

const defaultNetwork: NetworkPlan = {
  latency: { kind: 'constant', ms: 1 },
  loss: { probability: 0, effect: 'stall' },
};

export function readNetwork(place: Place): NetworkPlan {
  const { value } = place;
  if (value === undefined || value === null) return defaultNetwork;
  const readEffect = (at: Place) => readChoice(at, ['stall', 'reset'], 'effect of a loss');
  const fields = readFields(
    place,
    { latency: readLatency, loss: readShare, lossEffect: readEffect },
    { example: '{ latency: 1ms..5ms }' },
  );
  return {
    latency: fields?.latency ?? defaultNetwork.latency,
    loss: { probability: fields?.loss ?? 0, effect: fields?.lossEffect ?? 'stall' },
  };
}

/** `6`, or `{ partitions: 6, replicas: 2, config: {...} }`. */
function readTopicPlan(place: Place, brokerCount: number): TopicPlan | undefined {
  if (!isObject(place.value)) {
    const partitions = readPartitionCount(place);
    return partitions === undefined ? undefined : { partitions, replicas: defaultReplicas(brokerCount), config: {} };
  }
  const fields = readFields(place, topicFields(brokerCount), {
    required: ['partitions'],
    example: 'how many partitions it has: { partitions: 6 }',
  });
  return fields === undefined ? undefined : topicPlan(fields, brokerCount);
}

/** The fields of a topic, which the event `createTopic` has too. */
export function topicFields(brokerCount: number) {
  return {
    partitions: readPartitionCount,
    replicas: (place: Place) => {
      const replicas = readWhole(place, 1, brokersMax, 'how many replicas each partition has: 3');
      return replicas !== undefined && replicas > brokerCount
        ? place.report(
            `is ${replicas}, but there are ${brokerCount} brokers; write at most ${brokerCount}, or add brokers`,
          )
        : replicas;
    },
    config: readTopicConfiguration,
  };
}

export function topicPlan(
  fields: { readonly partitions?: number; readonly replicas?: number; readonly config?: Configuration },
  brokerCount: number,
): TopicPlan | undefined {
  if (fields.partitions === undefined) return undefined;
  return {
    partitions: fields.partitions,
    replicas: fields.replicas ?? defaultReplicas(brokerCount),
    config: fields.config ?? {},
  };
}

const readPartitionCount = (place: Place): number | undefined =>
  readWhole(place, 1, partitionsMax, 'how many partitions it has: 6');

/** Three, as in production, or as many as there are brokers. */
const defaultReplicas = (brokerCount: number): number => Math.min(3, brokerCount);

export function readTopics(place: Place, brokerCount: number): ReadonlyMap<string, TopicPlan> {
  const topics = new Map<string, TopicPlan>();
  for (const [name, at] of entriesOf(place, 'topics with their partition counts: { orders: 6 }') ?? []) {
    const plan = readTopicPlan(at, brokerCount);
    if (checkTopicName(name, at) && plan !== undefined) topics.set(name, plan);
  }
  return topics;
}

/** Kafka: `org.apache.kafka.common.internals.Topic`. */
export function checkTopicName(name: string, place: Place): boolean {
  if (/^[\w.-]{1,249}$/.test(name) && name !== '.' && name !== '..' && !name.startsWith('__')) return true;
  place.report(
    `"${name.slice(0, 60)}" is no name for a topic; use letters, digits, dots, hyphens and underscores, not "__" first`,
  );
  return false;
}

export function readStores(place: Place): ReadonlyMap<string, StoreKind> {
  const stores = new Map<string, StoreKind>();
  if (place.value === undefined || place.value === null) return stores;
  for (const [name, at] of entriesOf(place, 'stores with their kind: { totals: upsert }') ?? []) {
    const kind = readChoice(at, ['append', 'upsert'], 'kind of store');
    if (kind !== undefined) stores.set(name, kind);
  }
  return stores;
}
