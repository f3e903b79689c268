// Floor 4. The client's half of at-least-once: a consumer hands out the records of a partition one after the other from its
// position on, and the first position is what the group committed, or what the reset policy says.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { ConsumerView } from '../consumer-view.ts';
import { type ClientKey, clientKey, partitionName, type TracedEvent } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

/** What was committed for a partition, in order, each with the index of its event. */
type History = { readonly index: number; readonly offset: number }[];

export const noRecordsSkipped: Invariant = {
  name: 'no records skipped',
  rule: 'Each owner reads a partition without a gap, beginning at the committed offset or where the reset policy puts it.',
  begin(world: World): Checker {
    const positions = new Map<ClientKey, Map<TopicPartition, number>>();
    const ownedSince = new Map<ClientKey, Map<TopicPartition, number>>();
    const histories = new Map<string, Map<TopicPartition, History>>();

    const remember = (groupId: string, partition: TopicPartition, index: number, offset: number) => {
      const ofGroup = histories.get(groupId) ?? new Map<TopicPartition, History>();
      histories.set(groupId, ofGroup);
      const history = ofGroup.get(partition);
      if (history === undefined) ofGroup.set(partition, [{ index, offset }]);
      else history.push({ index, offset });
    };

    /** What an OffsetFetch could have been answered since the consumer got the partition. */
    const couldBeCommitted = (groupId: string, partition: TopicPartition, sinceIndex: number, offset: number) => {
      const history = histories.get(groupId)?.get(partition) ?? [];
      for (let at = history.length - 1; at >= 0; at -= 1) {
        const entry = history[at];
        if (entry === undefined || entry.offset === offset) return entry !== undefined;
        if (entry.index < sinceIndex) return false;
      }
      return false;
    };

    const follow = (consumer: ConsumerView, before: ReadonlySet<TopicPartition>, index: number) => {
      const position = ofKey(positions, consumer.key);
      const since = ofKey(ownedSince, consumer.key);
      for (const partition of before) {
        if (consumer.assignment.has(partition)) continue;
        position.delete(partition);
        since.delete(partition);
      }
      for (const partition of consumer.assignment) if (!before.has(partition)) since.set(partition, index);
    };

    const polled = (event: Extract<TracedEvent, { kind: 'poll.returned' }>) => {
      const key = clientKey(event);
      const position = ofKey(positions, key);
      for (const [partition, [first, last]] of event.records) {
        const expected = position.get(partition);
        if (expected === undefined) {
          world.report(
            `${key} was handed ${partitionName(partition)} from offset ${first} before it had a position there`,
          );
        } else if (first !== expected) {
          world.report(
            `${key} was handed ${partitionName(partition)} from offset ${first}; its position was ${expected}, so it ${
              first > expected ? `skipped ${first - expected}` : `repeated ${expected - first}`
            } records`,
          );
        }
        position.set(partition, last + 1);
      }
    };

    return {
      next(event, index, change) {
        for (const { consumer } of change.ended) {
          positions.delete(consumer.key);
          ownedSince.delete(consumer.key);
        }
        if (change.reassigned !== undefined) follow(change.reassigned.consumer, change.reassigned.before, index);
        switch (event.kind) {
          case 'offsets.committed':
            for (const [partition, offset] of event.offsets) remember(event.groupId, partition, index, offset);
            return;
          case 'offsets.removed':
            for (const partition of event.partitions) remember(event.groupId, partition, index, -1);
            return;
          case 'poll.returned':
            return polled(event);
          case 'position.changed': {
            const key = clientKey(event);
            ofKey(positions, key).set(event.partition, event.offset);
            const since = ofKey(ownedSince, key).get(event.partition) ?? 0;
            if (event.why !== 'committed' || couldBeCommitted(event.groupId, event.partition, since, event.offset))
              return;
            world.report(
              `${key} begins ${partitionName(event.partition)} at ${event.offset} as the committed offset, which ${event.groupId} had not committed`,
            );
          }
        }
      },
    };
  },
};

function ofKey<Value>(maps: Map<ClientKey, Map<TopicPartition, Value>>, key: ClientKey): Map<TopicPartition, Value> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
