// Floor 7. kafka-consumer-groups on a live cluster: which options go together, as in Kafka 4.0 (ConsumerGroupCommandOptions.checkArgs). What it prints
// is the simulator's.
import {
  deleteGroups,
  deleteOffsets,
  describeMembers,
  describeOffsets,
  describeState,
  listGroups,
  offsetsToDelete,
  type ResetTarget,
  resetOffsets,
  type SimulatedCluster,
  snapshotOf,
} from 'simulator';
import { type OptionSpec, type Options, UsageError } from './options.ts';
import { bootstrapServer, type Printed, type Tool } from './tool.ts';

const flag = (name: string, about: string): OptionSpec => ({ name, takes: 'nothing', about });
const valued = (name: string, value: string, about: string): OptionSpec => ({ name, takes: 'value', value, about });

const actions = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets'] as const;
const targets = [
  'to-earliest',
  'to-latest',
  'to-current',
  'to-offset',
  'shift-by',
  'to-datetime',
  'by-duration',
] as const;

export const consumerGroups: Tool = {
  name: 'kafka-consumer-groups',
  about:
    'This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or reset consumer group offsets.',
  options: [
    flag('list', 'List all consumer groups.'),
    flag('describe', 'Describe a group: its offsets and lag, its members, or its state.'),
    flag('delete', 'Delete groups without members, with their offsets.'),
    flag('reset-offsets', 'Reset offsets of a group without members.'),
    flag('delete-offsets', 'Delete offsets of a group that does not read the topic.'),
    valued('group', 'consumer group', 'The group. May be given several times.'),
    flag('all-groups', 'All groups.'),
    valued('topic', 'topic', 'A topic, or some of its partitions: orders:0,1. May be given several times.'),
    flag('all-topics', 'All topics that the group has offsets for.'),
    flag('offsets', 'With --describe: offsets and lag. The default.'),
    flag('members', 'With --describe: the members.'),
    {
      name: 'state',
      takes: 'maybe a value',
      value: 'states',
      about: 'With --describe or --list: the state of the group.',
    },
    { name: 'type', takes: 'maybe a value', value: 'types', about: 'With --list: the type of the group.' },
    flag('verbose', 'With --describe: more columns.'),
    flag('to-earliest', 'Reset to the first offset of the log.'),
    flag('to-latest', 'Reset to the end of the log.'),
    flag('to-current', 'Reset to the committed offset.'),
    valued('to-offset', 'offset', 'Reset to this offset.'),
    valued('shift-by', 'number-of-offsets', 'Reset to so many offsets further, or back.'),
    valued('to-datetime', 'datetime', 'Reset to the first record from then on. Virtual time begins in 1970.'),
    valued('by-duration', 'duration', 'Reset to the first record of the last PT10M, for example.'),
    flag('dry-run', 'Show what would be done. The default.'),
    flag('execute', 'Do it.'),
    flag('export', 'Print the plan as CSV.'),
    valued('timeout', 'timeout (ms)', 'Is taken, and has no effect here.'),
    valued('command-config', 'file', 'Is taken, and has no effect here.'),
    bootstrapServer,
  ],

  run(options, cluster) {
    check(options);
    if (actions.filter((action) => options.has(action)).length !== 1) {
      throw new UsageError(
        `Command must include exactly one action: ${actions.map((action) => `--${action}`).join(', ')}`,
      );
    }
    const snapshot = snapshotOf(cluster);
    const groups = (): readonly string[] =>
      options.has('all-groups') ? [...snapshot.groups.keys()] : options.values('group');
    if (options.has('list')) {
      const filter = (name: 'state' | 'type') => (options.has(name) ? { [name]: options.value(name) ?? true } : {});
      return { ...listGroups(snapshot, { ...filter('state'), ...filter('type') }), events: [] };
    }
    if (options.has('describe')) {
      const verbose = { verbose: options.has('verbose') };
      const describe = options.has('members')
        ? describeMembers
        : options.has('state')
          ? describeState
          : describeOffsets;
      return { ...describe(snapshot, groups(), verbose), events: [] };
    }
    if (options.has('delete')) return deletion(cluster, groups());
    if (options.has('delete-offsets')) return offsetDeletion(cluster, options);
    return reset(cluster, options);
  },
};

function check(options: Options): void {
  const takesOneOf = (option: string, others: readonly string[]): void => {
    if (!options.has(option) || others.some((other) => options.has(other))) return;
    throw new UsageError(`Option [${option}] takes one of these options: ${bracketed(others)}`);
  };
  takesOneOf('describe', ['all-groups', 'group']);
  const details = ['members', 'offsets', 'state'];
  if (options.has('describe') && details.filter((detail) => options.has(detail)).length > 1) {
    throw new UsageError(`Option [describe] takes at most one of these options: ${bracketed(details)}`);
  }
  if (options.has('describe') && options.value('state') !== undefined) {
    throw new UsageError('Option [describe] does not take a value for [state]');
  }
  takesOneOf('delete', ['all-groups', 'group']);
  if (options.has('delete') && options.has('topic')) {
    throw new UsageError('The consumer does not support topic-specific offset deletion from a consumer group.');
  }
  if (options.has('delete-offsets') && !(options.has('group') && options.has('topic'))) {
    throw new UsageError('Option [delete-offsets] takes the following options: [group], [topic]');
  }
  if (options.has('reset-offsets') && options.has('dry-run') && options.has('execute')) {
    throw new UsageError('Option [reset-offsets] only accepts one of [execute] and [dry-run]');
  }
  takesOneOf('reset-offsets', ['all-groups', 'group']);
  for (const target of targets) if (options.has('reset-offsets')) options.conflicts(target, targets);
  options.conflicts('group', ['all-groups', 'list']);
  options.conflicts('topic', ['list', 'describe']);
}

const bracketed = (names: readonly string[]): string => names.map((name) => `[${name}]`).join(', ');

function reset(cluster: SimulatedCluster, options: Options): Printed {
  const { lines, writes } = resetOffsets(snapshotOf(cluster), {
    groups: options.has('all-groups') ? 'all-groups' : options.values('group'),
    scope: options.has('all-topics') ? 'all-topics' : options.has('topic') ? options.values('topic') : undefined,
    target: targetOf(options, cluster.now),
    ...(options.has('execute') ? { action: '--execute' as const } : {}),
    ...(options.has('dry-run') ? { action: '--dry-run' as const } : {}),
    isExport: options.has('export'),
  });
  const events = [...writes].map(([group, offsets]) => ({
    resetOffsets: group,
    to: Object.fromEntries([...offsets].map(([{ topic, partition }, offset]) => [`${topic}-${partition}`, offset])),
  }));
  return { lines, events };
}

function targetOf(options: Options, nowMs: number): ResetTarget {
  const offset = options.whole('to-offset');
  const by = options.whole('shift-by');
  const dateTime = options.value('to-datetime');
  const duration = options.value('by-duration');
  if (offset !== undefined) return { option: '--to-offset', offset };
  if (by !== undefined) return { option: '--shift-by', by };
  if (dateTime !== undefined) return { option: '--to-datetime', dateTime };
  if (duration !== undefined) return { option: '--by-duration', duration, nowMs };
  if (options.has('to-earliest')) return { option: '--to-earliest' };
  if (options.has('to-latest')) return { option: '--to-latest' };
  if (options.has('to-current')) return { option: '--to-current' };
  throw new UsageError(
    `Option '--reset-offsets' requires one of the following scenarios: ${targets.map((target) => `--${target}`).join(', ')}`,
  );
}

/** What the coordinator will answer: it is asked in the next millisecond. */
function deletion(cluster: SimulatedCluster, groups: readonly string[]): Printed {
  const { groups: known } = snapshotOf(cluster);
  const answers = new Map(
    groups.map((group) => {
      const state = known.get(group)?.state;
      const isGone = state === undefined || state === 'Dead';
      return [group, isGone ? 'GROUP_ID_NOT_FOUND' : state === 'Empty' ? 'NONE' : 'NON_EMPTY_GROUP'] as const;
    }),
  );
  const deleted = [...answers].filter(([, error]) => error === 'NONE');
  return { lines: deleteGroups(answers).lines, events: deleted.map(([deleteGroup]) => ({ deleteGroup })) };
}

function offsetDeletion(cluster: SimulatedCluster, options: Options): Printed {
  const snapshot = snapshotOf(cluster);
  const group = options.required('group');
  const known = snapshot.groups.get(group);
  const request = offsetsToDelete(options.values('topic'), snapshot.logs);
  const read = new Set((known?.members ?? []).flatMap(({ assignment }) => assignment.map(({ topic }) => topic)));
  const errors = new Map(
    request.partitions.map((partition) => [
      partition,
      read.has(partition.topic) ? ('GROUP_SUBSCRIBED_TO_TOPIC' as const) : ('NONE' as const),
    ]),
  );
  const error = known === undefined ? ('GROUP_ID_NOT_FOUND' as const) : ('NONE' as const);
  const free = request.partitions.filter(({ topic }) => error === 'NONE' && !read.has(topic));
  const partitions = free.map(({ topic, partition }) => `${topic}-${partition}`);
  return {
    lines: deleteOffsets(group, options.values('topic'), request, { error, errors }).lines,
    events: partitions.length === 0 ? [] : [{ deleteOffsets: group, partitions }],
  };
}
