import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Compaction, defaultCompaction } from './compaction.ts';
import { PartitionLog } from './partition-log.ts';

const dayMs = 86_400_000;

interface Write {
  readonly key: string;
  readonly value: number | null;
}

/** What a reader of the log believes: the last value of each key, without those that were taken back. */
function rebuild(records: Iterable<Write>): Record<string, number> {
  const state = new Map<string, number>();
  for (const { key, value } of records) {
    if (value === null) state.delete(key);
    else state.set(key, value);
  }
  return Object.fromEntries([...state].sort());
}

const inLog = (log: PartitionLog) => log.records.map(({ key, value }) => ({ key, value }) as Write);

it('keeps the last record of each key, at its offset', () => {
  const log = new PartitionLog();
  log.append(['a', 'b', 'a', 'c', 'b'].map((key, at) => ({ key, value: at, timestamp: 0 })));
  new Compaction(log, defaultCompaction).clean(0);
  expect(log.records.map(({ key, offset }) => [key, offset])).toEqual([
    ['a', 2],
    ['c', 3],
    ['b', 4],
  ]);
  expect(log.endOffset).toBe(5);
});

it('keeps a tombstone for delete.retention.ms after the first cleaning that saw it', () => {
  const log = new PartitionLog();
  const compaction = new Compaction(log, defaultCompaction);
  log.append([
    { key: 'a', value: 1, timestamp: 0 },
    { key: 'a', value: null, timestamp: 0 },
  ]);
  compaction.clean(5000);
  compaction.clean(5000 + dayMs - 1);
  expect(inLog(log)).toEqual([{ key: 'a', value: null }]);
  compaction.clean(5000 + dayMs);
  expect(inLog(log)).toEqual([]);
});

it('cleans by itself once more than half of the log is new', () => {
  const log = new PartitionLog();
  const compaction = new Compaction(log, { ...defaultCompaction, dirtyRecordsMin: 4 });
  const append = (key: string) => {
    log.append([{ key, value: 1, timestamp: 0 }]);
    compaction.appended(1, 0);
  };
  for (const key of ['a', 'a', 'a']) append(key);
  expect(log.recordCount).toBe(3);
  append('a');
  expect(log.recordCount).toBe(1);
});

it('leaves a log that says the same as the whole of it, for any writes, at any time', () => {
  const write = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    value: fc.option(fc.nat(), { nil: null }),
    afterMs: fc.constantFrom(0, 1000, dayMs),
  });
  fc.assert(
    fc.property(fc.array(write, { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (writes, dirtyRecordsMin) => {
      const log = new PartitionLog();
      const compaction = new Compaction(log, { ...defaultCompaction, dirtyRecordsMin });
      let nowMs = 0;
      for (const [at, { key, value, afterMs }] of writes.entries()) {
        nowMs += afterMs;
        log.append([{ key, value, timestamp: nowMs }]);
        compaction.appended(1, nowMs);
        expect(rebuild(inLog(log))).toEqual(rebuild(writes.slice(0, at + 1)));
      }
      const keys = new Set(writes.map(({ key }) => key));
      expect(log.recordCount).toBeLessThanOrEqual(2 * keys.size + dirtyRecordsMin);
    }),
  );
});
