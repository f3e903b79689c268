// Floor 3. From what an application wrote to a consumer's configuration and its own assignors, made and configured (Kafka:
// ConsumerPartitionAssignor.getAssignorInstances, AbstractConfig.RecordingMap). Knows no assignor by name.
import { parseConsumerConfig } from '../protocol/config/client-config.ts';
import type { AssignorClass, ConsumerConfig, ConsumerConfigInput } from '../protocol/config/consumer-config.ts';
import { ConfigException } from '../protocol/kafka-exception.ts';
import type { ConsumerPartitionAssignor } from './assignor.ts';

/** All that a consumer is made from. */
export interface ConfiguredConsumer {
  readonly config: ConsumerConfig;
  /** Instances of this consumer alone: assignors have state. */
  readonly assignors: readonly ConsumerPartitionAssignor[];
}

const strategy = 'partition.assignment.strategy';

/**
 * Reads a consumer's configuration and makes its assignors. Each is handed the configuration as it was written, with `client.id`, in
 * `configure`. A key that consumers do not know is allowed when one of them has read it there; otherwise it is refused.
 *
 * @param nextClientNumber the number in a made-up `client.id`
 * @throws ConfigException for an unknown key, a value that cannot be, two that contradict each other, or an assignor that is none
 */
export function configureConsumer(
  input: ConsumerConfigInput & Readonly<Record<string, unknown>>,
  nextClientNumber: () => number,
): ConfiguredConsumer {
  // First what is wrong with the keys that consumers know: an assignor is not made for a configuration that cannot be.
  const config = parseConsumerConfig(input, nextClientNumber, () => true);
  const read = new Set<string>();
  const handed = recordingReads({ ...input, 'client.id': config['client.id'] }, read);
  const assignors = config[strategy].map((assignorClass) => assignorOf(assignorClass, handed));
  checkNames(assignors);
  parseConsumerConfig(
    input,
    () => 0,
    (key) => read.has(key),
  );
  return { config, assignors };
}

function assignorOf(
  assignorClass: AssignorClass,
  handed: Readonly<Record<string, unknown>>,
): ConsumerPartitionAssignor {
  if (typeof assignorClass !== 'function') {
    throw new ConfigException(
      `${strategy} is a list of classes, such as [RangeAssignor]; ${typeof assignorClass} was found in it. ` +
        'Write the class itself, not an instance and not its name: each consumer makes an instance of its own.',
      { key: strategy },
    );
  }
  const assignor = new assignorClass();
  if (!isAssignor(assignor)) {
    throw new ConfigException(
      `${assignorClass.name} in ${strategy} is not a ConsumerPartitionAssignor. Give it name() and assign(metadata, subscriptions).`,
      { key: strategy },
    );
  }
  assignor.configure?.(handed);
  return assignor;
}

function isAssignor(value: object): value is ConsumerPartitionAssignor {
  return 'name' in value && typeof value.name === 'function' && 'assign' in value && typeof value.assign === 'function';
}

function checkNames(assignors: readonly ConsumerPartitionAssignor[]): void {
  const names = assignors.map((assignor) => assignor.name());
  if (!names.every((name) => typeof name === 'string' && name !== '')) {
    throw new ConfigException(
      `The name() of an assignor in ${strategy} is no text, or an empty one. Return the name under which the group's members agree on it: 'range'.`,
      { key: strategy },
    );
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw new ConfigException(
    `The assignor name "${twice}" is used in more than one assignor of ${strategy}. Remove one, or give it a name() of its own.`,
    { key: strategy },
  );
}

/** The configuration that assignors see: it cannot be changed, and which of its keys they look at is noted. */
function recordingReads(values: Record<string, unknown>, read: Set<string>): Readonly<Record<string, unknown>> {
  const note = (key: string | symbol): void => {
    if (typeof key === 'string') read.add(key);
  };
  return new Proxy(Object.freeze(values), {
    get: (target, key) => {
      note(key);
      return Reflect.get(target, key);
    },
    has: (target, key) => {
      note(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor: (target, key) => {
      note(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}
