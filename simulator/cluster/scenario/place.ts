// Floor 4. A value in a scenario with the path that leads to it, and the readers of plain shapes: each gives what it read, or
// reports what is wrong and gives `undefined`. Nothing here throws, whatever the value is. Knows nothing of Kafka.
import { type Path, problemAt, type ScenarioProblem, suggestion } from './problem.ts';

export class Place {
  readonly value: unknown;
  readonly path: Path;
  readonly #problems: ScenarioProblem[];

  constructor(value: unknown, path: Path, problems: ScenarioProblem[]) {
    this.value = value;
    this.path = path;
    this.#problems = problems;
  }

  /**
   * The same at the same place is reported once: a group's setting is looked at with each of its consumers.
   *
   * @param problem what is wrong, a semicolon, how to mend it
   */
  report(problem: string): undefined {
    if (this.#problems.length >= problemsMax) return undefined;
    const found = problemAt(this.path, problem);
    if (!this.#problems.some(({ text }) => text === found.text)) this.#problems.push(found);
    return undefined;
  }

  /** A value inside of this one. */
  inside(key: string | number, value: unknown): Place {
    return new Place(value, [...this.path, key], this.#problems);
  }

  /** The same place with another value: the key that leads here, say. */
  holding(value: unknown): Place {
    return new Place(value, this.path, this.#problems);
  }
}

/** Nobody reads more than these; whoever mends them is told the rest then. */
const problemsMax = 200;

/** Gives what it read, or reports and gives `undefined`. */
export type Read<T> = (place: Place) => T | undefined;

/** What stands there, for a message: JSON, cut when long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // Circular, or a bigint. A message must not fail for it.
  }
  text ??= typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

export type Entries = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys with their places, in the order written; `undefined` when the value is no object. */
export function entriesOf(place: Place, example: string): readonly (readonly [key: string, at: Place])[] | undefined {
  const { value } = place;
  if (!isObject(value)) return place.report(`is ${shown(value)}; write ${example}`);
  return Object.keys(value).map((key) => [key, place.inside(key, value[key])]);
}

/**
 * Reads the fields of an object, each by its reader; reports fields that are not known, and required ones that are not
 * there. A field that is `null` counts as not there: `config:` with nothing behind it, in YAML.
 *
 * @returns what could be read; `undefined` when the value is no object
 */
export function readFields<Fields extends Readonly<Record<string, Read<unknown>>>>(
  place: Place,
  fields: Fields,
  options: { readonly required?: readonly (keyof Fields & string)[]; readonly example: string },
): FieldsRead<Fields> | undefined {
  const entries = entriesOf(place, options.example);
  if (entries === undefined) return undefined;
  const read: Record<string, unknown> = {};
  const present = new Set<string>();
  for (const [key, at] of entries) {
    const reader = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (reader === undefined) at.report(`is not known here; ${suggestion(key, Object.keys(fields))}`);
    else if (at.value !== null && at.value !== undefined) {
      present.add(key);
      const value = reader(at);
      if (value !== undefined) read[key] = value;
    }
  }
  for (const key of options.required ?? []) {
    if (!present.has(key)) place.report(`\`${key}\` is missing; write ${options.example}`);
  }
  return read as FieldsRead<Fields>;
}

type FieldsRead<Fields extends Readonly<Record<string, Read<unknown>>>> = {
  readonly [Key in keyof Fields]?: Exclude<ReturnType<Fields[Key]>, undefined>;
};

export function readList<T>(place: Place, item: Read<T>, example: string): readonly T[] | undefined {
  const { value } = place;
  if (!Array.isArray(value)) return place.report(`is ${shown(value)}; write ${example}`);
  const items: readonly unknown[] = value;
  const read: T[] = [];
  // Not `map`: a list with holes has places without a value, and each is looked at.
  for (let index = 0; index < items.length; index++) {
    const one = item(place.inside(index, items[index]));
    if (one !== undefined) read.push(one);
  }
  return read;
}

/** A text that is not empty. */
export function readText(place: Place, example: string): string | undefined {
  const { value } = place;
  if (typeof value === 'string' && value.trim() !== '') return value;
  return place.report(`is ${shown(value)}; write ${example}`);
}

export function readBoolean(place: Place): boolean | undefined {
  const { value } = place;
  return typeof value === 'boolean' ? value : place.report(`is ${shown(value)}; write true or false`);
}

/** @param what with its unit or example: `how many partitions, for example 6` */
export function readWhole(place: Place, least: number, most: number, what: string): number | undefined {
  const { value } = place;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return place.report(`is ${shown(value)}; write a whole number: ${what}`);
  }
  if (value < least) return place.report(`is ${value}, less than ${least}; write ${what}`);
  if (value > most) return place.report(`is ${value}, more than ${most}; write ${what}`);
  return value;
}

export function readChoice<const Choice extends string>(
  place: Place,
  choices: readonly Choice[],
  what: string,
): Choice | undefined {
  const { value } = place;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  if (typeof value !== 'string') return place.report(`is ${shown(value)}; write ${choices.join(', ')}`);
  return place.report(`"${clipped(value)}" is no ${what}; ${suggestion(value, choices)}`);
}

/** The name of something that is declared elsewhere in the scenario. */
export function readReference(place: Place, known: readonly string[], what: string): string | undefined {
  const { value } = place;
  if (typeof value !== 'string') return place.report(`is ${shown(value)}; write the name of a ${what}`);
  return known.includes(value)
    ? value
    : place.report(`no ${what} is named "${clipped(value)}"; ${suggestion(value, known)}`);
}

const clipped = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
