// Floor 3. An assignor as the consumer's core calls it: as code of its process, and held to what an assignor has to give. Knows
// not when it is called, nor what a good assignment is.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { Assignment, ConsumerPartitionAssignor } from './assignor.ts';
import { IllegalStateException } from './errors.ts';

/** Runs code at once, as code of a process: it finds the process's clock and chance. */
export type Within = <T>(work: () => T) => T;

/** @throws IllegalStateException from `assign`, for what is no assignment; who is in it is not looked at */
export function processAssignor(assignor: ConsumerPartitionAssignor, within: Within): ConsumerPartitionAssignor {
  return {
    name: () => within(() => assignor.name()),
    assign: (metadata, subscriptions) =>
      checkedAssignments(
        assignor.name(),
        within(() => assignor.assign(metadata, subscriptions)),
      ),
    supportedProtocols: () => within(() => assignor.supportedProtocols?.() ?? ['EAGER']),
    subscriptionUserData: (topics) => within(() => assignor.subscriptionUserData?.(topics)),
    onAssignment: (assignment, metadata) => within(() => assignor.onAssignment?.(assignment, metadata)),
  };
}

function checkedAssignments(name: string, assignments: unknown): Map<string, Assignment> {
  if (!(assignments instanceof Map)) {
    const isPromise = typeof assignments === 'object' && assignments !== null && 'then' in assignments;
    throw new IllegalStateException(
      `assign() of the assignor "${name}" returned ${isPromise ? 'a promise' : kindOf(assignments)}. ` +
        `Return a Map from each member id to { partitions }${isPromise ? ', at once: assign() cannot be async' : ''}.`,
    );
  }
  for (const [memberId, assignment] of assignments) {
    if (isAssignment(assignment)) continue;
    throw new IllegalStateException(
      `assign() of the assignor "${name}" gave member ${String(memberId)} what is no assignment. ` +
        "Give each member { partitions: [...] }, a list of partitions such as topicPartition('orders', 0), also an empty one.",
    );
  }
  return assignments;
}

function isAssignment(value: unknown): value is Assignment {
  if (typeof value !== 'object' || value === null || !('partitions' in value)) return false;
  const { partitions } = value;
  if (typeof partitions !== 'object' || partitions === null || !(Symbol.iterator in partitions)) return false;
  return [...(partitions as Iterable<unknown>)].every(isPartition);
}

function isPartition(value: unknown): value is TopicPartition {
  if (typeof value !== 'object' || value === null || !('topic' in value && 'partition' in value)) return false;
  return typeof value.topic === 'string' && Number.isInteger(value.partition) && Number(value.partition) >= 0;
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
