import { describe, expect, it } from 'vitest';
import { partition, TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { noRecordsSkipped as rule } from './no-records-skipped.ts';

const reading = () =>
  new TraceBuilder()
    .assigned('c1', 'orders-0')
    .position('c1', 'orders-0', 0, 'reset')
    .polled('c1', { 'orders-0': [0, 4] });

describe('no records skipped', () => {
  it('says nothing to an owner that goes on where the one before committed', () => {
    const run = reading()
      .polled('c1', { 'orders-0': [5, 5] })
      .committed('c1', { 'orders-0': 6 })
      .assigned('c1', '')
      .assigned('c2', 'orders-0')
      .position('c2', 'orders-0', 6, 'committed')
      .polled('c2', { 'orders-0': [6, 8] });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a gap between two polls', () => {
    const run = reading().polled('c1', { 'orders-0': [7, 9] });
    expect(messagesOf(rule, run.trace)).toEqual([
      'c1/c1 was handed orders-0 from offset 7; its position was 5, so it skipped 2 records',
    ]);
  });

  it('finds records that are handed out again without a seek', () => {
    const run = reading().polled('c1', { 'orders-0': [3, 9] });
    expect(messagesOf(rule, run.trace)).toEqual([
      'c1/c1 was handed orders-0 from offset 3; its position was 5, so it repeated 2 records',
    ]);
  });

  it('allows a seek', () => {
    const run = reading()
      .position('c1', 'orders-0', 40, 'seek')
      .polled('c1', { 'orders-0': [40, 49] });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds records without a position', () => {
    const run = reading()
      .assigned('c1', '')
      .assigned('c1', 'orders-0')
      .polled('c1', { 'orders-0': [5, 9] });
    expect(messagesOf(rule, run.trace)).toEqual([
      'c1/c1 was handed orders-0 from offset 5 before it had a position there',
    ]);
  });

  it('finds a first position that nobody committed', () => {
    const run = new TraceBuilder()
      .committed('c1', { 'orders-0': 6 })
      .committed('c1', { 'orders-0': 8 })
      .assigned('c2', 'orders-0')
      .position('c2', 'orders-0', 6, 'committed');
    expect(messagesOf(rule, run.trace)).toEqual([
      'c2/c2 begins orders-0 at 6 as the committed offset, which g had not committed',
    ]);
  });

  it('accepts what was committed when the consumer asked, though another commit came since', () => {
    const run = new TraceBuilder()
      .committed('c1', { 'orders-0': 6 })
      .assigned('c2', 'orders-0')
      .committed('c1', { 'orders-0': 8 })
      .position('c2', 'orders-0', 6, 'committed');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('does not take a removed offset for a committed one', () => {
    const run = new TraceBuilder()
      .committed('c1', { 'orders-0': 6 })
      .event({ kind: 'offsets.removed', groupId: 'g', partitions: [partition('orders-0')], why: 'deleted' })
      .assigned('c2', 'orders-0')
      .position('c2', 'orders-0', 6, 'committed');
    expect(messagesOf(rule, run.trace)).toHaveLength(1);
  });
});
