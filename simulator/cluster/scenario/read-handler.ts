// Floor 4. Reads how a consumer handles records: what it takes, what fails, what is written where, and when it commits.
import type { Names } from './names.ts';
import {
  entriesOf,
  type Place,
  readBoolean,
  readChoice,
  readFields,
  readList,
  readReference,
  readText,
  readWhole,
} from './place.ts';
import { type DurationRange, readDurationRange } from './quantities.ts';
import type { CommitPolicy, FailurePlan, HandlerPlan } from './scenario.ts';

const commitPolicies = ['auto', 'batch', 'record', 'async', 'before', 'none'] as const;

/** A handler as far as it was written: the commit policy may follow from the configuration. */
export type HandlerFields = Omit<HandlerPlan, 'commit'> & { readonly commit: CommitPolicy | undefined };

export const defaultHandler: HandlerFields = {
  perRecord: { leastMs: 0, mostMs: 0 },
  perKey: new Map(),
  fail: [],
  stores: [],
  commit: undefined,
  commitOnRevoke: false,
  pauseWhileBusy: false,
};

export function readHandler(place: Place, names: Names): HandlerFields | undefined {
  const readStore = (at: Place): string | undefined => readReference(at, names.stores, 'store');
  const fields = readFields(
    place,
    {
      perRecord: readDurationRange,
      perKey: readPerKey,
      fail: (at) => readOneOrMore(at, readFailure, '{ key: orders-key-3, times: 2, do: retry }'),
      store: (at) => readOneOrMore(at, readStore, 'the name of a store'),
      commit: (at) => readChoice(at, commitPolicies, 'commit policy'),
      commitOnRevoke: readBoolean,
      pauseWhileBusy: readBoolean,
    },
    { example: '{ perRecord: 20ms }' },
  );
  if (fields === undefined) return undefined;
  const { store, ...others } = fields;
  return { ...defaultHandler, ...others, stores: store ?? [] };
}

function readPerKey(place: Place): ReadonlyMap<string, DurationRange> | undefined {
  const entries = entriesOf(place, 'keys with their times: { orders-key-3: 5s }');
  if (entries === undefined) return undefined;
  const perKey = new Map<string, DurationRange>();
  for (const [key, at] of entries) {
    const range = readDurationRange(at);
    if (range !== undefined) perKey.set(key, range);
  }
  return perKey;
}

function readFailure(place: Place): FailurePlan | undefined {
  const fields = readFields(
    place,
    {
      key: (at) => readText(at, 'the key of the records that fail: orders-key-3'),
      times: (at) =>
        at.value === 'always'
          ? Number.POSITIVE_INFINITY
          : readWhole(at, 1, 1_000_000, 'how often it fails: 3, or always'),
      do: (at) => readChoice(at, ['crash', 'skip', 'retry'], 'way to go on'),
    },
    { required: ['key', 'do'], example: '{ key: orders-key-3, times: 2, do: retry }' },
  );
  if (fields?.key === undefined || fields.do === undefined) return undefined;
  return { key: fields.key, times: fields.times ?? Number.POSITIVE_INFINITY, do: fields.do };
}

function readOneOrMore<T>(place: Place, read: (at: Place) => T | undefined, example: string): readonly T[] | undefined {
  if (Array.isArray(place.value)) return readList(place, read, `a list: [${example}]`);
  const one = read(place);
  return one === undefined ? undefined : [one];
}
