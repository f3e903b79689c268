// Floor 4. `kafka-consumer-groups --reset-offsets` of Kafka 4.0 (ConsumerGroupCommand.resetOffsets, printOffsetsToReset): what it
// prints, and what it would have written. Writing is the caller's business.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { sortedGroups } from './list.ts';
import {
  type CommandOutput,
  done,
  failureOutput,
  type OutputLine,
  printedError,
  stderr,
  stdout,
  table,
} from './output.ts';
import { type ResetPlan, resetCsv } from './reset-csv.ts';
import { prepareReset, type ResetScope, type ResetTarget } from './reset-plan.ts';
import type { ClusterSnapshot } from './snapshot.ts';

export interface ResetOptions {
  /** `--group`, once or more, or `--all-groups`. */
  readonly groups: readonly string[] | 'all-groups';
  readonly scope: ResetScope;
  readonly target: ResetTarget;
  /** Without either of them it is a dry run, with a warning. */
  readonly action?: '--dry-run' | '--execute';
  /** `--export`: print the plan as a file for `--from-file`. */
  readonly isExport?: boolean;
}

export interface ResetOutput extends CommandOutput {
  /** What `--execute` commits, by group, as somebody who is no member. Empty on a dry run. */
  readonly writes: ResetPlan;
}

const columns = [
  { name: 'GROUP', width: 30 },
  { name: 'TOPIC', width: 30 },
  { name: 'PARTITION', width: 10 },
  { name: 'NEW-OFFSET', width: 15 },
];

/** Groups in the order of their ids; a group that is not Empty (or unknown) is refused, and the others go on. */
export function resetOffsets(cluster: ClusterSnapshot, options: ResetOptions): ResetOutput {
  const lines: OutputLine[] = [];
  if (options.action === undefined) lines.push(...stderr(dryRunWarning));
  const plan = new Map<string, ReadonlyMap<TopicPartition, number>>();
  try {
    for (const groupId of groupIdsOf(cluster, options.groups)) {
      const group = cluster.groups.get(groupId);
      if (group !== undefined && group.state !== 'Empty' && group.state !== 'Dead') {
        lines.push(
          ...printedError(
            `Assignments can only be reset if the group '${groupId}' is inactive, but the current state is ${group.state}.`,
          ),
        );
        plan.set(groupId, new Map());
        continue;
      }
      const prepared = prepareReset(groupId, group, cluster, options.scope, options.target);
      lines.push(...prepared.lines);
      plan.set(groupId, prepared.offsets);
    }
  } catch (error) {
    const failed = failureOutput(error);
    return { lines: [...lines, ...failed.lines], exitStatus: failed.exitStatus, writes: new Map() };
  }
  const printed = options.isExport === true ? exported(plan, options.groups) : tableOf(plan);
  const writes = new Map([...plan].filter(([, offsets]) => offsets.size > 0));
  return { ...done([...lines, ...printed]), writes: options.action === '--execute' ? writes : new Map() };
}

function groupIdsOf({ groups }: ClusterSnapshot, chosen: readonly string[] | 'all-groups'): readonly string[] {
  return chosen === 'all-groups' ? sortedGroups(groups).map(({ groupId }) => groupId) : [...new Set(chosen)].sort();
}

function tableOf(plan: ResetPlan): OutputLine[] {
  if (plan.size === 0) return stdout('');
  const rows = [...plan].flatMap(([groupId, offsets]) =>
    [...offsets].map(([{ topic, partition }, offset]) => [groupId, topic, String(partition), String(offset)]),
  );
  return stdout('', ...table(columns, rows));
}

function exported(plan: ResetPlan, groups: readonly string[] | 'all-groups'): OutputLine[] {
  const isSingle = groups !== 'all-groups' && groups.length === 1;
  // Each record ends with a line break, and so does what is printed: an empty line at the end.
  return stdout(...resetCsv(plan, { withGroup: !isSingle }), '');
}

const dryRunWarning =
  'WARN: No action will be performed as the --execute option is missing.' +
  'In a future major release, the default behavior of this command will be to prompt the user before ' +
  'executing the reset rather than doing a dry run. You should add the --dry-run option explicitly ' +
  'if you are scripting this command and want to keep the current default behavior without prompting.';
