import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { whatIsRevokedGoes as rule } from './what-is-revoked-goes.ts';

const revoked = () => new TraceBuilder().generation(3).called('c1', 'onPartitionsRevoked', 'orders-1');

describe('what is revoked goes', () => {
  it('accepts an assignment without the partition, and one with it in a later generation', () => {
    expect(messagesOf(rule, revoked().assigned('c1', 'orders-0').trace)).toEqual([]);
    expect(messagesOf(rule, revoked().generation(4).assigned('c1', 'orders-1').trace)).toEqual([]);
  });

  it('finds a revoked partition that is kept', () => {
    expect(messagesOf(rule, revoked().assigned('c1', 'orders-0 orders-1').trace)).toEqual([
      'c1/c1 still has orders-1, which it was told are revoked',
    ]);
  });
});
