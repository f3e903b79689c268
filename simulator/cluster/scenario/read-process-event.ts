// Floor 4. Reads events that happen to one consumer's process, or that one is told to do.
import { eventFields, type ReadEvent } from './event-fields.ts';
import type { Place } from './place.ts';
import { readDuration, readPositiveDuration, readSignedDuration } from './quantities.ts';
import { readConsumer, readPartitions, subscriptionFields, subscriptionKeysIn, subscriptionOf } from './references.ts';

type Plain = 'start' | 'close' | 'crash' | 'commit';

/** Nothing to say but who. */
const readPlain =
  (kind: Plain): ReadEvent =>
  (place, names) => {
    const read = eventFields(place, kind, (at) => readConsumer(at, names), `{ at: 30s, ${kind}: c2 }`);
    return read && { atMs: read.atMs, kind, process: read.subject };
  };

const readRestart: ReadEvent = (place, names) => {
  const example = '{ at: 30s, restart: c2, down: 5s }';
  const read = eventFields(place, 'restart', (at) => readConsumer(at, names), example, { down: readDuration });
  return read && { atMs: read.atMs, kind: 'restart', process: read.subject, downMs: read.down ?? 0 };
};

const readLull =
  (kind: 'freeze' | 'blockPoll'): ReadEvent =>
  (place, names) => {
    const example = `{ at: 30s, ${kind}: c2, for: 15s }`;
    const fields = { for: readPositiveDuration };
    const read = eventFields(place, kind, (at) => readConsumer(at, names), example, fields, ['for']);
    return read && { atMs: read.atMs, kind, process: read.subject, forMs: read.for };
  };

const readClockStep: ReadEvent = (place, names) => {
  const example = '{ at: 30s, clockStep: c2, by: -5s }';
  const fields = { by: readSignedDuration };
  const read = eventFields(place, 'clockStep', (at) => readConsumer(at, names), example, fields, ['by']);
  return read && { atMs: read.atMs, kind: 'clockStep', process: read.subject, byMs: read.by };
};

const readSubscribe: ReadEvent = (place, names) => {
  const example = '{ at: 30s, subscribe: c2, topics: [orders, payments] }';
  const fields = subscriptionFields(names);
  const read = eventFields(place, 'subscribe', (at) => readConsumer(at, names), example, fields);
  const ways = subscriptionKeysIn(place.value);
  if (ways.length !== 1) return place.report(`says in ${ways.length} ways what to read; write it in one: ${example}`);
  const subscription = read && subscriptionOf(read);
  return subscription && { atMs: read.atMs, kind: 'subscribe', process: read.subject, subscription };
};

const readPause =
  (kind: 'pause' | 'resume'): ReadEvent =>
  (place, names) => {
    const example = `{ at: 30s, ${kind}: c2, partitions: [orders-0] }`;
    const fields = { partitions: (at: Place) => readPartitions(at, names) };
    const read = eventFields(place, kind, (at) => readConsumer(at, names), example, fields, ['partitions']);
    return read && { atMs: read.atMs, kind, process: read.subject, partitions: read.partitions };
  };

export const processEvents = {
  start: readPlain('start'),
  close: readPlain('close'),
  crash: readPlain('crash'),
  restart: readRestart,
  freeze: readLull('freeze'),
  blockPoll: readLull('blockPoll'),
  clockStep: readClockStep,
  subscribe: readSubscribe,
  pause: readPause('pause'),
  resume: readPause('resume'),
  commit: readPlain('commit'),
} as const satisfies Readonly<Record<string, ReadEvent>>;
