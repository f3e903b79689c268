// Floor 4. Reads events that happen to one consumer's process, or that one is told to do.
import { eventFields, type ReadEvent } from './event-fields.ts';
import type { Names } from './names.ts';
import type { Place } from './place.ts';
import { readDuration, readPositiveDuration, readSignedDuration } from './quantities.ts';
import { readApplication, readAssignors } from './read-consumer.ts';
import { readConfiguration } from './read-topology.ts';
import { readConsumer, readPartitions, subscriptionFields, subscriptionKeysIn, subscriptionOf } from './references.ts';
import type { Configuration, NewSettings } from './scenario.ts';

type Plain = 'close' | 'crash' | 'commit';

/** Nothing to say but who. */
const readPlain =
  (kind: Plain): ReadEvent =>
  (place, names) => {
    const read = eventFields(place, kind, (at) => readConsumer(at, names), `{ at: 30s, ${kind}: c2 }`);
    return read && { atMs: read.atMs, kind, process: read.subject };
  };

const settingFields = (names: Names) => ({
  assignor: (at: Place) => readAssignors(at, names),
  config: readConfiguration,
  application: (at: Place) => readApplication(at, names),
});

interface ReadSettings {
  readonly assignor?: readonly string[];
  readonly config?: Configuration;
  readonly application?: string;
}

function newSettings({ assignor, config, application }: ReadSettings): NewSettings | undefined {
  if (assignor === undefined && config === undefined && application === undefined) return undefined;
  return { assignors: assignor, config: config ?? {}, application };
}

const readStart: ReadEvent = (place, names) => {
  const example = '{ at: 30s, start: c2, config: { session.timeout.ms: 10000 } }';
  const read = eventFields(place, 'start', (at) => readConsumer(at, names), example, settingFields(names));
  return (
    read && {
      atMs: read.atMs,
      kind: 'start',
      process: read.subject,
      settings: newSettings(read),
    }
  );
};

const readRestart: ReadEvent = (place, names) => {
  const example = '{ at: 30s, restart: c2, down: 5s }';
  const fields = { down: readDuration, ...settingFields(names) };
  const read = eventFields(place, 'restart', (at) => readConsumer(at, names), example, fields);
  return (
    read && {
      atMs: read.atMs,
      kind: 'restart',
      process: read.subject,
      downMs: read.down ?? 0,
      settings: newSettings(read),
    }
  );
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
  start: readStart,
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
