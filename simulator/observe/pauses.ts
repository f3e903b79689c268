// Floor 4. How long rebalances kept records from being handed out: per consumer (it is inside a callback, or rebalances with empty
// hands), and per partition (from the last record its old owner got to the first that the new owner got).
import type { TopicPartition } from '../protocol/topic-partition.ts';
import { ConsumerViews } from './consumer-view.ts';
import { type ClientKey, clientKey, type RunTrace } from './run-trace.ts';

export interface ConsumerPause {
  readonly consumer: ClientKey;
  readonly groupId: string;
  readonly fromMs: number;
  /** `undefined`: it lasted to the end of the run. */
  readonly toMs: number | undefined;
  readonly durationMs: number;
  /** It had never owned anything before: this is the wait of a newcomer, not an interruption. */
  readonly isFirstJoin: boolean;
}

type Open<Shape> = { -readonly [Field in keyof Shape]: Shape[Field] };

interface Following {
  isInCallback: boolean;
  hasOwned: boolean;
  open: Open<ConsumerPause> | undefined;
}

/**
 * When a consumer could hand out nothing because of a rebalance: while a callback runs, and while it joins or waits for its
 * assignment with no partition left. A cooperative member that keeps partitions goes on with them and has no pause but its callbacks.
 */
export function consumerPauses(trace: RunTrace): readonly ConsumerPause[] {
  const pauses: Open<ConsumerPause>[] = [];
  const consumers = new ConsumerViews();
  const followed = new Map<ClientKey, Following>();
  const close = (following: Following | undefined, atMs: number) => {
    const pause = following?.open;
    if (following === undefined || pause === undefined) return;
    following.open = undefined;
    pause.toMs = atMs;
    pause.durationMs = atMs - pause.fromMs;
  };
  for (const event of trace) {
    for (const { consumer } of consumers.next(event).ended) {
      close(followed.get(consumer.key), event.atMs);
      followed.delete(consumer.key);
    }
    if (
      event.kind !== 'callback.entered' &&
      event.kind !== 'callback.left' &&
      event.kind !== 'consumer.assignment' &&
      event.kind !== 'consumer.state'
    ) {
      continue;
    }
    const key = clientKey(event);
    const consumer = consumers.get(key);
    const following = followed.get(key) ?? { isInCallback: false, hasOwned: false, open: undefined };
    followed.set(key, following);
    if (event.kind === 'callback.entered') following.isInCallback = true;
    else if (event.kind === 'callback.left') following.isInCallback = false;
    const holds = (consumer?.assignment.size ?? 0) > 0;
    const isJoining = consumer?.state === 'PREPARING_REBALANCE' || consumer?.state === 'COMPLETING_REBALANCE';
    if (following.isInCallback || (isJoining && !holds)) {
      if (following.open === undefined) {
        const { groupId, atMs } = event;
        const isFirstJoin = !following.hasOwned;
        const pause = { consumer: key, groupId, fromMs: atMs, toMs: undefined, durationMs: 0, isFirstJoin };
        following.open = pause;
        pauses.push(pause);
      }
    } else {
      close(following, event.atMs);
    }
    if (holds && !following.isInCallback) following.hasOwned = true;
  }
  const endMs = trace.at(-1)?.atMs ?? 0;
  for (const pause of pauses) if (pause.toMs === undefined) pause.durationMs = endMs - pause.fromMs;
  return pauses.filter(({ durationMs }) => durationMs > 0);
}

export interface PartitionPause {
  readonly partition: TopicPartition;
  readonly groupId: string;
  /** Whose it was, and whose it became; the same for a partition that an eager member gave up and got again. */
  readonly from: ClientKey;
  readonly to: ClientKey | undefined;
  /** When the old owner let go (or died), and when the new one had it. */
  readonly releasedMs: number;
  readonly takenMs: number | undefined;
  /** The last poll that returned records of it before, and the first after; `undefined`: there was none. */
  readonly lastRecordMs: number | undefined;
  readonly nextRecordMs: number | undefined;
}

interface Known {
  lastRecordMs: number | undefined;
  open: Open<PartitionPause> | undefined;
}

/** Each time that a partition lost its owner, in the order in which that happened, with what came of it. */
export function partitionPauses(trace: RunTrace): readonly PartitionPause[] {
  const pauses: Open<PartitionPause>[] = [];
  const consumers = new ConsumerViews();
  const groups = new Map<string, Map<TopicPartition, Known>>();
  const of = (groupId: string, partition: TopicPartition) => {
    const ofGroup = groups.get(groupId) ?? new Map<TopicPartition, Known>();
    groups.set(groupId, ofGroup);
    const known: Known = ofGroup.get(partition) ?? { lastRecordMs: undefined, open: undefined };
    ofGroup.set(partition, known);
    return known;
  };
  const release = (groupId: string, partition: TopicPartition, from: ClientKey, releasedMs: number) => {
    const known = of(groupId, partition);
    const pause = {
      partition,
      groupId,
      from,
      to: undefined,
      releasedMs,
      takenMs: undefined,
      lastRecordMs: known.lastRecordMs,
      nextRecordMs: undefined,
    };
    known.open = pause;
    pauses.push(pause);
  };
  for (const event of trace) {
    const change = consumers.next(event);
    for (const { consumer } of change.ended) {
      for (const partition of consumer.assignment) release(consumer.groupId, partition, consumer.key, event.atMs);
    }
    if (change.reassigned !== undefined) {
      const { consumer, before } = change.reassigned;
      for (const partition of before) {
        if (!consumer.assignment.has(partition)) release(consumer.groupId, partition, consumer.key, event.atMs);
      }
      for (const partition of consumer.assignment) {
        const pause = before.has(partition) ? undefined : of(consumer.groupId, partition).open;
        if (pause === undefined || pause.takenMs !== undefined) continue;
        pause.to = consumer.key;
        pause.takenMs = event.atMs;
      }
    } else if (event.kind === 'poll.returned') {
      for (const partition of event.records.keys()) {
        const known = of(event.groupId, partition);
        known.lastRecordMs = event.atMs;
        // Records of a zombie do not end the wait of the one that took over.
        if (known.open === undefined || known.open.to !== clientKey(event)) continue;
        known.open.nextRecordMs = event.atMs;
        known.open = undefined;
      }
    }
  }
  return pauses;
}
