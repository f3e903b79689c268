// Floor 7. Everything that a run is to reach now and then, by section of the coverage table: what of it is never reached is printed.
// What cannot be reached says why.
import type { Coverage } from './coverage.ts';

type Section = keyof Coverage;

const causes = [
  'member joined',
  'member rejoined with other metadata',
  'leader rejoined',
  'static member replaced',
  'member left',
  'session expired',
  'member never synced',
] as const;

const transitions: readonly string[] = [
  'Dead → Empty',
  'Dead → Stable',
  'Empty → Dead',
  'Empty → PreparingRebalance (member joined)',
  'PreparingRebalance → CompletingRebalance',
  'PreparingRebalance → Dead',
  'PreparingRebalance → Empty',
  'CompletingRebalance → Stable',
  'CompletingRebalance → Dead',
  'Stable → Dead',
  ...causes.map((cause) => `Stable → PreparingRebalance (${cause})`),
  ...causes
    .filter((cause) => cause !== 'leader rejoined')
    .map((cause) => `CompletingRebalance → PreparingRebalance (${cause})`),
  'Stable → PreparingRebalance (group larger than group.max.size)',
  'CompletingRebalance → PreparingRebalance (assignment not stored)',
  ...['left', 'session expired', 'did not rejoin', 'never synced', 'join timed out', 'group full', 'replaced'].map(
    (why) => `member removed: ${why}`,
  ),
  ...['expired', 'deleted', 'topic deleted'].map((why) => `offsets removed: ${why}`),
];

const moved = ['NOT_COORDINATOR', 'COORDINATOR_LOAD_IN_PROGRESS'] as const;

/** By api, every error that it can be answered with. */
const errors: Readonly<Record<string, readonly string[]>> = {
  JoinGroup: [
    ...moved,
    'FENCED_INSTANCE_ID',
    'GROUP_MAX_SIZE_REACHED',
    'INCONSISTENT_GROUP_PROTOCOL',
    'INVALID_GROUP_ID',
    'INVALID_SESSION_TIMEOUT',
    'MEMBER_ID_REQUIRED',
    'UNKNOWN_MEMBER_ID',
  ],
  SyncGroup: [
    ...moved,
    'FENCED_INSTANCE_ID',
    'ILLEGAL_GENERATION',
    'INCONSISTENT_GROUP_PROTOCOL',
    'INVALID_GROUP_ID',
    'REBALANCE_IN_PROGRESS',
    'UNKNOWN_MEMBER_ID',
  ],
  Heartbeat: [
    'FENCED_INSTANCE_ID',
    'ILLEGAL_GENERATION',
    'INVALID_GROUP_ID',
    'NOT_COORDINATOR',
    'REBALANCE_IN_PROGRESS',
    'UNKNOWN_MEMBER_ID',
  ],
  LeaveGroup: [...moved, 'FENCED_INSTANCE_ID', 'INVALID_GROUP_ID', 'UNKNOWN_MEMBER_ID'],
  OffsetCommit: [
    ...moved,
    'FENCED_INSTANCE_ID',
    'GROUP_ID_NOT_FOUND',
    'ILLEGAL_GENERATION',
    'OFFSET_METADATA_TOO_LARGE',
    'REBALANCE_IN_PROGRESS',
    'UNKNOWN_MEMBER_ID',
    'UNKNOWN_TOPIC_OR_PARTITION',
  ],
  OffsetFetch: moved,
  OffsetDelete: [
    ...moved,
    'GROUP_ID_NOT_FOUND',
    'GROUP_SUBSCRIBED_TO_TOPIC',
    'INVALID_GROUP_ID',
    'NON_EMPTY_GROUP',
    'UNKNOWN_TOPIC_OR_PARTITION',
  ],
  DeleteGroups: [...moved, 'GROUP_ID_NOT_FOUND', 'NON_EMPTY_GROUP'],
  DescribeGroups: moved,
  ListGroups: ['COORDINATOR_LOAD_IN_PROGRESS'],
  FindCoordinator: ['COORDINATOR_NOT_AVAILABLE'],
  Metadata: ['INVALID_TOPIC_EXCEPTION', 'UNKNOWN_TOPIC_OR_PARTITION'],
  Fetch: ['NOT_LEADER_OR_FOLLOWER', 'OFFSET_OUT_OF_RANGE', 'UNKNOWN_TOPIC_OR_PARTITION'],
  ListOffsets: ['NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_TOPIC_OR_PARTITION'],
  Produce: ['NOT_LEADER_OR_FOLLOWER', 'OUT_OF_ORDER_SEQUENCE_NUMBER', 'UNKNOWN_TOPIC_OR_PARTITION'],
  CreateTopics: ['INVALID_PARTITIONS', 'INVALID_REPLICATION_FACTOR', 'INVALID_TOPIC_EXCEPTION', 'TOPIC_ALREADY_EXISTS'],
  DeleteTopics: ['UNKNOWN_TOPIC_OR_PARTITION'],
  CreatePartitions: ['INVALID_PARTITIONS', 'UNKNOWN_TOPIC_OR_PARTITION'],
};

const known: Readonly<Partial<Record<Section, readonly string[]>>> = {
  transitions,
  callbacks: ['onPartitionsAssigned', 'onPartitionsLost', 'onPartitionsRevoked'],
  errors: Object.entries(errors).flatMap(([api, codes]) => codes.map((code) => `${api} ${code}`)),
};

/** What no scenario can bring about in this cluster. */
const outOfReach: Readonly<Record<string, string>> = {
  'CompletingRebalance → PreparingRebalance (assignment not stored)': 'a log that is led takes every record at once',
  'SyncGroup COORDINATOR_LOAD_IN_PROGRESS':
    'a coordinator that loads answers it with REBALANCE_IN_PROGRESS (see group-api.ts)',
};

/** What of it was never reached, one to a line. Empty: all of it was. */
export function neverReached(coverage: Coverage): string[] {
  return Object.entries(known).flatMap(([section, all]) =>
    all
      .filter((what) => coverage[section as Section][what] === undefined)
      .map((what) => (outOfReach[what] === undefined ? what : `${what}: cannot be reached, since ${outOfReach[what]}`)),
  );
}
