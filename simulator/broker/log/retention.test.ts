import { expect, it } from 'vitest';
import { PartitionLog } from './partition-log.ts';
import { recordSize } from './record-size.ts';
import { startAfterRetention } from './retention.ts';

function logOf(...timestamps: readonly number[]): PartitionLog {
  const log = new PartitionLog();
  log.append(timestamps.map((timestamp) => ({ key: null, value: '0123456789', timestamp })));
  return log;
}

const unlimited = { retentionMs: undefined, retentionBytes: undefined };

it('lets go what is older than retention.ms, and not what is exactly as old', () => {
  const log = logOf(0, 100, 200);
  expect(startAfterRetention(log, { ...unlimited, retentionMs: 100 }, 200)).toEqual({ offset: 1, why: 'retention.ms' });
  expect(startAfterRetention(log, { ...unlimited, retentionMs: 100 }, 100)).toBeUndefined();
});

it('empties a log of which everything is too old', () => {
  expect(startAfterRetention(logOf(0, 100), { ...unlimited, retentionMs: 10 }, 1000)?.offset).toBe(2);
});

it('stops at the first record that is young enough: what lies behind it stays', () => {
  expect(startAfterRetention(logOf(0, 1000, 0), { ...unlimited, retentionMs: 10 }, 1000)?.offset).toBe(1);
});

it('lets go the head as long as the rest is still as large as retention.bytes', () => {
  const log = logOf(0, 0, 0, 0);
  expect(startAfterRetention(log, { ...unlimited, retentionBytes: 20 }, 0)).toEqual({
    offset: 2,
    why: 'retention.bytes',
  });
  expect(startAfterRetention(log, { ...unlimited, retentionBytes: 21 }, 0)?.offset).toBe(1);
  expect(startAfterRetention(log, { ...unlimited, retentionBytes: 40 }, 0)).toBeUndefined();
});

it('keeps everything without a limit', () => {
  expect(startAfterRetention(logOf(0, 0), unlimited, 1e12)).toBeUndefined();
});

it('counts keys and values in bytes, without looping over a value that contains itself', () => {
  const loop: unknown[] = ['abc'];
  loop.push(loop);
  const size = (key: string | null, value: unknown) => recordSize({ key, value, timestamp: 0 });
  expect(size('key', 'value')).toBe(8);
  expect(size(null, 'é€😀')).toBe(2 + 3 + 4);
  expect(size(null, { a: 1, b: ['xy', true] })).toBe(1 + 8 + 1 + 2 + 1);
  expect(size(null, null)).toBe(1);
  expect(size(null, loop)).toBe(3);
});
