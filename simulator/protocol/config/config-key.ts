// Floor 2. What a configuration key is: its type, its default, the values that it takes, and one sentence about it. Knows no key.

/** The unit of a number. */
export type Unit =
  | 'ms'
  | 'minutes'
  | 'hours'
  | 'bytes'
  | 'records'
  | 'partitions'
  | 'replicas'
  | 'members'
  | 'requests';

/** One key of a configuration, as data. `T` is the type of its value. */
export interface ConfigKey<T> {
  /** Kafka's `ConfigDef.Type`. */
  readonly type: 'int' | 'long' | 'boolean' | 'string' | 'list';
  /** Kafka's default (4.0). */
  readonly defaultValue: T;
  /** Whether the key may be left without a value (Kafka: a default of `null`). */
  readonly mayBeUnset: boolean;
  readonly unit?: Unit;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly oneOf?: readonly string[];
  /** What else a string must be, in words, and the check of it. */
  readonly shape?: { readonly words: string; readonly holds: (value: string) => boolean };
  /** One sentence: what it decides. */
  readonly doc: string;
  /** The class of Kafka that defines it. */
  readonly source: string;
}

export type ConfigKeys = Readonly<Record<string, ConfigKey<unknown>>>;

/** The values of a configuration: every key has one. */
export type ConfigOf<Keys> = { readonly [K in keyof Keys]: Keys[K] extends ConfigKey<infer T> ? T : never };

/** What is given for a configuration: what is left out has its default. */
export type ConfigInput<Keys> = {
  readonly [K in keyof Keys]?: Keys[K] extends ConfigKey<infer T> ? T | undefined : never;
};

type Detail = Partial<Pick<ConfigKey<unknown>, 'unit' | 'atLeast' | 'atMost' | 'shape'>>;

/** Makes the keys that one class of Kafka defines. */
export function keysOf(source: string) {
  return {
    /** A 32-bit whole number. */
    int: (defaultValue: number, detail: Detail, doc: string): ConfigKey<number> => ({
      type: 'int',
      defaultValue,
      mayBeUnset: false,
      atMost: 2147483647,
      ...detail,
      doc,
      source,
    }),
    /** A whole number. */
    long: (defaultValue: number, detail: Detail, doc: string): ConfigKey<number> => ({
      type: 'long',
      defaultValue,
      mayBeUnset: false,
      ...detail,
      doc,
      source,
    }),
    boolean: (defaultValue: boolean, doc: string): ConfigKey<boolean> => ({
      type: 'boolean',
      defaultValue,
      mayBeUnset: false,
      doc,
      source,
    }),
    /** A string that need not be given. */
    optionalString: (detail: Detail, doc: string): ConfigKey<string | undefined> => ({
      type: 'string',
      defaultValue: undefined,
      mayBeUnset: true,
      ...detail,
      doc,
      source,
    }),
    /** A string that begins with its default or has a form of its own. */
    string: <T extends string>(defaultValue: T, detail: Detail, doc: string): ConfigKey<T> => ({
      type: 'string',
      defaultValue,
      mayBeUnset: false,
      ...detail,
      doc,
      source,
    }),
    /** One of a few strings; the first is the default. */
    choice: <T extends string>(oneOf: readonly [T, ...T[]], doc: string): ConfigKey<T> => ({
      type: 'string',
      defaultValue: oneOf[0],
      mayBeUnset: false,
      oneOf,
      doc,
      source,
    }),
    /** A list, empty by default. What its entries are is checked by who reads them. */
    list: <T>(doc: string): ConfigKey<readonly T[]> => ({
      type: 'list',
      defaultValue: Object.freeze([]),
      mayBeUnset: false,
      doc,
      source,
    }),
  };
}
