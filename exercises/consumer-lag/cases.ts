// Floor 6. What is thrown at an answer, and what it answered: read once, into plain data, and held against the expected with words for what differs.
import { type ListOffsetsResultInfo, type OffsetAndMetadata, type TopicPartition, topicPartition } from 'kafka';
import { RandomStream } from 'simulator';
import type { exposition, lagOf } from './answer';
import { type Exposition, parseExposition } from './prometheus';

/** Offsets of one partition; what is left out is not there. */
export interface Offsets {
  readonly committed?: number;
  readonly begin?: number;
  readonly end?: number;
}

export interface Lag {
  readonly lag: number | undefined;
  readonly missed: number;
}

export interface Sample extends Lag {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

const metrics = ['kafka_consumergroup_lag', 'kafka_consumergroup_missed'] as const;

// Taken before any answer is loaded.
const forEachEntry = Map.prototype.forEach;
const { apply } = Reflect;

/** @returns whole sentences; `undefined` when the answer is right */
export function problemOfLags(
  answer: typeof lagOf,
  offsets: ReadonlyMap<TopicPartition, Offsets>,
  expected: ReadonlyMap<TopicPartition, Lag>,
): string | undefined {
  const committed = new Map<TopicPartition, OffsetAndMetadata>();
  const begins = new Map<TopicPartition, ListOffsetsResultInfo>();
  const ends = new Map<TopicPartition, ListOffsetsResultInfo>();
  for (const [partition, one] of offsets) {
    if (one.committed !== undefined) committed.set(partition, Object.freeze({ offset: one.committed }));
    if (one.begin !== undefined) begins.set(partition, Object.freeze({ offset: one.begin, timestamp: -1 }));
    if (one.end !== undefined) ends.set(partition, Object.freeze({ offset: one.end, timestamp: -1 }));
  }
  const came = lagsIn(answer(committed, ends, begins));
  if (typeof came === 'string') return came;
  for (const [partition, { lag, missed }] of expected) {
    const given = `${nameOf(partition)} (${told(offsets.get(partition) ?? {})})`;
    const one = came.get(partition);
    if (one === undefined) return `${given} is not in the map that lagOf() returned.`;
    if (one.lag !== lag) return `The lag of ${given} is ${shown(lag)}. Your lagOf() has ${shown(one.lag)}.`;
    if (one.missed !== missed) {
      return `Of ${given}, ${missed} offsets were missed. Your lagOf() has ${shown(one.missed)}.`;
    }
  }
  const extra = [...came.keys()].find((partition) => !expected.has(partition));
  return extra && `${nameOf(extra)} is in the map that lagOf() returned, and in none of the maps that it was given.`;
}

/** @returns whole sentences when it cannot be read */
function lagsIn(returned: unknown): ReadonlyMap<TopicPartition, { lag: unknown; missed: unknown }> | string {
  if (!(returned instanceof Map)) return 'lagOf() was to return a Map from partition to { lag, missed }.';
  const lags = new Map<TopicPartition, { lag: unknown; missed: unknown }>();
  let problem: string | undefined;
  apply(forEachEntry, returned, [
    (value: Partial<Lag> | undefined, key: TopicPartition | undefined) => {
      const { topic, partition } = Object(key);
      if (typeof topic !== 'string' || typeof partition !== 'number') {
        problem ??= 'A key of the map that lagOf() returned is no partition: topicPartition("orders", 0).';
        return;
      }
      const name = topicPartition(topic, partition);
      if (lags.has(name)) problem ??= `${nameOf(name)} has two entries in the map that lagOf() returned.`;
      const { lag, missed } = Object(value);
      lags.set(name, { lag, missed });
    },
  ]);
  return problem ?? lags;
}

/** @returns whole sentences; `undefined` when the text is right for these samples */
export function problemOfText(answer: typeof exposition, samples: readonly Sample[]): string | undefined {
  const returned: unknown = answer(Object.freeze(samples.map((sample) => Object.freeze({ ...sample }))));
  if (typeof returned !== 'string') return 'exposition() was to return a text.';
  const parsed = parseExposition(returned);
  if ('refused' in parsed) return `Prometheus refuses this. ${parsed.refused}`;
  return problemOfTypes(parsed) ?? problemOfSeries(parsed, samples);
}

function problemOfTypes({ series, types, helped }: Exposition): string | undefined {
  for (const { metric } of series) {
    if (!metrics.some((name) => name === metric)) return `There are two gauges, and ${metric} is none of them.`;
    if (types.get(metric) !== 'gauge') return `${metric} has values and no line "# TYPE ${metric} gauge" before them.`;
    if (!helped.has(metric)) return `${metric} has values and no HELP line before them.`;
  }
  return undefined;
}

function problemOfSeries({ series }: Exposition, samples: readonly Sample[]): string | undefined {
  const came = new Map(series.map(({ metric, labels, value }) => [keyOf(metric, labels), value]));
  for (const sample of samples) {
    const labels = new Map([
      ['consumergroup', sample.group],
      ['topic', sample.topic],
      ['partition', String(sample.partition)],
    ]);
    for (const metric of metrics) {
      const expected = metric === 'kafka_consumergroup_lag' ? sample.lag : sample.missed;
      const key = keyOf(metric, labels);
      const value = came.get(key);
      came.delete(key);
      if (Object.is(value, expected)) continue;
      const whose = `group ${JSON.stringify(sample.group)} on ${sample.topic}-${sample.partition}`;
      if (expected === undefined) {
        return `The lag of ${whose} is not known, and was to have no line. Your text says ${value}.`;
      }
      if (value === undefined)
        return `${metric} was to have a line for ${whose}, with exactly the three labels. There is none.`;
      return `${metric} of ${whose} is ${expected}. Your text says ${value}.`;
    }
  }
  const [extra] = came.keys();
  return extra && `A line belongs to none of the samples: ${extra}. Is a name written as something else?`;
}

const keyOf = (metric: string, labels: ReadonlyMap<string, string>): string =>
  `${metric} ${JSON.stringify(Object.fromEntries([...labels].sort(([a], [b]) => (a < b ? -1 : 1))))}`;

/** `orders-eu-3`: the number comes last. */
export function partitionNamed(name: string): TopicPartition {
  const at = name.lastIndexOf('-');
  return topicPartition(name.slice(0, at), Number(name.slice(at + 1)));
}

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}-${partition}`;

const shown = (value: unknown): string =>
  typeof value === 'number' || value === undefined ? String(value) : `a value of type ${typeof value}`;

function told({ committed, begin, end }: Offsets): string {
  return [
    committed === undefined ? 'nothing committed' : `committed ${committed}`,
    begin === undefined ? 'begin unknown' : `begin ${begin}`,
    end === undefined ? 'end unknown' : `end ${end}`,
  ].join(', ');
}

/** What each rule says, worked out from numbers alone. */
export function lagIn({ committed, begin = 0, end }: Offsets): Lag {
  if (committed === undefined || committed < 0 || end === undefined) return { lag: undefined, missed: 0 };
  if (committed < begin) return { lag: end - begin, missed: begin - committed };
  return { lag: committed > end ? 0 : end - committed, missed: 0 };
}

/** Twelve partitions of three topics, in every situation that a rule speaks of. */
export function seededOffsets(chance: RandomStream): ReadonlyMap<TopicPartition, Offsets> {
  const offsets = new Map<TopicPartition, Offsets>();
  for (const topic of ['orders', 'orders-eu', 'refunds.v2']) {
    for (let partition = 0; partition < 4; partition++) {
      const begin = chance.integer(0, 3) === 0 ? chance.integer(1, 500) : 0;
      const end = begin + chance.integer(0, 400);
      const committed = pick(chance, [
        undefined,
        0,
        begin,
        end,
        chance.integer(0, end),
        chance.integer(0, end),
        end + 3,
        -1,
      ]);
      const isLed = committed === undefined || chance.integer(0, 9) > 0;
      const log = isLed ? { begin, end } : {};
      offsets.set(topicPartition(topic, partition), committed === undefined ? log : { ...log, committed });
    }
  }
  return offsets;
}

/** @param from at least one */
function pick<T>(chance: RandomStream, from: readonly T[]): T | undefined {
  return from[chance.integer(0, from.length - 1)];
}

const parts = [
  'orders',
  ' ',
  '\\',
  '"',
  '\n',
  'n',
  '{',
  '}',
  ',',
  '=',
  '#',
  '\t',
  '\r',
  'é',
  '注',
  '🛒',
  "'",
  '%',
  '\\n',
];

/** Forty names made of all that could go wrong in a label. */
export function seededNames(seed: string): readonly string[] {
  const chance = new RandomStream(seed);
  const names = Array.from({ length: 40 }, () =>
    Array.from({ length: chance.integer(1, 8) }, () => pick(chance, parts)).join(''),
  );
  return [...new Set(names)];
}
