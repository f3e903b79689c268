// Floor 7. kafka-topics on a live cluster, with the texts of Kafka 4.0 (TopicCommand). Left out: topic ids, which the simulator has not, and
// reassignments.
import type { SimulatedCluster } from 'simulator';
import { type OptionSpec, type Options, UsageError } from './options.ts';
import { bootstrapServer, out, type Printed, type Tool } from './tool.ts';

const flag = (name: string, about: string): OptionSpec => ({ name, takes: 'nothing', about });
const valued = (name: string, value: string, about: string): OptionSpec => ({ name, takes: 'value', value, about });
const actions = ['list', 'describe', 'create', 'alter', 'delete'] as const;

export const topics: Tool = {
  name: 'kafka-topics',
  about: 'Create, delete, describe, or change a topic.',
  options: [
    flag('list', 'List all available topics.'),
    flag('describe', 'List details for the given topics.'),
    flag('create', 'Create a new topic.'),
    flag('alter', 'Alter the number of partitions.'),
    flag('delete', 'Delete a topic.'),
    valued('topic', 'topic', 'The topic to create, alter, describe or delete.'),
    valued('partitions', '# of partitions', 'How many partitions the topic has, or will have.'),
    valued('replication-factor', 'replication factor', 'How many replicas each partition of a new topic has.'),
    valued('config', 'name=value', 'A configuration of a new topic. May be given several times.'),
    flag('if-exists', 'With --alter, --delete or --describe: only if the topic exists.'),
    flag('if-not-exists', 'With --create: only if the topic does not exist.'),
    flag('exclude-internal', 'With --list or --describe: without topics of Kafka itself.'),
    valued('command-config', 'file', 'Is taken, and has no effect here.'),
    bootstrapServer,
  ],

  run(options, cluster) {
    if (actions.filter((action) => options.has(action)).length !== 1) {
      throw new UsageError(
        'Command must include exactly one action: --list, --describe, --create, --alter or --delete',
      );
    }
    try {
      if (options.has('list')) return { lines: out(...namesOf(cluster, options)), events: [] };
      if (options.has('describe')) return describe(options, cluster);
      return change(options, cluster);
    } catch (error) {
      if (!(error instanceof TopicFailure)) throw error;
      return { lines: out(`Error while executing topic command : ${error.message}`), events: [] };
    }
  },
};

/** What the tool meets as an exception, and prints. */
class TopicFailure extends Error {
  override readonly name = 'TopicFailure';
}

function namesOf(cluster: SimulatedCluster, options: Options): readonly string[] {
  return cluster.topics
    .filter(({ isInternal }) => !(isInternal && options.has('exclude-internal')))
    .map(({ topic }) => topic)
    .sort();
}

function describe(options: Options, cluster: SimulatedCluster): Printed {
  const wanted = options.value('topic');
  const described = namesOf(cluster, options).filter((name) => wanted === undefined || name === wanted);
  if (wanted !== undefined) checkExists(described, wanted, options);
  const lines = described.flatMap((name) => {
    const partitions = cluster.topics.find(({ topic }) => topic === name)?.partitions ?? [];
    const replicas = partitions[0]?.replicas.length ?? 0;
    return [
      `Topic: ${name}\tPartitionCount: ${partitions.length}\tReplicationFactor: ${replicas}\tConfigs: `,
      ...partitions.map(
        ({ leader, replicas: all, isr }, partition) =>
          `\tTopic: ${name}\tPartition: ${partition}\tLeader: ${leader ?? 'none'}\tReplicas: ${all.join(',')}\tIsr: ${isr.join(',')}\tElr: N/A\tLastKnownElr: N/A`,
      ),
    ];
  });
  return { lines: out(...lines), events: [] };
}

function change(options: Options, cluster: SimulatedCluster): Printed {
  const topic = options.required('topic');
  const known = cluster.topics.find((each) => each.topic === topic);
  const partitions = options.whole('partitions');
  if (options.has('create')) {
    const replicas = options.whole('replication-factor');
    if (known !== undefined) {
      if (options.has('if-not-exists')) return { lines: [], events: [] };
      throw new TopicFailure(`Topic '${topic}' already exists.`);
    }
    if (replicas !== undefined && (replicas < 1 || replicas > 32_767)) {
      throw new TopicFailure('The replication factor must be between 1 and 32767 inclusive');
    }
    if (partitions !== undefined && partitions < 1) throw new TopicFailure('The partitions must be greater than 0');
    const config = configOf(options.values('config'));
    const event = {
      createTopic: topic,
      partitions: partitions ?? 1,
      replicas: replicas ?? 1,
      ...(config === undefined ? {} : { config }),
    };
    const warning = /[._]/.test(topic) ? out(collision) : [];
    return { lines: [...warning, ...out(`Created topic ${topic}.`)], events: [event] };
  }
  const isThere = checkExists(known === undefined ? [] : [topic], topic, options);
  if (!isThere) return { lines: [], events: [] };
  if (options.has('delete')) return { lines: [], events: [{ deleteTopic: topic }] };
  const to = Number(options.required('partitions'));
  const count = known?.partitions.length ?? 0;
  if (to === count) throw new TopicFailure(`Topic already has ${count} partition(s).`);
  if (to < count) {
    throw new TopicFailure(`The topic ${topic} currently has ${count} partition(s); ${to} would not be an increase.`);
  }
  return { lines: [], events: [{ createPartitions: topic, to }] };
}

/** @returns whether it is there; @throws TopicFailure where it has to be */
function checkExists(found: readonly string[], topic: string, options: Options): boolean {
  if (found.length > 0) return true;
  if (options.has('if-exists')) return false;
  // Kafka 4.0 prints the Optional as it is.
  throw new TopicFailure(`Topic 'Optional[${topic}]' does not exist as expected`);
}

function configOf(pairs: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, value, ...rest] = pair.split(/\s*=\s*/);
      if (key === undefined || value === undefined || rest.length > 0) {
        throw new TopicFailure(
          'requirement failed: Invalid topic config: all configs to be added must be in the format "key=val".',
        );
      }
      return [key.trim(), value.trim()];
    }),
  );
}

const collision =
  "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both.";
