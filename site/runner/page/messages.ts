// Reads what comes out of the sandbox. Nothing of it is trusted: source (a port of our own), shape, size and run id are
// checked before any of it is used.
import * as v from 'valibot';
import { readModel } from '../../timeline/model/read-model.ts';
import type { FromWorker } from '../protocol.ts';

const text = v.pipe(v.string(), v.maxLength(60_000));
const count = v.pipe(v.number(), v.finite(), v.minValue(0));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const testError = v.object({
  name: text,
  message: text,
  diff: v.optional(text),
  stack: text,
  inAnswer: v.optional(v.object({ line, column: line })),
});

const whole = v.pipe(count, v.integer());
const moment = v.object({ cluster: whole, atMs: count, eventIndex: whole });
const notes = v.object({
  clusters: v.pipe(
    v.array(v.object({ number: whole, name: text, eventCount: whole, endMs: count, digest: whole })),
    v.maxLength(100),
  ),
  clustersDropped: whole,
  moment: v.optional(moment),
});

const logLine = v.object({
  level: v.picklist(['log', 'info', 'warn', 'error', 'debug']),
  text,
  place: v.optional(v.object({ ...moment.entries, process: text })),
});
const logs = v.pipe(v.array(logLine), v.maxLength(500));

const owned = v.array(v.tuple([text, v.array(v.tuple([text, count]))]));
const evidence = v.object({
  kind: v.literal('assignment'),
  title: text,
  // The board draws a place for each partition.
  topics: v.array(v.tuple([text, v.pipe(count, v.integer(), v.maxValue(10_000))])),
  members: v.array(
    v.object({ memberId: text, groupInstanceId: v.optional(text), rackId: v.optional(text), topics: v.array(text) }),
  ),
  actual: v.optional(owned),
  expected: v.optional(owned),
});

const outcome = v.object({
  id: text,
  name: text,
  state: v.picklist(['pass', 'fail', 'skip']),
  durationMs: count,
  errors: v.pipe(v.array(testError), v.maxLength(50)),
  logs,
  logsDropped: count,
  evidence: v.optional(evidence),
  notes,
});

const ending = v.variant('kind', [
  v.object({ kind: v.literal('finished') }),
  v.object({ kind: v.literal('not-loaded'), error: testError }),
  v.object({ kind: v.literal('tampered'), what: text }),
  v.object({ kind: v.literal('stray-error'), error: testError, during: v.optional(text) }),
]);

const message = v.variant('kind', [
  v.object({ kind: v.literal('ready'), collected: v.array(v.object({ id: text, name: text })) }),
  v.object({ kind: v.literal('suite-broken'), message: text }),
  v.object({ kind: v.literal('alive') }),
  v.object({ kind: v.literal('progress') }),
  v.object({ kind: v.literal('test-started'), runId: text, id: text }),
  v.object({ kind: v.literal('test-ended'), runId: text, outcome }),
  v.object({ kind: v.literal('spinning'), runId: text, line }),
  v.object({ kind: v.literal('ended'), runId: text, ending, logs }),
  v.object({
    kind: v.literal('timeline'),
    runId: text,
    timeline: v.optional(
      v.object({
        test: text,
        cluster: whole,
        model: v.pipe(
          v.unknown(),
          v.rawTransform(({ dataset, addIssue, NEVER }) => {
            const model = readModel(dataset.value);
            if (model !== undefined) return model;
            addIssue({ message: 'no model of a timeline' });
            return NEVER;
          }),
        ),
      }),
    ),
  }),
]);

/** `undefined` for what is no message of ours. */
export function readMessage(data: unknown): FromWorker | undefined {
  const read = v.safeParse(message, data);
  // Under exactOptionalPropertyTypes a schema's optional key and a key that may hold `undefined` differ in type only.
  return read.success ? (read.output as FromWorker) : undefined;
}
