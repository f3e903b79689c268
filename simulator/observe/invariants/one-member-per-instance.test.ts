import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { oneMemberPerInstance as rule } from './one-member-per-instance.ts';

describe('one member per instance', () => {
  it('lets a member take the place of the one before it', () => {
    const run = new TraceBuilder().added('c1', 'a').removed('c1', 'replaced', 'a').added('c2', 'a').added('c3', 'b');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds two members that are the same instance', () => {
    expect(messagesOf(rule, new TraceBuilder().added('c1', 'a').added('c2', 'a').trace)).toEqual([
      'c2-id was added to g as the instance a, which c1-id still is',
    ]);
  });
});
