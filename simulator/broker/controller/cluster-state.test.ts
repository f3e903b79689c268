import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicPartition } from '../../protocol/topic-partition.ts';
import type { TraceEvent } from '../../protocol/trace-event.ts';
import { ClusterState } from './cluster-state.ts';
import type { TopicSpec } from './topic.ts';

const t0 = topicPartition('t', 0);

function stateOf(...topics: readonly TopicSpec[]) {
  const events: TraceEvent[] = [];
  const leaders: (number | undefined)[] = [];
  const state = new ClusterState({
    brokers: [1, 2, 3].map((id) => ({ id, host: `broker-${id}`, port: 9092, rack: undefined })),
    defaultReplicationFactor: 1,
    emit: (event) => events.push(event),
    listener: { leaderChanged: ({ leader }) => leaders.push(leader), topicDeleted: () => {} },
  });
  for (const topic of topics) state.createTopic(topic);
  return { state, events, view: () => state.partition(t0)?.view };
}

const replicated = { topic: 't', partitionCount: 1, replicas: [[1, 2, 3]] };

describe('leaders', () => {
  it('are the first replica that is in sync when the former one goes', () => {
    const { state, view } = stateOf(replicated);
    state.brokerLeft(1);
    expect(view()).toMatchObject({ leader: 2, isr: [2, 3], leaderEpoch: 2 });
  });

  it('stay when others come and go', () => {
    const { state, view } = stateOf(replicated);
    state.brokerLeft(1);
    state.brokerJoined(1);
    expect(view()).toMatchObject({ leader: 2, isr: [1, 2, 3] });
  });

  it('go back to the preferred replica on demand', () => {
    const { state, view } = stateOf(replicated);
    state.brokerLeft(1);
    state.brokerJoined(1);
    state.electPreferred(1);
    expect(view()).toMatchObject({ leader: 1 });
  });

  it('are missing until the last replica that was in sync is back: nobody else has all that was written', () => {
    const { state, view } = stateOf(replicated);
    for (const id of [1, 2, 3]) state.brokerLeft(id);
    expect(view()).toMatchObject({ leader: undefined, isr: [3] });
    state.brokerJoined(1);
    expect(view()).toMatchObject({ leader: undefined, isr: [3] });
    state.brokerJoined(3);
    expect(view()).toMatchObject({ leader: 3, isr: [1, 3] });
  });

  it('can be moved by hand to a replica in sync, and nowhere else', () => {
    const { state, view } = stateOf({ ...replicated, replicas: [[1, 2]] });
    state.moveLeader(t0, 2);
    expect(view()?.leader).toBe(2);
    expect(() => state.moveLeader(t0, 3)).toThrow(
      'The leadership of t-0 cannot be moved to broker 3. Replicas that could lead now: 1, 2.',
    );
    expect(() => state.moveLeader(topicPartition('t', 9), 1)).toThrow('there is no such partition');
  });

  it('are always up and in sync, and there is one whenever a replica in sync is up', () => {
    const step = fc.record({ id: fc.integer({ min: 1, max: 3 }), isUp: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { state, view } = stateOf(replicated);
        for (const { id, isUp } of steps) {
          if (isUp === state.isAvailable(id)) continue;
          if (isUp) state.brokerJoined(id);
          else state.brokerLeft(id);
          const { leader, isr = [] } = view() ?? {};
          const able = isr.filter((each) => state.isAvailable(each));
          expect(isr.length).toBeGreaterThan(0);
          if (able.length === 0) expect(leader).toBeUndefined();
          else expect(able).toContain(leader);
        }
      }),
    );
  });
});

describe('topics', () => {
  it('are told to clients as they are now', () => {
    const { state } = stateOf(replicated);
    expect(state.metadata('t').partitions).toEqual([{ partition: 0, leader: 1, replicas: [1, 2, 3] }]);
    state.brokerLeft(1);
    expect(state.metadata('t').partitions).toEqual([{ partition: 0, leader: 2, replicas: [1, 2, 3] }]);
    expect(state.metadata('other').error).toBe('UNKNOWN_TOPIC_OR_PARTITION');
    expect(state.metadata('all orders').error).toBe('INVALID_TOPIC_EXCEPTION');
  });

  it('get more partitions, and never fewer', () => {
    const { state } = stateOf({ topic: 't', partitionCount: 2 });
    state.createPartitions('t', 4);
    expect(state.metadata('t').partitions.map(({ leader }) => leader)).toEqual([1, 2, 3, 1]);
    expect(() => state.createPartitions('t', 3)).toThrow(
      'Topic t has 4 partitions. Their number can only grow, so it cannot become 3.',
    );
  });

  it('are gone once deleted, and may be created again', () => {
    const { state, events } = stateOf({ topic: 't', partitionCount: 2 });
    state.deleteTopic('t');
    expect(state.partitionCount('t')).toBeUndefined();
    expect(events.at(-1)).toEqual({ kind: 'topic.deleted', topic: 't', partitionCount: 2 });
    state.createTopic({ topic: 't', partitionCount: 1 });
    expect(state.partitionCount('t')).toBe(1);
  });

  it.each<[Partial<TopicSpec>, string]>([
    [{ partitionCount: 0 }, 'Topic t: 0 partitions. Give it a whole number of partitions, 1 or more.'],
    [{ replicationFactor: 4 }, 'Topic t: a replication factor of 4. It can be 1 to 3, one for each broker.'],
    [{ topic: 'no spaces' }, 'Topic no spaces: a name has'],
    [{ retentionMs: -2 }, 'Topic t: retention.ms of -2.'],
    [{ replicas: [[1], [2]] }, 'replicas for 2 partitions are given, but it has 1.'],
    [{ replicas: [[1, 1]] }, 'the replicas of partition 0 are [1, 1]. Name brokers of 1, 2, 3, each once.'],
    [{ replicas: [[9]] }, 'the replicas of partition 0 are [9].'],
  ])('are refused when they cannot be: %o', (wrong, message) => {
    expect(() => stateOf({ topic: 't', partitionCount: 1, ...wrong })).toThrow(message);
  });

  it('are refused under a name that is taken', () => {
    const { state } = stateOf({ topic: 't', partitionCount: 1 });
    expect(() => state.createTopic({ topic: 't', partitionCount: 1 })).toThrow('There is a topic t already.');
  });
});
