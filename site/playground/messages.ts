// Floor 7. Reads what comes out of the playground's worker, in which a stranger's code may run: shape, size and references are checked
// before anything of it is used.
import * as v from 'valibot';
import { readModel } from '../timeline/model/read-model.ts';
import type { FromSession } from './protocol.ts';

const text = v.pipe(v.string(), v.maxLength(2_000));
const number = v.pipe(v.number(), v.finite());
const id = v.pipe(number, v.integer());
const few = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(1_000));

const model = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = readModel(dataset.value);
    if (read !== undefined) return read;
    addIssue({ message: 'no model of a timeline' });
    return NEVER;
  }),
);

const message = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('alive') }),
  v.object({
    kind: v.literal('opened'),
    id,
    problems: few(v.object({ path: few(v.union([text, number])), text })),
  }),
  v.object({ kind: v.literal('closed'), id }),
  v.object({
    kind: v.literal('printed'),
    id,
    lines: v.pipe(
      v.array(v.object({ stream: v.picklist(['stdout', 'stderr']), text })),
      v.maxLength(5_000, 'more lines than anybody reads'),
    ),
    // What each of them is worth is the scenario's parser's to say.
    events: few(v.record(v.string(), v.unknown())),
    producing: v.optional(v.object({ topic: text, keySeparator: v.optional(text) })),
  }),
  v.object({ kind: v.literal('failed'), id, message: v.pipe(v.string(), v.maxLength(60_000)) }),
  v.object({
    kind: v.literal('seen'),
    id,
    nowMs: number,
    cluster: v.object({
      consumers: few(v.object({ name: text, groupId: text, state: text })),
      brokers: few(v.object({ id: number, state: text })),
      topics: few(v.object({ name: text, partitions: number })),
      groups: few(
        v.object({
          groupId: text,
          state: text,
          generationId: number,
          coordinator: v.optional(number),
          assignor: v.optional(text),
        }),
      ),
      events: number,
    }),
    model,
    before: v.optional(model),
    ending: v.optional(text),
  }),
]);

/** `undefined` for what is no message of ours. */
export function readSessionMessage(data: unknown): FromSession | undefined {
  const read = v.safeParse(message, data);
  // Under exactOptionalPropertyTypes a schema's optional key and a key that may hold `undefined` differ in type only.
  return read.success ? (read.output as FromSession) : undefined;
}
