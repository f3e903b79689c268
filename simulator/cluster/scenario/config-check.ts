// Floor 4. Holds the configurations of a scenario against Kafka's keys, each problem at the key that it is about. What the keys
// are and take is known in protocol/config.
import type { ConsumerPartitionAssignor } from '../../client/assignor.ts';
import { Assignors } from '../../client/consumer/leader.ts';
import { configureConsumer } from '../../client/kafka-consumer-config.ts';
import { parseBrokerConfig, parseTopicConfig } from '../../protocol/config/broker-config.ts';
import { parseConsumerConfig } from '../../protocol/config/client-config.ts';
import { ConfigException } from '../../protocol/kafka-exception.ts';
import type { Place } from './place.ts';
import type { Configuration } from './scenario.ts';

/** Assignors by the names under which scenarios choose them. Each consumer makes its own instance. */
export type AssignorsByName = ReadonlyMap<string, new () => ConsumerPartitionAssignor>;

/** The assignors of a consumer that names none (Kafka: the default of `partition.assignment.strategy`). */
export const defaultAssignors: readonly string[] = ['range', 'cooperative-sticky'];

/** Keys of a consumer's configuration that a scenario has words of its own for. */
const saidOtherwise: ReadonlyMap<string, string> = new Map([
  ['group.id', 'write it as `group`'],
  ['partition.assignment.strategy', 'write it as `assignor`'],
]);

export function checkBrokerConfig(place: Place, config: Configuration): void {
  check(config, parseBrokerConfig, (key) => keyPlace(place, config, key));
}

export function checkTopicConfig(place: Place, config: Configuration): void {
  check(config, parseTopicConfig, (key) => keyPlace(place, config, key));
}

export interface ConsumerConfigCheck {
  readonly config: Configuration;
  readonly assignors: readonly string[] | undefined;
  readonly assignorClasses: AssignorsByName | undefined;
  /** Where a key of the configuration stands; `undefined`: where the consumer does. */
  readonly placeOf: (key: string | undefined) => Place;
}

export function checkConsumerConfig({ config, assignors, assignorClasses, placeOf }: ConsumerConfigCheck): void {
  const rest: Record<string, unknown> = { ...config };
  for (const [key, mend] of saidOtherwise) {
    if (Object.hasOwn(rest, key)) placeOf(key).report(`has a word of its own in a scenario; ${mend}`);
    delete rest[key];
  }
  const classes = (assignors ?? defaultAssignors).flatMap((name) => assignorClasses?.get(name) ?? []);
  check(
    rest,
    (input) => {
      const whole = { ...input, 'group.id': 'group', 'partition.assignment.strategy': classes };
      // Assignors are asked which further keys they read; where they are not known, only Kafka's own keys are taken.
      if (assignorClasses === undefined) parseConsumerConfig(whole);
      else new Assignors(configureConsumer(whole, () => 1).assignors);
    },
    placeOf,
  );
}

export function keyPlace(place: Place, config: Configuration, key: string | undefined): Place {
  return key !== undefined && Object.hasOwn(config, key) ? place.inside(key, config[key]) : place;
}

/** Kafka's check stops at the first fault: what was found is taken out, and the rest is checked again. */
function check(
  config: Configuration,
  parse: (config: Readonly<Record<string, unknown>>) => unknown,
  placeOf: (key: string | undefined) => Place,
): void {
  const rest: Record<string, unknown> = { ...config };
  for (;;) {
    try {
      parse(rest);
      return;
    } catch (error) {
      const key = error instanceof ConfigException ? error.key : undefined;
      const isInside = key !== undefined && Object.hasOwn(rest, key);
      placeOf(isInside ? key : undefined).report(error instanceof Error ? error.message : String(error));
      if (!isInside) return;
      delete rest[key];
    }
  }
}
