// Floor 7. Options of a command line tool, read as joptsimple reads them, which Kafka's tools use, with its words for what is wrong.
import { nearest } from './nearest.ts';

export interface OptionSpec {
  /** Without the dashes: `group`. */
  readonly name: string;
  readonly takes: 'nothing' | 'value' | 'maybe a value';
  /** What a value is, for the help: `consumer group`. */
  readonly value?: string;
  readonly about: string;
}

/** A wrong use of options: the message, as the tool prints it before the list of all options. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export class Options {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The last value that was given. */
  value(name: string): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  values(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** @throws UsageError when it is not there */
  required(name: string): string {
    const value = this.value(name);
    if (value === undefined) throw new UsageError(`Missing required argument "[${name}]"`);
    return value;
  }

  /** @throws UsageError unless it is a whole number */
  whole(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,15}$/.test(value)) throw new UsageError(`Cannot parse argument '${value}' of option ${name}`);
    return Number(value);
  }

  /** @throws UsageError when `name` is there with one of the others */
  conflicts(name: string, others: readonly string[]): void {
    const other = this.has(name) ? others.find((each) => each !== name && this.has(each)) : undefined;
    if (other !== undefined) throw new UsageError(`Option "[${name}]" can't be used with option "[${other}]"`);
  }
}

/** @throws UsageError */
export function readOptions(specs: readonly OptionSpec[], words: readonly string[]): Options {
  const values = new Map<string, string[]>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, written, attached] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    // The tools have no arguments of their own, and take no notice of one.
    if (written === undefined) continue;
    const spec = specOf(specs, written);
    const given = values.get(spec.name) ?? [];
    values.set(spec.name, given);
    if (spec.takes === 'nothing') continue;
    const next = words[at + 1];
    const isNextValue = next !== undefined && (!next.startsWith('-') || /^-\d/.test(next));
    if (attached !== undefined) given.push(attached);
    else if (isNextValue) {
      given.push(next);
      at += 1;
    } else if (spec.takes === 'value') throw new UsageError(`Option ${spec.name} requires an argument`);
  }
  return new Options(values);
}

/** An option may be abbreviated as long as only one begins so. */
function specOf(specs: readonly OptionSpec[], written: string): OptionSpec {
  const exact = specs.find(({ name }) => name === written);
  if (exact !== undefined) return exact;
  const [one, ...more] = specs.filter(({ name }) => name.startsWith(written));
  if (one !== undefined && more.length === 0) return one;
  const known = nearest(
    written,
    specs.map(({ name }) => name),
  );
  throw new UsageError(
    `${written} is not a recognized option${known === undefined ? '' : `. Did you mean --${known}?`}`,
  );
}

/** What `--help` prints. */
export function helpOf(about: string, specs: readonly OptionSpec[]): readonly string[] {
  const names = specs.map(({ name, takes, value = 'value' }) => {
    const argument = takes === 'nothing' ? '' : takes === 'value' ? ` <${value}>` : ` [${value}]`;
    return `--${name}${argument}`;
  });
  const width = Math.max(...names.map((name) => name.length)) + 2;
  return [about, '', ...specs.map(({ about: text }, at) => `${(names[at] ?? '').padEnd(width)}${text}`)];
}
