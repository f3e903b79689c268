import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { nobodyIsRemovedEarly as rule } from './nobody-is-removed-early.ts';

const joined = () => new TraceBuilder().joins(1, 'c1').joined('c1').joinAnswered(1, 'c1');

describe('nobody is removed early', () => {
  it('lets a session expire when its timeout is over', () => {
    expect(messagesOf(rule, joined().at(500).beats(2, 'c1').at(1500).removed('c1', 'session expired').trace)).toEqual(
      [],
    );
  });

  it('finds a heartbeat that did not renew the session', () => {
    expect(messagesOf(rule, joined().at(500).beats(2, 'c1').at(1000).removed('c1', 'session expired').trace)).toEqual([
      'c1-id was removed from g after 500 ms of silence; its session timeout is 1000 ms',
    ]);
  });

  it('finds that a SyncGroup was not waited for', () => {
    expect(messagesOf(rule, joined().at(5000).removed('c1', 'never synced').trace)).toEqual([]);
    expect(messagesOf(rule, joined().at(4000).removed('c1', 'never synced').trace)).toEqual([
      'c1-id was removed from g because its SyncGroup had not come in 4000 ms; the rebalance timeout is 5000 ms',
    ]);
  });
});
