// Floor 4. Reads events that happen to the network, to brokers and to topics, and notes.
import { eventFields, type ReadEvent } from './event-fields.ts';
import { entriesOf, type Place, readChoice, readText, readWhole, shown } from './place.ts';
import { readPositiveDuration } from './quantities.ts';
import { readLatency } from './read-latency.ts';
import { checkTopicName, topicFields, topicPlan } from './read-topology.ts';
import { readBroker, readGroup, readLink, readPartition, readPartitions, readTopic } from './references.ts';
import type { Link } from './scenario.ts';

const readCut: ReadEvent = (place, names) => {
  const fields = {
    only: (at: Place) => readChoice(at, ['requests', 'answers'], 'part of a link'),
    for: readPositiveDuration,
  };
  const read = eventFields(place, 'cut', (at) => readLink(at, names), '{ at: 30s, cut: [c2, 1], for: 20s }', fields);
  return read && { atMs: read.atMs, kind: 'cut', link: read.subject, way: read.only ?? 'both', forMs: read.for };
};

const readSlow: ReadEvent = (place, names) => {
  const example = '{ at: 30s, slow: c2, latency: 500ms }';
  const fields = { latency: readLatency, for: readPositiveDuration };
  const read = eventFields(place, 'slow', (at) => readLink(at, names), example, fields, ['latency']);
  return read && { atMs: read.atMs, kind: 'slow', link: read.subject, latency: read.latency, forMs: read.for };
};

const everyLink: Link = { process: undefined, broker: undefined };

const readHeal: ReadEvent = (place, names) => {
  const readSubject = (at: Place) => (at.value === 'all' ? everyLink : readLink(at, names));
  const read = eventFields(place, 'heal', readSubject, '{ at: 50s, heal: c2 }');
  return read && { atMs: read.atMs, kind: 'heal', link: read.subject };
};

const readBrokerEvent =
  (kind: 'crashBroker' | 'stopBroker' | 'restartBroker'): ReadEvent =>
  (place, names) => {
    const read = eventFields(place, kind, (at) => readBroker(at, names), `{ at: 30s, ${kind}: 2 }`);
    return read && { atMs: read.atMs, kind, broker: read.subject };
  };

const readMoveCoordinator: ReadEvent = (place, names) => {
  const example = '{ at: 30s, moveCoordinator: billing, to: 2 }';
  const fields = { to: (at: Place) => readBroker(at, names) };
  const read = eventFields(place, 'moveCoordinator', (at) => readGroup(at, names), example, fields, ['to']);
  return read && { atMs: read.atMs, kind: 'moveCoordinator', group: read.subject, to: read.to };
};

const readMoveLeader: ReadEvent = (place, names) => {
  const example = '{ at: 30s, moveLeader: orders-0, to: 2 }';
  const fields = { to: (at: Place) => readBroker(at, names) };
  const read = eventFields(place, 'moveLeader', (at) => readPartition(at, names), example, fields, ['to']);
  return read && { atMs: read.atMs, kind: 'moveLeader', partition: read.subject, to: read.to };
};

const readCreateTopic: ReadEvent = (place, names) => {
  const readName = (at: Place) => {
    const name = readText(at, 'the name of the new topic');
    return name !== undefined && checkTopicName(name, at) ? name : undefined;
  };
  const example = '{ at: 30s, createTopic: returns, partitions: 3 }';
  const fields = topicFields(names.brokers.length);
  const read = eventFields(place, 'createTopic', readName, example, fields, ['partitions']);
  const plan = read && topicPlan(read, names.brokers.length);
  return plan && { atMs: read.atMs, kind: 'createTopic', topic: read.subject, plan };
};

const readDeleteTopic: ReadEvent = (place, names) => {
  const read = eventFields(place, 'deleteTopic', (at) => readTopic(at, names), '{ at: 30s, deleteTopic: returns }');
  return read && { atMs: read.atMs, kind: 'deleteTopic', topic: read.subject };
};

const readCreatePartitions: ReadEvent = (place, names) => {
  const example = '{ at: 30s, createPartitions: orders, to: 8 }';
  const fields = { to: (at: Place) => readWhole(at, 1, 100_000, 'how many partitions it has then: 8') };
  const read = eventFields(place, 'createPartitions', (at) => readTopic(at, names), example, fields, ['to']);
  return read && { atMs: read.atMs, kind: 'createPartitions', topic: read.subject, partitions: read.to };
};

/** Any text; an empty one is a value, too. */
function readValue(place: Place): string | undefined {
  const { value } = place;
  if (typeof value !== 'string') return place.report(`is ${shown(value)}; write the value of these records: "hello"`);
  return value.length <= 10_000 ? value : place.report(`is ${value.length} characters long; 10000 are allowed`);
}

const readProduce: ReadEvent = (place, names) => {
  const example = '{ at: 30s, produce: orders, records: 100 }';
  const fields = {
    records: (at: Place) => readWhole(at, 1, 1_000_000, 'how many: 100'),
    key: (at: Place) => readText(at, 'the key of these records: orders-key-3'),
    value: readValue,
  };
  const read = eventFields(place, 'produce', (at) => readTopic(at, names), example, fields, ['records']);
  if (read === undefined) return undefined;
  const { atMs, subject: topic, records, key, value } = read;
  return { atMs, kind: 'produce', topic, records, key, value };
};

const readResetOffsets: ReadEvent = (place, names) => {
  const example = '{ at: 30s, resetOffsets: billing, to: { orders-0: 0 } }';
  const readOffsets = (at: Place) =>
    (entriesOf(at, 'partitions with their new offsets: { orders-0: 0 }') ?? []).flatMap(([name, value]) => {
      const partition = readPartition(value.holding(name), names);
      const offset = readWhole(value, 0, Number.MAX_SAFE_INTEGER, 'an offset: 0');
      return partition === undefined || offset === undefined ? [] : [{ ...partition, offset }];
    });
  const read = eventFields(place, 'resetOffsets', (at) => readGroup(at, names), example, { to: readOffsets }, ['to']);
  return read && { atMs: read.atMs, kind: 'resetOffsets', group: read.subject, offsets: read.to };
};

const readDeleteOffsets: ReadEvent = (place, names) => {
  const example = '{ at: 30s, deleteOffsets: billing, partitions: [orders-0] }';
  const fields = { partitions: (at: Place) => readPartitions(at, names) };
  const read = eventFields(place, 'deleteOffsets', (at) => readGroup(at, names), example, fields, ['partitions']);
  return read && { atMs: read.atMs, kind: 'deleteOffsets', group: read.subject, partitions: read.partitions };
};

const readDeleteGroup: ReadEvent = (place, names) => {
  const read = eventFields(place, 'deleteGroup', (at) => readGroup(at, names), '{ at: 30s, deleteGroup: billing }');
  return read && { atMs: read.atMs, kind: 'deleteGroup', group: read.subject };
};

const readNote: ReadEvent = (place) => {
  const readSubject = (at: Place) => readText(at, 'what the reader is to see');
  const read = eventFields(place, 'note', readSubject, '{ at: 30s, note: The deploy begins. }');
  return read && { atMs: read.atMs, kind: 'note', text: read.subject };
};

export const clusterEvents = {
  cut: readCut,
  slow: readSlow,
  heal: readHeal,
  crashBroker: readBrokerEvent('crashBroker'),
  stopBroker: readBrokerEvent('stopBroker'),
  restartBroker: readBrokerEvent('restartBroker'),
  moveCoordinator: readMoveCoordinator,
  moveLeader: readMoveLeader,
  createTopic: readCreateTopic,
  deleteTopic: readDeleteTopic,
  createPartitions: readCreatePartitions,
  produce: readProduce,
  resetOffsets: readResetOffsets,
  deleteOffsets: readDeleteOffsets,
  deleteGroup: readDeleteGroup,
  note: readNote,
} as const satisfies Readonly<Record<string, ReadEvent>>;
