// Floor 4. The file that `--reset-offsets --export` prints and `--from-file` reads (Kafka: CsvUtils): `topic,partition,offset`, with
// the group in front when it is about several.
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import { CommandFailure } from './output.ts';

/** New offsets by group. */
export type ResetPlan = ReadonlyMap<string, ReadonlyMap<TopicPartition, number>>;

/** One line for each partition. Fields are quoted when they hold a comma, a quote or a line break. */
export function resetCsv(plan: ResetPlan, { withGroup }: { readonly withGroup: boolean }): string[] {
  return [...plan].flatMap(([groupId, offsets]) =>
    [...offsets].map(([{ topic, partition }, offset]) =>
      [...(withGroup ? [groupId] : []), topic, String(partition), String(offset)].map(quoted).join(','),
    ),
  );
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/**
 * Reads a plan. Lines of three fields are for `onlyGroup`, the one group that the command is about; lines of four name their group.
 *
 * @throws CommandFailure with number and content of a line that cannot be read
 */
export function parseResetCsv(csv: string, onlyGroup: string | undefined): ResetPlan {
  const plan = new Map<string, Map<TopicPartition, number>>();
  for (const [index, line] of csv.split(/\r?\n/).entries()) {
    if (line === '') continue;
    const fields = fieldsOf(line);
    const [groupId, topic, partition, offset] =
      fields.length === 3 && onlyGroup !== undefined ? [onlyGroup, ...fields] : fields;
    const isWhole = isNumber(partition) && isNumber(offset);
    if (groupId === undefined || topic === undefined || !isWhole || fields.length > 4) {
      throw new CommandFailure(
        `line ${index + 1} of the reset plan is not "topic,partition,offset" or "group,topic,partition,offset": ${line}`,
      );
    }
    const offsets = plan.get(groupId) ?? new Map<TopicPartition, number>();
    plan.set(groupId, offsets.set(topicPartition(topic, Number(partition)), Number(offset)));
  }
  return plan;
}

function isNumber(field: string | undefined): boolean {
  return field !== undefined && /^\d+$/.test(field);
}

function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, inQuotes, bare]) => inQuotes?.replaceAll('""', '"') ?? bare ?? '',
  );
}
