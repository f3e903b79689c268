import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../protocol/trace-event.ts';
import { byPartition, partition, TraceBuilder } from '../trace-builder.ts';
import { namesIn } from './names.ts';
import { sentenceOf } from './sentence.ts';

const wire = { correlationId: 7, clientId: 'c1', brokerId: 1, api: 'Heartbeat' } as const;
const member = { process: 'c1', clientId: 'c1', groupId: 'g', memberId: 'c1-id', generationId: 3 } as const;
const inGroup = { groupId: 'g', memberId: 'c1-id', clientId: 'c1', groupInstanceId: null } as const;
const record = { process: 'c1', clientId: 'c1', partition: partition('orders-0'), offset: 5 } as const;
const offsets = byPartition({ 'orders-0': 5 });
const orders = partition('orders-0');

/** The event of a kind. Several kinds share a shape, so that `Extract` finds none of them by one kind. */
type EventOf<Kind, Event = TraceEvent> = Event extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Event & { readonly kind: Kind }
    : never
  : never;

/** An example of each kind: the type refuses this file when an event is added to the trace without a sentence being thought of. */
const examples: { readonly [Kind in TraceEvent['kind']]: EventOf<Kind> } = {
  'request.sent': {
    kind: 'request.sent',
    ...wire,
    request: { groupId: 'g', generationId: 3, memberId: 'c1-id', groupInstanceId: null },
  },
  'request.delivered': { kind: 'request.delivered', ...wire },
  'request.dropped': { kind: 'request.dropped', ...wire, why: 'lost' },
  'request.disconnected': { kind: 'request.disconnected', ...wire },
  'response.sent': { kind: 'response.sent', ...wire, response: { error: 'NONE' } },
  'response.delivered': { kind: 'response.delivered', ...wire },
  'response.dropped': { kind: 'response.dropped', ...wire, why: 'lost' },
  'group.state': {
    kind: 'group.state',
    groupId: 'g',
    from: 'Stable',
    to: 'PreparingRebalance',
    generationId: 3,
    cause: 'member left',
  },
  'group.member.added': { kind: 'group.member.added', ...inGroup },
  'group.member.removed': { kind: 'group.member.removed', ...inGroup, why: 'session expired' },
  'group.generation': {
    kind: 'group.generation',
    groupId: 'g',
    generationId: 3,
    protocolName: 'range',
    leader: 'c1-id',
    members: [inGroup],
  },
  'group.assignment': {
    kind: 'group.assignment',
    groupId: 'g',
    generationId: 3,
    assignments: new Map([['c1-id', [orders]]]),
  },
  'offsets.committed': { kind: 'offsets.committed', groupId: 'g', memberId: 'c1-id', generationId: 3, offsets },
  'offsets.refused': {
    kind: 'offsets.refused',
    groupId: 'g',
    memberId: 'c1-id',
    generationId: 2,
    offsets,
    error: 'ILLEGAL_GENERATION',
  },
  'offsets.removed': { kind: 'offsets.removed', groupId: 'g', partitions: [orders], why: 'expired' },
  'coordinator.loading': { kind: 'coordinator.loading', brokerId: 1, offsetsPartition: 9 },
  'coordinator.loaded': { kind: 'coordinator.loaded', brokerId: 1, offsetsPartition: 9 },
  'coordinator.unloaded': { kind: 'coordinator.unloaded', brokerId: 1, offsetsPartition: 9 },
  'consumer.state': { kind: 'consumer.state', ...member, from: 'COMPLETING_REBALANCE', to: 'STABLE' },
  'callback.entered': {
    kind: 'callback.entered',
    ...member,
    callback: 'onPartitionsRevoked',
    partitions: [orders],
    assignment: [orders],
  },
  'callback.left': { kind: 'callback.left', ...member, callback: 'onPartitionsRevoked', partitions: [orders] },
  'consumer.assignment': { kind: 'consumer.assignment', ...member, assignment: [orders] },
  'poll.entered': { kind: 'poll.entered', ...member, timeoutMs: 500 },
  'poll.returned': { kind: 'poll.returned', ...member, records: new Map([[orders, [5, 9]]]) },
  'commit.completed': { kind: 'commit.completed', ...member, mode: 'sync', offsets },
  'position.changed': { kind: 'position.changed', ...member, partition: orders, offset: 5, why: 'committed' },
  'consumer.created': { kind: 'consumer.created', process: 'c1', clientId: 'c1', groupId: 'g' },
  'consumer.closed': { kind: 'consumer.closed', process: 'c1', clientId: 'c1' },
  'record.produced': { kind: 'record.produced', ...record },
  'record.started': { kind: 'record.started', ...record },
  'record.processed': { kind: 'record.processed', ...record },
  'record.failed': { kind: 'record.failed', ...record, error: 'Error: boom' },
  'broker.started': { kind: 'broker.started', brokerId: 1 },
  'broker.crashed': { kind: 'broker.crashed', brokerId: 1 },
  'broker.stopped': { kind: 'broker.stopped', brokerId: 1 },
  'partition.leader': { kind: 'partition.leader', partition: orders, brokerId: undefined },
  'topic.created': { kind: 'topic.created', topic: 'orders', partitionCount: 3 },
  'topic.deleted': { kind: 'topic.deleted', topic: 'orders', partitionCount: 3 },
  'topic.partitions': { kind: 'topic.partitions', topic: 'orders', partitionCount: 6 },
  'log.appended': { kind: 'log.appended', partition: orders, firstOffset: 5, lastOffset: 9 },
  'log.start': { kind: 'log.start', partition: orders, offset: 5, why: 'retention.ms' },
  'process.started': { kind: 'process.started', process: 'c1' },
  'process.stopping': { kind: 'process.stopping', process: 'c1' },
  'process.stopped': { kind: 'process.stopped', process: 'c1' },
  'process.crashed': { kind: 'process.crashed', process: 'c1' },
  'process.frozen': { kind: 'process.frozen', process: 'c1', forMs: 12_000 },
  'process.blocked': { kind: 'process.blocked', process: 'c1', forMs: 300_000 },
  'process.thawed': { kind: 'process.thawed', process: 'c1' },
  'process.unblocked': { kind: 'process.unblocked', process: 'c1' },
  'process.clock': { kind: 'process.clock', process: 'c1', stepMs: -1_500 },
  'network.cut': { kind: 'network.cut', between: ['c1', 'broker-1'], way: 'both' },
  'network.healed': { kind: 'network.healed', between: ['c1', 'broker-1'], way: 'both' },
  note: { kind: 'note', text: 'Here the deploy begins.' },
};

/** The sentence of an event in a run in which c1 has joined g: sessions of 1 s, rebalances of 5 s. */
function tell(event: TraceEvent): string {
  const run = new TraceBuilder()
    .event({ kind: 'consumer.created', process: 'c1', clientId: 'c1', groupId: 'g' })
    .joins(1, 'c1')
    .assigned('c1', '')
    .event(event);
  return sentenceOf(event, namesIn(run.trace));
}

describe('each kind of event', () => {
  it.each(Object.entries(examples))('%s has a sentence with a subject, a verb and a period', (_, event) => {
    const sentence = tell(event);
    expect(sentence).toMatch(/^\S+( \S+){2,}[.!?]$/s);
    expect(sentence).not.toMatch(/undefined|\[object|NaN| {2}|\.\./);
  });
});

describe('a sentence about a group says what follows', () => {
  it.each<[TraceEvent['kind'], string]>([
    [
      'group.member.removed',
      'The session of c1 expired: no heartbeat for 1 s. The coordinator removes it from g (c1-id), and others get what it owned.',
    ],
    ['group.member.added', 'c1 is a member of g from now on (c1-id): without a heartbeat for 1 s it is removed.'],
    [
      'callback.entered',
      'c1 is called back: onPartitionsRevoked(orders-0). It still owns them: the last moment to commit what it has processed.',
    ],
    [
      'offsets.refused',
      'g refused a commit of c1 with ILLEGAL_GENERATION, since it is in an old generation: orders-0 at 5. Whoever owns these next begins at the last commit that was stored.',
    ],
    ['consumer.state', 'c1 has its assignment in generation 3: it may commit again.'],
    ['process.crashed', 'c1 crashed. It told nobody: its group waits for its session to expire.'],
    ['process.frozen', 'c1 is frozen for 12 s: nothing in it runs, heartbeats included.'],
    ['process.blocked', 'The application of c1 is busy for 5 min and does not poll; its heartbeats go on.'],
    ['process.clock', 'The clock of c1 was put back by 1.5 s: its own timers see the jump, nobody else does.'],
    [
      'response.dropped',
      'The answer to Heartbeat of c1 was lost on the way from broker 1: lost. The broker has done what it was asked, and the sender does not know.',
    ],
  ])('%s: %s', (kind, sentence) => {
    expect(tell(examples[kind])).toBe(sentence);
  });
});
