// Floor 7. kafka-console-producer: takes lines until Ctrl+D, each of which is a record.
import type { Written } from '../protocol.ts';
import { type OptionSpec, type Options, UsageError } from './options.ts';
import { bootstrapServer } from './tool.ts';

const valued = (name: string, value: string, about: string): OptionSpec => ({ name, takes: 'value', value, about });

export const consoleProducer = {
  name: 'kafka-console-producer',
  about: 'This tool helps to read data from standard input and publish it to Kafka.',
  options: [
    valued('topic', 'topic', 'The topic to produce messages to.'),
    valued('property', 'prop', 'parse.key=true, and key.separator=: where it is not a tab.'),
    valued('reader-property', 'prop', 'The same, as newer versions call it.'),
    valued('producer-property', 'prop', 'Is taken, and has no effect here.'),
    bootstrapServer,
  ],
} as const;

/** What is typed becomes records of this topic. */
export interface Producing {
  readonly topic: string;
  /** `undefined`: a line is a value, and has no key. */
  readonly keySeparator: string | undefined;
}

/** @throws UsageError */
export function startProducing(options: Options, topics: readonly string[]): Producing {
  const topic = options.required('topic');
  if (!topics.includes(topic)) {
    throw new UsageError(
      `Topic ${topic} not present in metadata after 60000 ms. Create it first: kafka-topics --create`,
    );
  }
  const properties = new Map(
    [...options.values('property'), ...options.values('reader-property')].map((property) => {
      const [key = '', ...rest] = property.split('=');
      return [key, rest.join('=')] as const;
    }),
  );
  const parsesKey = properties.get('parse.key') === 'true';
  return { topic, keySeparator: parsesKey ? (properties.get('key.separator') ?? '\t') : undefined };
}

/** @throws UsageError for a line without a key where each has one */
export function recordOf({ topic, keySeparator }: Producing, line: string): Written {
  if (keySeparator === undefined) return { produce: topic, records: 1, value: line };
  const at = line.indexOf(keySeparator);
  if (at < 0) throw new UsageError(`No key separator found on line: ${line}`);
  const key = line.slice(0, at);
  const record = { produce: topic, records: 1, value: line.slice(at + keySeparator.length) };
  return key === '' ? record : { ...record, key };
}
