// Floor 4. Reads the fields of one timed event: when, whom or what it is about, and what else it needs. Gives them only when
// all that is required could be read.
import type { Names } from './names.ts';
import { type Place, type Read, readFields } from './place.ts';
import { readDuration } from './quantities.ts';
import type { ScenarioEvent } from './scenario.ts';

export type ReadEvent = (place: Place, names: Names) => ScenarioEvent | undefined;

type Fields = Readonly<Record<string, Read<unknown>>>;
type Value<R extends Read<unknown>> = Exclude<ReturnType<R>, undefined>;

type EventFields<Subject, F extends Fields, Required extends keyof F> = {
  readonly atMs: number;
  /** The value of the key that names the event. */
  readonly subject: Subject;
} & { readonly [Key in Required]: Value<F[Key]> } & { readonly [Key in Exclude<keyof F, Required>]?: Value<F[Key]> };

/**
 * @param kind the key that names the event
 * @param example the whole event, as an author would write it
 */
export function eventFields<Subject, F extends Fields, Required extends keyof F & string = never>(
  place: Place,
  kind: string,
  readSubject: Read<Subject>,
  example: string,
  fields?: F,
  required: readonly Required[] = [],
): EventFields<Subject, F, Required> | undefined {
  const keys = ['at', kind, ...required];
  const read: Readonly<Record<string, unknown>> | undefined = readFields(
    place,
    { at: readDuration, [kind]: readSubject, ...fields },
    { required: keys, example },
  );
  if (read === undefined || !keys.every((key) => Object.hasOwn(read, key))) return undefined;
  const { at: atMs, [kind]: subject, ...others } = read;
  // Every field that the type calls required was found to be there, read by the reader of its type.
  return { atMs, subject, ...others } as unknown as EventFields<Subject, F, Required>;
}
