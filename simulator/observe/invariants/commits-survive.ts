// Floor 4. What was committed stays committed, whoever coordinates: every answer to OffsetFetch, and the state at the end of a run,
// holds the offset that was last accepted (Kafka: the log of __consumer_offsets is all that a new coordinator has).
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { partitionName, requestIn, responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

const none = -1;

export const commitsSurvive: Invariant = {
  name: 'commits survive',
  rule: 'An offset that was accepted is what a coordinator answers and holds, before and after a fail-over, until it is replaced or removed.',
  begin(world: World): Checker {
    const accepted = new Map<string, Map<TopicPartition, number>>();
    const ofGroup = (groupId: string) => {
      const known = accepted.get(groupId) ?? new Map<TopicPartition, number>();
      accepted.set(groupId, known);
      return known;
    };
    const compare = (groupId: string, partition: TopicPartition, found: number, where: string) => {
      const last = accepted.get(groupId)?.get(partition) ?? none;
      if (last === found) return;
      world.report(
        `${where} ${found === none ? 'nothing' : found} as committed by ${groupId} for ${partitionName(partition)}; ${
          last === none ? 'nothing' : last
        } was accepted last`,
      );
    };
    return {
      next(event) {
        switch (event.kind) {
          case 'offsets.committed': {
            const known = ofGroup(event.groupId);
            for (const [partition, offset] of event.offsets) known.set(partition, offset);
            return;
          }
          case 'offsets.removed': {
            const known = ofGroup(event.groupId);
            for (const partition of event.partitions) known.delete(partition);
            return;
          }
          case 'response.sent': {
            const response = responseIn(event, 'OffsetFetch');
            const open = world.openRequests.get(event.correlationId);
            const request = open && requestIn(open, 'OffsetFetch');
            if (response === undefined || request === undefined || response.error !== 'NONE') return;
            for (const [partition, { offset, error }] of response.offsets) {
              if (error === 'NONE') compare(request.groupId, partition, offset, `broker ${event.brokerId} answered`);
            }
          }
        }
      },
      end() {
        const atEnd = world.options.committedAtEnd;
        if (atEnd === undefined) return;
        for (const [groupId, known] of accepted) {
          for (const partition of known.keys()) {
            compare(groupId, partition, atEnd.get(groupId)?.get(partition) ?? none, 'at the end the cluster holds');
          }
        }
        for (const [groupId, held] of atEnd) {
          for (const [partition, offset] of held) {
            if (accepted.get(groupId)?.has(partition) !== true) {
              compare(groupId, partition, offset, 'at the end the cluster holds');
            }
          }
        }
      },
    };
  },
};
