// Floor 4. The values of `--topic`: a topic, or a topic with partitions, `orders:0,1` (Kafka: ConsumerGroupCommand
// .parseTopicsWithPartitions). Knows no action of the command.
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import { UsageError } from './output.ts';
import type { LogSnapshot } from './snapshot.ts';

/** Partitions as written, whether or not they exist. */
export function explicitPartitions(args: readonly string[]): { readonly topic: string; readonly partition: number }[] {
  return args.filter((arg) => arg.includes(':')).flatMap(parse);
}

/** The arguments without partitions, each with the topic's partitions; `undefined`: there is no such topic. */
export function partitionsOfTopics(
  args: readonly string[],
  logs: LogSnapshot,
): { readonly topic: string; readonly partitions: readonly TopicPartition[] | undefined }[] {
  const topics = args.filter((arg) => !arg.includes(':'));
  return topics.map((topic) => {
    const count = logs.partitionCount(topic);
    const partitions =
      count === undefined ? undefined : Array.from({ length: count }, (_, number) => topicPartition(topic, number));
    return { topic, partitions };
  });
}

function parse(arg: string): { topic: string; partition: number }[] {
  const parts = arg.split(':');
  // Java's split drops what is empty at the end.
  while (parts.at(-1) === '') parts.pop();
  const [topic, numbers] = parts;
  if (parts.length !== 2 || topic === undefined || numbers === undefined) {
    throw new UsageError(`Invalid topic arg '${arg}', expected topic name and partitions`);
  }
  return numbers.split(',').map((number) => {
    if (!/^[-+]?\d+$/.test(number)) {
      throw new UsageError(`Invalid partition '${number}' specified in topic arg '${arg}''`);
    }
    return { topic, partition: Number(number) };
  });
}
