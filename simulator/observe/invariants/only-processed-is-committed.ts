// Floor 4. The application's half of at-least-once: what a group commits, it has processed. Checked for groups whose handlers
// promise it and report each record.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { OffsetRanges, rangeName } from '../offset-ranges.ts';
import { clientKey, partitionName } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Progress {
  readonly handled: OffsetRanges;
  /** Below it everything was committed and checked, or skipped by a reset or a seek. */
  settled: number | undefined;
}

export const onlyProcessedIsCommitted: Invariant = {
  name: 'only processed is committed',
  rule: 'Under at-least-once handling, every record below a committed offset has been processed by some member of the group.',
  begin(world: World): Checker {
    const groups = new Map<string, Map<TopicPartition, Progress>>();
    const progressOf = (groupId: string, partition: TopicPartition): Progress | undefined => {
      if (world.options.atLeastOnceGroups?.has(groupId) !== true) return undefined;
      const ofGroup = groups.get(groupId) ?? new Map<TopicPartition, Progress>();
      groups.set(groupId, ofGroup);
      const known = ofGroup.get(partition) ?? { handled: new OffsetRanges(), settled: undefined };
      ofGroup.set(partition, known);
      return known;
    };
    return {
      next(event) {
        if (world.options.atLeastOnceGroups === undefined) return;
        switch (event.kind) {
          case 'record.processed': {
            const groupId = world.consumers.groupOf(clientKey(event));
            if (groupId !== undefined) progressOf(groupId, event.partition)?.handled.add(event.offset, event.offset);
            return;
          }
          case 'position.changed': {
            const progress = progressOf(event.groupId, event.partition);
            if (progress === undefined) return;
            // A reset or a seek forward is a decision to leave records out; it is none of this rule's business.
            if (event.why !== 'committed' || progress.settled === undefined) {
              progress.settled = Math.max(progress.settled ?? event.offset, event.offset);
            }
            return;
          }
          case 'offsets.committed':
            for (const [partition, offset] of event.offsets) {
              const progress = progressOf(event.groupId, partition);
              // Somebody without a member id commits to reset the group, which skips by intent.
              if (progress === undefined) continue;
              if (event.memberId !== '' && progress.settled !== undefined) {
                const missing = progress.handled.missing(progress.settled, offset - 1);
                if (missing.length > 0) {
                  world.report(
                    `${event.memberId} committed ${offset} for ${partitionName(partition)} of ${event.groupId}, but nobody had processed ${missing.map(rangeName).join(', ')}`,
                  );
                }
              }
              progress.settled = Math.max(progress.settled ?? offset, offset);
            }
        }
      },
    };
  },
};
