// Floor 4. Reads the load: which records come into which topic, how many, when, and with which keys.
import type { Arrivals, Load } from '../../client/producer/load.ts';
import type { Names } from './names.ts';
import { entriesOf, type Place, readChoice, readFields, readList, readWhole, shown } from './place.ts';
import { readDuration, readPositiveDuration, readRate } from './quantities.ts';
import { readTopic } from './references.ts';

const keysMax = 100_000;

/** Topics, each with its load or with a list of them: `{ orders: { rate: 50/s, keys: 20 } }`. */
export function readLoad(place: Place, names: Names, durationMs: number): readonly Load[] {
  if (place.value === undefined || place.value === null) return [];
  return (entriesOf(place, 'topics with their load: { orders: { rate: 50/s } }') ?? []).flatMap(([topic, at]) => {
    const isKnown = readTopic(at.holding(topic), names) !== undefined;
    const read = (plan: Place): Load | undefined => readTopicLoad(plan, topic, durationMs);
    const plans = Array.isArray(at.value) ? readList(at, read, '[{ rate: 50/s }]') : [read(at)];
    return isKnown ? (plans ?? []).filter((plan) => plan !== undefined) : [];
  });
}

function readTopicLoad(place: Place, topic: string, durationMs: number): Load | undefined {
  const fields = readFields(
    place,
    {
      rate: readRate,
      keys: (at) => readWhole(at, 0, keysMax, 'how many keys: 20'),
      skew: readSkew,
      arrivals: (at) => readChoice(at, ['constant', 'poisson', 'bursts'], 'kind of arrivals'),
      every: readPositiveDuration,
      from: readDuration,
      until: readDuration,
    },
    { required: ['rate'], example: '{ rate: 50/s, keys: 20 }' },
  );
  if (fields === undefined) return undefined;
  const { rate, keys = 0, skew = 0, from: fromMs = 0, until: untilMs = durationMs } = fields;
  const arrivals = arrivalsOf(place, fields.arrivals ?? 'constant', fields.every);
  if (untilMs < fromMs) place.report('`until` is before `from`; write the later time there');
  if (skew > 0 && keys === 0) place.report('`skew` is about keys, and there are none; write `keys` too');
  return rate === undefined || arrivals === undefined
    ? undefined
    : { topic, rate, arrivals, keys: { count: keys, skew }, fromMs, untilMs };
}

function arrivalsOf(place: Place, kind: Arrivals['kind'], everyMs: number | undefined): Arrivals | undefined {
  if (kind === 'bursts') {
    return everyMs === undefined
      ? place.report('bursts come at intervals; write how far apart they are: every: 10s')
      : { kind, everyMs };
  }
  return everyMs === undefined
    ? { kind }
    : place.report('`every` is how far apart bursts are; write `arrivals: bursts` with it, or leave it out');
}

function readSkew(place: Place): number | undefined {
  const { value } = place;
  return typeof value === 'number' && value >= 0 && value <= 10
    ? value
    : place.report(`is ${shown(value)}; write a number from 0 (every key alike) to 10: 1`);
}
