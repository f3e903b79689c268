// Floor 7. A timeline's model out of a run. Pure: the same run and options give the same model. Knows no drawing.
import { lagOverTime, namesIn, type RunTrace, sentenceOf, type TracedEvent } from 'simulator';
import { beliefColumns } from './belief-columns.ts';
import { type Cast, castOf } from './cast.ts';
import { eventsMax, eventsOf } from './events.ts';
import { faultsOf } from './faults.ts';
import { coordinatorBeliefs, groupStates } from './group-states.ts';
import { messagesOf } from './messages.ts';
import { blockedTimes, callbackSpans, ownershipMarks, rebalanceBands, type Window } from './ownership-marks.ts';
import { checkMarks, printEvents, printMarks } from './prints.ts';
import { processingColumns } from './processing.ts';
import { runLog } from './run-log.ts';
import type { LagColumns, TimelineModel, TimelineOptions, TimelineRun } from './timeline-model.ts';

/**
 * @throws RangeError when the window ends before it begins
 */
export function timelineModel({ trace, now }: TimelineRun, options: TimelineOptions = {}): TimelineModel {
  const window = { fromMs: options.fromMs ?? 0, toMs: options.toMs ?? now };
  if (!(window.fromMs <= window.toMs)) {
    throw new RangeError(`A timeline begins before it ends; ${window.fromMs} ms to ${window.toMs} ms does not.`);
  }
  const cast = castOf(trace, options.groupId, window.fromMs, window.toMs);
  const names = namesIn(trace);
  const sentence = (event: TracedEvent): string => sentenceOf(event, names);
  const blocked = blockedTimes(trace, cast, window);
  const messages = messagesOf(trace, cast, window);
  const coordinator = coordinatorBeliefs(trace, cast.groupId, names.member);
  const { printed = [], failedCheck } = options;
  const beside = printEvents(printed, failedCheck, cast, window);
  const events = eventsOf(trace, cast, messages, window, sentence, beside);
  return {
    groupId: cast.groupId,
    otherGroups: cast.otherGroups,
    ...window,
    partitions: cast.partitions,
    lanes: cast.lanes,
    ...ownershipMarks(trace, now, cast, window),
    states: groupStates(coordinator, trace, window),
    rebalances: rebalanceBands(trace, cast, window, blocked, names.member),
    blocked,
    callbacks: callbackSpans(trace, cast, window),
    faults: [...faultsOf(trace, cast, window, sentence), ...checkMarks(failedCheck, window)],
    prints: printMarks(printed, cast, window),
    processing: processingColumns(trace, cast, window),
    messages: messages.columns,
    lag: lagColumns(trace, cast.groupId, window),
    events: events.columns,
    beliefs: beliefColumns(trace, cast, coordinator, window.toMs),
    log: runLog(trace, names, cast.groupId, window),
    leftOut: leftOut(cast, events.leftOut),
  };
}

const samplesMax = 300;

function lagColumns(trace: RunTrace, groupId: string, { fromMs, toMs }: Window): LagColumns {
  // Samples are taken from 0 on; those before the window are thrown away, so that a short window late in a run is sampled coarsely.
  const everyMs = Math.max(1, Math.ceil((toMs - fromMs) / samplesMax), Math.ceil(toMs / (5 * samplesMax)));
  const { atMs, committedLag, positionLag } = lagOverTime(trace, { groupId, everyMs, untilMs: toMs });
  const first = Math.max(0, Math.floor(fromMs / everyMs));
  return {
    atMs: Float64Array.from(atMs.slice(first)),
    committed: Float64Array.from(committedLag.slice(first)),
    position: Float64Array.from(positionLag.slice(first)),
  };
}

function leftOut({ lanes }: Cast, eventsLeftOut: number): readonly string[] {
  const grouped = lanes.find(({ count }) => count > 1);
  const told: string[] = [];
  if (grouped !== undefined) {
    told.push(`The last ${grouped.count} consumers share one lane; ${lanes.length - 1} have one of their own.`);
  }
  if (eventsLeftOut > 0) {
    const what = eventsLeftOut > eventsMax ? 'Messages, polls and records' : 'Polls and records';
    told.push(
      `${what} are not stepped through one by one: ${eventsLeftOut.toLocaleString('en-US')} events. Choose a shorter time.`,
    );
  }
  return told;
}
