import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { noProcessingAfterRevocation as rule } from './no-processing-after-revocation.ts';

const owner = () => new TraceBuilder().assigned('c1', 'orders-0 orders-1').processed('c1', 'orders-0', 0);

describe('no processing after revocation', () => {
  it('allows to process until the callback returns', () => {
    const run = owner()
      .entered('c1', 'onPartitionsRevoked', 'orders-0')
      .processed('c1', 'orders-0', 1)
      .left('c1', 'onPartitionsRevoked', 'orders-0')
      .processed('c1', 'orders-1', 0);
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a record that is processed after onPartitionsRevoked returned', () => {
    const run = owner().at(70).called('c1', 'onPartitionsRevoked', 'orders-0').at(90).processed('c1', 'orders-0', 1);
    expect(messagesOf(rule, run.trace)).toEqual([
      'c1/c1 processed orders-0 offset 1, although it returned from onPartitionsRevoked for it at 70 ms',
    ]);
  });

  it('finds a record that is handed out after onPartitionsLost returned', () => {
    const run = owner()
      .called('c1', 'onPartitionsLost', 'orders-0 orders-1')
      .polled('c1', { 'orders-1': [4, 9] });
    expect(messagesOf(rule, run.trace)).toEqual([
      'c1/c1 was handed orders-1 offset 4, although it returned from onPartitionsLost for it at 0 ms',
    ]);
  });

  it('allows it again once the partition is assigned again', () => {
    const run = owner()
      .called('c1', 'onPartitionsRevoked', 'orders-0 orders-1')
      .assigned('c1', '')
      .assigned('c1', 'orders-0')
      .processed('c1', 'orders-0', 1);
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('does not hold a restarted process to what the one before gave up', () => {
    const run = owner().called('c1', 'onPartitionsRevoked', 'orders-0').crashed('c1').processed('c1', 'orders-0', 1);
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
