import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PartitionLog } from './partition-log.ts';

const record = (value: number) => ({ key: null, value, timestamp: value });

it('numbers records from 0 up and says where each batch begins', () => {
  const log = new PartitionLog();
  expect(log.append([record(1), record(2)])).toBe(0);
  expect(log.append([record(3)])).toBe(2);
  expect(log.endOffset).toBe(3);
  expect(log.read(1, 10).map(({ offset, value }) => [offset, value])).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

it('never gives an offset twice, not even when everything was deleted', () => {
  const log = new PartitionLog();
  log.append([record(1), record(2)]);
  log.deleteBefore(2);
  expect([log.startOffset, log.endOffset, log.recordCount]).toEqual([2, 2, 0]);
  expect(log.append([record(3)])).toBe(2);
});

it('refuses to delete what is not written yet', () => {
  expect(() => new PartitionLog().deleteBefore(1)).toThrow('The log ends at 0; it cannot be deleted up to offset 1.');
});

it('finds the first record, by offset, that is not older than a time', () => {
  const log = new PartitionLog();
  log.append([record(10), record(30), record(20)]);
  expect(log.firstSince(15)?.offset).toBe(1);
  expect(log.firstSince(31)).toBeUndefined();
});

const operation = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ kind: fc.constant('delete' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('retain' as const), divisor: fc.integer({ min: 2, max: 4 }) }),
  fc.record({
    kind: fc.constant('read' as const),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    most: fc.integer({ min: 0, max: 8 }),
  }),
);

it('reads as a plain list of records does, whatever was appended, deleted and compacted before', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
      const log = new PartitionLog();
      let model: number[] = [];
      let end = 0;
      for (const step of operations) {
        const somewhere = (share: number) => log.startOffset + Math.round(share * (log.endOffset - log.startOffset));
        if (step.kind === 'append') {
          log.append(Array.from({ length: step.count }, (_, at) => record(end + at)));
          for (let at = 0; at < step.count; at++) model.push(end++);
        } else if (step.kind === 'delete') {
          const offset = somewhere(step.share);
          log.deleteBefore(offset);
          model = model.filter((each) => each >= offset);
        } else if (step.kind === 'retain') {
          log.retain(({ offset }) => offset % step.divisor !== 0);
          model = model.filter((offset) => offset % step.divisor !== 0);
        } else {
          const offset = somewhere(step.share);
          const expected = model.filter((each) => each >= offset).slice(0, step.most);
          expect(log.read(offset, step.most).map((each) => each.offset)).toEqual(expected);
        }
        expect(log.recordCount).toBe(model.length);
        expect(log.endOffset).toBe(end);
      }
      expect(log.records.map(({ offset }) => offset)).toEqual(model);
    }),
  );
});
