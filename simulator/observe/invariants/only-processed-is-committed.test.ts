import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { onlyProcessedIsCommitted as rule } from './only-processed-is-committed.ts';

const options = { atLeastOnceGroups: new Set(['g']) };
const reading = () => new TraceBuilder().assigned('c1', 'orders-0').position('c1', 'orders-0', 0, 'reset');

describe('only processed is committed', () => {
  it('says nothing to commits behind processing, in whatever order the records were processed', () => {
    const run = reading().processed('c1', 'orders-0', 2, 0, 1).committed('c1', { 'orders-0': 3 });
    expect(messagesOf(rule, run.trace, options)).toEqual([]);
  });

  it('finds records that were committed before they were processed', () => {
    const run = reading().processed('c1', 'orders-0', 0, 2).committed('c1', { 'orders-0': 5 });
    expect(messagesOf(rule, run.trace, options)).toEqual([
      'c1-id committed 5 for orders-0 of g, but nobody had processed 1, 3 to 4',
    ]);
  });

  it('counts what another member of the group processed', () => {
    const run = reading()
      .assigned('c2', '')
      .processed('c2', 'orders-0', 0)
      .processed('c1', 'orders-0', 1)
      .committed('c1', { 'orders-0': 2 });
    expect(messagesOf(rule, run.trace, options)).toEqual([]);
  });

  it('does not count what a seek left out', () => {
    const run = reading()
      .position('c1', 'orders-0', 100, 'seek')
      .processed('c1', 'orders-0', 100)
      .committed('c1', { 'orders-0': 101 });
    expect(messagesOf(rule, run.trace, options)).toEqual([]);
  });

  it('is only for groups that promise it', () => {
    expect(messagesOf(rule, reading().committed('c1', { 'orders-0': 5 }).trace)).toEqual([]);
  });
});
