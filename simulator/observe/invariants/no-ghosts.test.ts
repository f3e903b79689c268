import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { noGhosts as rule } from './no-ghosts.ts';

const gone = () =>
  new TraceBuilder()
    .joins(1, 'c1')
    .added('c1')
    .joinAnswered(1, 'c1')
    .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
    .at(100)
    .crashed('c1');
const liveness = { calmFromMs: 0, withinMs: 60_000 };

describe('no ghosts', () => {
  it('lets the session of a lost member run its course', () => {
    expect(messagesOf(rule, gone().trace, { liveness, endMs: 1000 })).toEqual([]);
    expect(messagesOf(rule, gone().at(1000).removed('c1', 'session expired').trace, { liveness, endMs: 9000 })).toEqual(
      [],
    );
  });

  it('finds a member whose session never ends', () => {
    expect(messagesOf(rule, gone().trace, { liveness, endMs: 9000 })).toHaveLength(1);
  });

  it('lets every join phase that ends, and every coordinator that takes over, start the sessions anew', () => {
    const generation = {
      kind: 'group.generation',
      groupId: 'g',
      generationId: 2,
      protocolName: 'range',
      leader: null,
      members: [],
    } as const;
    const loaded = { kind: 'coordinator.loaded', brokerId: 1, offsetsPartition: 0 } as const;
    for (const event of [generation, loaded]) {
      const trace = [...gone().trace, { atMs: 8000, ...event }];
      expect(messagesOf(rule, trace, { liveness, endMs: 9000 })).toEqual([]);
    }
  });
});
