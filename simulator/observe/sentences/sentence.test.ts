import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../protocol/trace-event.ts';
import { byPartition, partition, TraceBuilder } from '../trace-builder.ts';
import { namesIn } from './names.ts';
import { sentenceOf } from './sentence.ts';

const beat = { groupId: 'g', generationId: 1, memberId: 'c2-id', groupInstanceId: null };
const wire = { correlationId: 7, clientId: 'consumer-g-1', brokerId: 1, api: 'Heartbeat' } as const;

/** The sentences of a run. */
function told(run: TraceBuilder): string[] {
  const names = namesIn(run.trace);
  return run.trace.map((event) => sentenceOf(event, names));
}

function tellOne(event: TraceEvent): string {
  return told(new TraceBuilder().event(event)).join(' ');
}

describe('sentenceOf', () => {
  it('says what an answered heartbeat means to its sender', () => {
    const run = new TraceBuilder()
      .assigned('c2', 'orders-0')
      .event({ kind: 'request.sent', ...wire, request: beat })
      .event({ kind: 'response.sent', ...wire, response: { error: 'REBALANCE_IN_PROGRESS' } })
      .event({ kind: 'response.delivered', ...wire });
    expect(told(run)).toEqual([
      'c2 owns orders-0 now, and reads nothing else.',
      'c2 sends a heartbeat in generation 1 of g: it is alive, and asks whether all is as before (to broker 1).',
      'Broker 1 answers Heartbeat of c2: REBALANCE_IN_PROGRESS.',
      'c2 was asked to rejoin: its heartbeat was answered REBALANCE_IN_PROGRESS.',
    ]);
  });

  it('tells a rebalance with its cause, its members by the names of their processes, and what they get', () => {
    const run = new TraceBuilder()
      .assigned('c1', '')
      .assigned('c2', '')
      .rebalanced('Stable', 3, { c1: 'orders-0', c2: '' }, 'session expired', 'c2');
    expect(told(run).slice(2)).toEqual([
      'g begins to rebalance, because nothing was heard of c2 for its session timeout: it was Stable, and now waits for each of its members to join.',
      "g has its members for generation 3 and waits for the leader's assignment; until it comes, commits are refused.",
      'The join phase is over. Everybody who came is in generation 3 of g: c1 and c2. c1 leads and assigns with range.',
      'g is Stable in generation 3: who asks for its assignment is given it.',
      'The assignment of generation 3 of g is stored: c1 gets orders-0; c2 gets nothing. Each learns its own when it asks with SyncGroup.',
    ]);
  });

  it('names the client where a process has several', () => {
    const run = new TraceBuilder()
      .event({ kind: 'consumer.created', process: 'app', clientId: 'a', groupId: 'g' })
      .event({ kind: 'consumer.created', process: 'app', clientId: 'b', groupId: undefined });
    expect(told(run)).toEqual([
      'app (a) has a consumer for group g; it is no member before it polls and joins.',
      'app (b) has a consumer without a group: it takes part in no rebalance.',
    ]);
  });

  it.each<[string, TraceEvent]>([
    [
      'c1 is called back: onPartitionsLost(orders-0). Others may own them already: it is too late to commit.',
      new TraceBuilder().entered('c1', 'onPartitionsLost', 'orders-0').trace[0] ?? { kind: 'note', text: '' },
    ],
    ['Broker 2 leads orders-0 now.', { kind: 'partition.leader', partition: partition('orders-0'), brokerId: 2 }],
    ['c1 crashed: Error: boom.', { kind: 'process.crashed', process: 'c1', error: 'Error: boom' }],
    ['What c1 sends no longer reaches broker-1.', { kind: 'network.cut', between: ['c1', 'broker-1'], way: 'to' }],
    [
      '3 records were appended to orders-0, offsets 4 to 6.',
      { kind: 'log.appended', partition: partition('orders-0'), firstOffset: 4, lastOffset: 6 },
    ],
    [
      'Topic orders has 1 partition now; groups that read it rebalance when their leader learns of it.',
      { kind: 'topic.partitions', topic: 'orders', partitionCount: 1 },
    ],
    [
      'g refused a commit of m1 with ILLEGAL_GENERATION, since it is in an old generation: orders-0 at 5. Whoever owns these next begins at the last commit that was stored.',
      {
        kind: 'offsets.refused',
        groupId: 'g',
        memberId: 'm1',
        generationId: 2,
        offsets: byPartition({ 'orders-0': 5 }),
        error: 'ILLEGAL_GENERATION',
      },
    ],
    [
      'The clock of c1 was put back by 50 ms: its own timers see the jump, nobody else does.',
      { kind: 'process.clock', process: 'c1', stepMs: -50 },
    ],
  ])('%s', (sentence, event) => {
    expect(tellOne(event)).toBe(sentence);
  });

  it('shortens what is long', () => {
    const names = Array.from({ length: 40 }, (_, number) => `orders-${number}`).join(' ');
    expect(told(new TraceBuilder().assigned('c1', names))).toEqual([
      'c1 owns orders-0, orders-1, orders-2, orders-3, orders-4, orders-5 and 34 more now, and reads nothing else.',
    ]);
  });
});
