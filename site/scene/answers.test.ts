import { describe, expect, it } from 'vitest';
import { answerText } from './answer.ts';
import { answerTo } from './answers.ts';
import type { RunFacts } from './run-facts.ts';

/** A third consumer joins two; `orders-2` changes hands, and c1 is asked twice. */
const facts: RunFacts = {
  groupId: 'billing',
  durationMs: 30_000,
  shown: { fromMs: 9_000, toMs: 20_000 },
  consumers: ['c1', 'c2', 'c3'],
  partitions: ['orders-0', 'orders-1', 'orders-2', 'orders-3'],
  owned: [
    { partition: 'orders-0', consumer: 'c1', fromMs: 3000, toMs: undefined },
    { partition: 'orders-1', consumer: 'c2', fromMs: 3000, toMs: 12_000 },
    { partition: 'orders-1', consumer: 'c3', fromMs: 11_000, toMs: undefined },
    { partition: 'orders-2', consumer: 'c1', fromMs: 3000, toMs: 11_000 },
    { partition: 'orders-2', consumer: 'c3', fromMs: 12_523, toMs: undefined },
  ],
  gaps: [
    { partition: 'orders-2', fromMs: 11_000, toMs: 12_523 },
    { partition: 'orders-3', fromMs: 9000, toMs: 9500 },
    { partition: 'orders-3', fromMs: 12_000, toMs: undefined },
  ],
  rebalances: [
    {
      fromMs: 10_000,
      toMs: 12_500,
      cause: 'member joined',
      generationId: 2,
      moved: ['orders-1', 'orders-2'],
      stopped: ['orders-2'],
    },
    { fromMs: 13_000, toMs: undefined, cause: 'session expired', generationId: 3, moved: [], stopped: ['orders-3'] },
  ],
  callbacks: [
    {
      consumer: 'c1',
      callback: 'onPartitionsRevoked',
      partitions: ['orders-0', 'orders-2'],
      fromMs: 11_000,
      toMs: 11_000,
    },
    { consumer: 'c3', callback: 'onPartitionsAssigned', partitions: [], fromMs: 12_000, toMs: 12_000 },
    { consumer: 'c1', callback: 'onPartitionsAssigned', partitions: ['orders-0'], fromMs: 12_500, toMs: 12_500 },
  ],
  requests: [
    { consumer: 'c3', api: 'FindCoordinator', atMs: 10_000 },
    { consumer: 'c3', api: 'JoinGroup', atMs: 10_004 },
    { consumer: 'c1', api: 'Heartbeat', atMs: 10_005 },
    { consumer: 'c3', api: 'JoinGroup', atMs: 10_008 },
    { consumer: 'c3', api: 'SyncGroup', atMs: 12_504 },
  ],
  pauses: [
    { consumer: 'c1', fromMs: 11_000, toMs: 11_400, isFirstJoin: false },
    { consumer: 'c1', fromMs: 12_000, toMs: 12_100, isFirstJoin: false },
    { consumer: 'c3', fromMs: 10_000, toMs: 12_500, isFirstJoin: true },
  ],
  group: [
    { fromMs: 3000, state: 'Stable', generationId: 1, leader: 'c1' },
    { fromMs: 10_000, state: 'PreparingRebalance', generationId: 1, leader: 'c1' },
    { fromMs: 12_500, state: 'Stable', generationId: 2, leader: 'c2' },
  ],
  coordinators: [
    { fromMs: 1000, brokerId: 2 },
    { fromMs: 14_000, brokerId: 3 },
  ],
  offsets: {
    everyMs: 10_000,
    partitions: [
      { partition: 'orders-0', logEnd: [0, 40, 80, 90], committed: [-1, 10, 60, 90], position: [-1, 20, 80, 90] },
      { partition: 'orders-1', logEnd: [0, 4, 9, 9], committed: [-1, -1, 7, 9], position: [-1, 2, 9, 9] },
    ],
  },
  keyedRecords: [
    { key: 'a', partition: 'orders-1', offset: 3, appendedMs: 5000, processedMs: [16_000] },
    { key: 'b', partition: 'orders-1', offset: 4, appendedMs: 6000, processedMs: [] },
    { key: 'a', partition: 'orders-3', offset: 0, appendedMs: 9000, processedMs: [12_000, 17_000] },
  ],
  records: { appended: 100, never: 3, once: 90, moreThanOnce: 7 },
};

const told = (question: string): string => {
  const answer = answerTo(question, facts);
  return 'problem' in answer ? `? ${answer.problem}` : answerText(answer);
};

describe('a question to a run', () => {
  it.each([
    ['rebalances', '2'],
    ['cause of rebalance 2', 'session expired'],
    ['start of rebalance 1', '10 s'],
    ['duration of rebalance 1', '2.5 s'],
    ['duration of rebalance 2', 'without end'],
    ['moved', '2'],
    ['stopped', '2'],
    ['moved in rebalance 2', '0'],
    ['stopped in rebalance 2', '1'],
    ['gap of orders-2', '1.52 s'],
    ['start of gap of orders-2', '11 s'],
    ['gap of orders-0', '0 ms'],
    ['gap 1 of orders-3', '500 ms'],
    ['gap 2 of orders-3', 'without end'],
    ['longest gap', 'without end'],
    ['time without an owner', 'without end'],
    ['owner of orders-2 at 10s', 'c1'],
    ['owner of orders-2 at 11s', 'nobody'],
    ['owner of orders-2 at 12.523s', 'c3'],
    ['owned by c1 at 10s', 'orders-0, orders-2'],
    ['owned by c3 at 3s', 'nothing'],
    ['pause of c1', '500 ms'],
    ['pause of c3', '0 ms'],
    ['wait of c3', '2.5 s'],
    ['longest pause', '400 ms'],
    ['callbacks of c1', 'onPartitionsRevoked(orders-0 orders-2), onPartitionsAssigned(orders-0)'],
    ['callbacks of c2', 'nothing'],
    ['owners at 12s', 'orders-0=c1, orders-1=c3, orders-2=nobody, orders-3=nobody'],
    ['requests of c3', 'FindCoordinator, JoinGroup, SyncGroup'],
    ['states', 'PreparingRebalance, Stable'],
    ['state at 11s', 'PreparingRebalance'],
    ['state at 0s', 'Empty'],
    ['generation at 12.5s', '2'],
    ['leader at 15s', 'c2'],
    ['leader at 1s', 'nobody'],
    ['coordinator at 0s', 'nobody'],
    ['coordinator at 12s', 'broker 2'],
    ['coordinator at 20s', 'broker 3'],
    ['committed offset of orders-0 at 20s', '60'],
    ['log end offset of orders-0 at 20s', '80'],
    ['position of orders-1 at 10s', '2'],
    ['lag of orders-0 at 20s', '20'],
    ['lag at 20s', '22'],
    ['lag at 10s', '30'],
    ['records of key a', 'orders-1@3, orders-3@0'],
    ['processed of key a', 'orders-3@0, orders-1@3, orders-3@0'],
    ['processed of key b', 'nothing'],
    ['processed never', '3'],
    ['processed once', '90'],
    ['processed more than once', '7'],
  ])('%s: %s', (question, answer) => {
    expect(told(question)).toBe(answer);
  });

  it('tells both owners while one of them does not know that it lost the partition', () => {
    expect(told('owner of orders-1 at 11.5s')).toBe('c2 and c3');
  });

  it.each([
    ['gap of orders-3', '? orders-3 has 2 gaps in the time that is shown; write "gap 1 of orders-3", or show less'],
    ['gap 3 of orders-3', '? orders-3 has 2 gaps in the time that is shown'],
    ['start of gap of orders-0', '? orders-0 has an owner all the time that is shown'],
    ['gap of orders-9', '? the scene has no partition "orders-9"; known: orders-0, orders-1, orders-2, orders-3'],
    ['pause of c9', '? the scene has no consumer "c9"; known: c1, c2, c3'],
    ['cause of rebalance 3', '? there is no rebalance 3 in the time that is shown; it has 2'],
    ['owner of orders-0 at noon', '? "noon" is no time; write 20s, 12.5s or 300ms'],
    ['committed offset of orders-0 at 0s', '? orders-0 has no committed offset at 0s'],
    ['position of orders-9 at 10s', expect.stringMatching(/^\? the scene has no partition "orders-9"/)],
    ['lag at 0s', '? nothing is committed at 0s'],
    ['lag of orders-1 at 10s', '-'],
    ['lag of orders-9 at 10s', '? nothing is committed for orders-9 at 10s'],
    ['lag at 12s', '? offsets of this run are known at every whole 10 s, not at 12s'],
    ['records of key c', '? the scene has no record with the key "c"; known: a, b'],
    ['owner of orders-0 at 31s', '? 31 s is after the end of the run, 30 s'],
    [
      'who wins',
      expect.stringMatching(/^\? nothing is known as "who wins"; write one of: rebalances, cause of rebalance 1, /),
    ],
  ])('that cannot be answered says how to ask: %s', (question, answer) => {
    expect(told(question)).toEqual(answer);
  });
});
