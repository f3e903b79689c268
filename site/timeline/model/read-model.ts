// Floor 7. A timeline's model out of a place that is not trusted: nothing of it is drawn before shape, bounds and references have been
// looked at, so that drawing it cannot fail, take for ever, or fill the page. Knows no drawing.
import * as v from 'valibot';
import { refersToItself, timeMax } from './read-references.ts';
import type { TimelineModel } from './timeline-model.ts';

/** How much of what a model may hold. Who builds one for another realm chooses a shorter time until it fits. */
const most = {
  lanes: 60,
  partitions: 10_000,
  lives: 10_000,
  bars: 50_000,
  marks: 5_000,
  rows: 200_000,
  logLines: 50_000,
  messages: 500_000,
  changes: 2_000_000,
  texts: 200_000,
} as const;

/** Whether `readModel` would take it as far as size goes. */
export function isSmallEnough(model: TimelineModel): boolean {
  const { bars, gaps, overlaps, states, rebalances, blocked, callbacks, faults, events, messages, beliefs, log } =
    model;
  return (
    [bars, gaps].every(({ length }) => length <= most.bars) &&
    [overlaps, states, rebalances, blocked, callbacks, faults].every(({ length }) => length <= most.marks) &&
    events.atMs.length <= most.rows &&
    log.lines.length <= most.logLines &&
    messages.api.length <= most.messages &&
    [beliefs.members, beliefs.position, beliefs.committed, beliefs.logEnd].every(({ at }) => at.length <= most.changes)
  );
}

/** @returns `undefined` for what is no model, or one that holds too much */
export function readModel(data: unknown): TimelineModel | undefined {
  const read = v.safeParse(modelSchema, data);
  if (!read.success) return undefined;
  // Under exactOptionalPropertyTypes a schema's optional key and a key that may hold `undefined` differ in type only.
  const model = read.output as TimelineModel;
  return refersToItself(model) ? model : undefined;
}

const short = v.pipe(v.string(), v.maxLength(1_000));
const long = v.pipe(v.string(), v.maxLength(20_000));
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(timeMax));
const whole = v.pipe(v.number(), v.safeInteger());
const index = v.pipe(whole, v.minValue(-1));

/** The length is looked at first: a list of millions is not read item by item. */
const list = <T>(schema: v.GenericSchema<unknown, T>, maxLength: number) =>
  v.pipe(
    v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= maxLength),
    v.array(schema),
  );

const column = <T extends { readonly length: number }>(type: new (length: number) => T, maxLength: number) =>
  v.custom<T>((value) => value instanceof type && value.length <= maxLength);

const span = { fromMs: time, toMs: time };
const open = { isOpenLeft: v.boolean(), isOpenRight: v.boolean() };
const state = v.picklist(['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead', 'no coordinator']);
const changes = { start: column(Int32Array, most.partitions + 1), at: column(Int32Array, most.changes) };
const offsets = v.object({ ...changes, offset: column(Float64Array, most.changes) });

const beliefs = v.object({
  instants: v.object({ atMs: column(Float64Array, most.changes), lastIndex: column(Int32Array, most.changes) }),
  lists: list(list(index, most.partitions), most.rows),
  memberIds: list(short, most.rows),
  members: v.object({
    ...changes,
    memberId: column(Int32Array, most.changes),
    generationId: column(Int32Array, most.changes),
    state: column(Uint8Array, most.changes),
    owned: column(Int32Array, most.changes),
  }),
  stored: v.object({ ...changes, owned: column(Int32Array, most.changes) }),
  position: offsets,
  committed: offsets,
  logEnd: offsets,
  coordinator: list(
    v.object({
      at: index,
      state,
      generationId: whole,
      leader: v.optional(short),
      memberCount: whole,
      protocolName: v.optional(short),
    }),
    most.rows,
  ),
});

const modelSchema = v.object({
  groupId: short,
  otherGroups: list(short, most.marks),
  ...span,
  partitions: list(v.object({ topic: short, partition: whole, name: short, label: short }), most.partitions),
  lanes: list(
    v.object({
      name: short,
      process: short,
      groupInstanceId: v.optional(short),
      lives: list(v.object({ ...span, end: v.optional(v.picklist(['closed', 'crashed', 'stopped'])) }), most.lives),
      count: whole,
    }),
    most.lanes,
  ),
  bars: list(
    v.object({ partition: index, lane: index, ...span, ...open, generationId: whole, endedBy: v.optional(short) }),
    most.bars,
  ),
  gaps: list(
    v.object({
      partition: index,
      ...span,
      ...open,
      lengthMs: time,
      fromLane: v.optional(index),
      toLane: v.optional(index),
    }),
    most.bars,
  ),
  overlaps: list(
    v.object({ partition: index, zombieLane: index, ownerLane: index, ...span, reason: short }),
    most.marks,
  ),
  states: list(v.object({ state, ...span, generationId: whole, leader: v.optional(short) }), most.marks),
  rebalances: list(
    v.object({
      ...span,
      durationMs: time,
      generationId: v.optional(whole),
      causes: list(short, most.marks),
      movedCount: whole,
      stoppedCount: whole,
      isFollowUp: v.boolean(),
      blockedLanes: list(index, most.lanes),
    }),
    most.marks,
  ),
  blocked: list(v.object({ lane: index, ...span, isFirstJoin: v.boolean() }), most.marks),
  callbacks: list(
    v.object({
      lane: index,
      name: v.picklist(['onPartitionsRevoked', 'onPartitionsAssigned', 'onPartitionsLost']),
      partitions: list(index, most.partitions),
      ...span,
      isOpenRight: v.boolean(),
      error: v.optional(long),
    }),
    most.marks,
  ),
  faults: list(
    v.object({
      kind: v.picklist([
        'crash',
        'freeze',
        'busy',
        'clock',
        'cut',
        'broker',
        'start',
        'stop',
        'coordinator',
        'note',
        'check',
      ]),
      lane: v.optional(index),
      atMs: time,
      toMs: v.optional(time),
      word: short,
      sentence: long,
    }),
    most.marks,
  ),
  prints: list(v.object({ lane: index, atMs: time, text: long, isBad: v.boolean() }), most.marks),
  processing: v.object({
    lane: column(Int16Array, most.changes),
    fromMs: column(Float64Array, most.changes),
    toMs: column(Float64Array, most.changes),
    records: column(Int32Array, most.changes),
  }),
  messages: v.object({
    api: column(Uint8Array, most.messages),
    apis: list(short, 100),
    level: column(Uint8Array, most.messages),
    lane: column(Int16Array, most.messages),
    sentMs: column(Float64Array, most.messages),
    arrivedMs: column(Float64Array, most.messages),
    answeredMs: column(Float64Array, most.messages),
    receivedMs: column(Float64Array, most.messages),
    error: column(Uint8Array, most.messages),
    errors: list(short, 256),
    brokerId: column(Int16Array, most.messages),
  }),
  lag: v.object({
    atMs: column(Float64Array, most.rows),
    committed: column(Float64Array, most.rows),
    position: column(Float64Array, most.rows),
  }),
  events: v.object({
    atMs: column(Float64Array, most.rows),
    index: column(Int32Array, most.rows),
    level: column(Uint8Array, most.rows),
    lane: column(Int16Array, most.rows),
    text: column(Int32Array, most.rows),
    texts: list(long, most.texts),
  }),
  beliefs,
  log: v.object({
    lines: list(
      v.object({
        level: v.picklist(['DEBUG', 'INFO', 'WARN', 'ERROR']),
        logger: short,
        text: v.pipe(v.string(), v.maxLength(100_000)),
        index,
        atMs: time,
        by: short,
        groupId: v.optional(short),
      }),
      most.logLines,
    ),
    atMs: column(Float64Array, most.logLines),
    isDebugLeftOut: v.boolean(),
  }),
  leftOut: list(long, 100),
});
