import { describe, expect, it } from 'vitest';
import { lagOverTime } from './lag.ts';
import { partition, TraceBuilder } from './trace-builder.ts';

const read = () =>
  new TraceBuilder()
    .appended('orders-0', 0, 9)
    .at(10)
    .assigned('c1', 'orders-0')
    .position('c1', 'orders-0', 0, 'reset')
    .at(20)
    .polled('c1', { 'orders-0': [0, 4] })
    .at(30)
    .committed('c1', { 'orders-0': 5 })
    .appended('orders-0', 10, 11)
    .at(40)
    .crashed('c1');

describe('lagOverTime', () => {
  it('samples log end, committed offset and position of each partition', () => {
    const lag = lagOverTime(read().trace, { groupId: 'g', everyMs: 10 });
    expect(lag.atMs).toEqual([0, 10, 20, 30, 40]);
    expect(lag.partitions.get(partition('orders-0'))).toEqual({
      logEnd: [10, 10, 10, 12, 12],
      committed: [-1, -1, -1, 5, 5],
      position: [-1, 0, 5, 5, -1],
    });
  });

  it('sums over the partitions that have a committed offset, and over those that are read', () => {
    const lag = lagOverTime(read().appended('orders-1', 0, 99).trace, { groupId: 'g', everyMs: 10 });
    expect(lag.committedLag).toEqual([0, 0, 0, 7, 7]);
    expect(lag.positionLag).toEqual([0, 10, 5, 7, 0]);
  });

  it('goes on to the time that is asked for, and stops there', () => {
    expect(lagOverTime(read().trace, { groupId: 'g', everyMs: 25, untilMs: 100 }).atMs).toEqual([0, 25, 50, 75, 100]);
    expect(lagOverTime(read().trace, { groupId: 'g', everyMs: 15, untilMs: 20 }).atMs).toEqual([0, 15]);
  });

  it('keeps what the new owner reads when a zombie learns of its loss', () => {
    const run = read()
      .at(41)
      .assigned('c2', 'orders-0')
      .assigned('c3', 'orders-0')
      .position('c3', 'orders-0', 5, 'committed');
    const lag = lagOverTime(run.at(50).assigned('c2', '').trace, { groupId: 'g', everyMs: 50 });
    expect(lag.partitions.get(partition('orders-0'))?.position).toEqual([-1, 5]);
  });

  it('refuses a distance that never ends', () => {
    expect(() => lagOverTime([], { groupId: 'g', everyMs: 0 })).toThrow('everyMs is the distance of samples');
  });
});
