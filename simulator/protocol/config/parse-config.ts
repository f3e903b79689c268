// Floor 2. From what somebody wrote to a configuration in which every key has a value of its type (Kafka: ConfigDef.parse). Knows
// no key; whatever is wrong is refused with the key, the value, and what to write instead.
import { ConfigException } from '../kafka-exception.ts';
import type { ConfigInput, ConfigKey, ConfigKeys, ConfigOf } from './config-key.ts';
import { nearestName } from './nearest-name.ts';

/** A configuration, and what of the input is no key of it. */
export interface ReadConfig<Keys> {
  readonly config: ConfigOf<Keys>;
  /** The keys of the input that are none of these, in the order of the input. */
  readonly unknownKeys: readonly string[];
}

/** Reads a configuration. Keys that are not known are only reported: see `refuseUnknownKeys`. */
export function readConfig<Keys extends ConfigKeys>(keys: Keys, input: ConfigInput<Keys>): ReadConfig<Keys> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ConfigException("A configuration is an object with Kafka's keys, such as { 'group.id': 'orders-app' }.");
  }
  const values: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(keys)) {
    const given = Object.hasOwn(input, name) ? Reflect.get(input, name) : undefined;
    values[name] = given === undefined ? key.defaultValue : checked(name, key, given);
  }
  return {
    config: values as ConfigOf<Keys>,
    unknownKeys: Object.keys(input).filter((name) => !Object.hasOwn(keys, name)),
  };
}

/**
 * Refuses what is not a key. Kafka only logs it; here a typing error must not go unnoticed.
 *
 * @param of whose configuration it is, in words: `consumer`
 * @param elsewhere other kinds of configuration, where a key may belong instead
 */
export function refuseUnknownKeys(
  unknownKeys: readonly string[],
  keys: ConfigKeys,
  of: string,
  elsewhere: ReadonlyMap<string, ConfigKeys> = new Map(),
): void {
  const [name] = unknownKeys;
  if (name === undefined) return;
  const owners = [...elsewhere].filter(([, others]) => Object.hasOwn(others, name)).map(([owner]) => owner);
  const nearest = nearestName(name, Object.keys(keys));
  let mend = 'Remove it, or look its name up in the documentation of Kafka; not all of its keys exist here.';
  if (owners.length > 0) mend = `It is a key of the ${owners.join(' and the ')} configuration: set it there.`;
  else if (nearest !== undefined) mend = `Did you mean ${nearest}?`;
  throw new ConfigException(`Unknown configuration ${name} of a ${of}. ${mend}`, { key: name });
}

/** Refuses a value, in Kafka's words, with what to do. */
export function invalidValue(name: string, value: unknown, why: string): ConfigException {
  return new ConfigException(`Invalid value ${shown(value)} for configuration ${name}: ${why}`, { key: name });
}

function checked(name: string, key: ConfigKey<unknown>, value: unknown): unknown {
  if (value === null && key.mayBeUnset) return undefined;
  switch (key.type) {
    case 'int':
    case 'long':
      return checkedNumber(name, key, value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw invalidValue(name, value, `Write true or false. ${about(name, key)}`);
    case 'string':
      return checkedString(name, key, value);
    case 'list':
      if (Array.isArray(value)) return Object.freeze([...value]);
      throw invalidValue(name, value, `Write a list, [in, brackets]. ${about(name, key)}`);
  }
}

function checkedNumber(name: string, key: ConfigKey<unknown>, value: unknown): number {
  const unit = key.unit === undefined ? '' : ` of ${key.unit}`;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw invalidValue(name, value, `Write a whole number${unit}. ${about(name, key)}`);
  }
  if (key.atLeast !== undefined && value < key.atLeast) {
    throw invalidValue(name, value, `Value must be at least ${key.atLeast}${unit}. ${about(name, key)}`);
  }
  const most = key.atMost;
  if (most !== undefined && value > most) {
    throw invalidValue(name, value, `Value must be no more than ${most}${unit}. ${about(name, key)}`);
  }
  return value;
}

function checkedString(name: string, key: ConfigKey<unknown>, value: unknown): string {
  if (typeof value !== 'string') throw invalidValue(name, value, `Write a string. ${about(name, key)}`);
  if (key.oneOf !== undefined && !key.oneOf.includes(value)) {
    throw invalidValue(name, value, `String must be one of: ${key.oneOf.join(', ')}. ${about(name, key)}`);
  }
  if (key.shape !== undefined && !key.shape.holds(value)) {
    throw invalidValue(name, value, `Write ${key.shape.words}. ${about(name, key)}`);
  }
  return value;
}

function about(name: string, key: ConfigKey<unknown>): string {
  return `${name} is ${key.doc.charAt(0).toLowerCase()}${key.doc.slice(1)}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : value.name;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
