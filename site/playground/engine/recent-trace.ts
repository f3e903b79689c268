// Floor 7. A run's trace, as short as a picture of its last moments allows: what is said and done all the time and leaves nothing behind
// is dropped from before the window, so that a picture costs the same after an hour as after a minute. Knows no drawing.
import type { RunTrace, TracedEvent } from 'simulator';

/** An answer, or a record's end, may lie so much later than what began it: that much before the window is kept whole. */
const marginMs = 30_000;
/** Requests that pass: each is followed by the next of its kind. */
const passingApis: ReadonlySet<string> = new Set(['Fetch', 'Produce', 'Heartbeat', 'Metadata', 'OffsetCommit']);

export class RecentTrace {
  /** How far into the trace the old part goes. */
  #until = 0;
  readonly #old: { readonly at: number; readonly event: TracedEvent }[] = [];
  /** Of what replaces itself, the last before the window. */
  readonly #last = new Map<string, { readonly at: number; readonly event: TracedEvent }>();

  /** @param fromMs where the window begins; never before that of an earlier call */
  of(trace: RunTrace, fromMs: number): RunTrace {
    for (; this.#until < trace.length; this.#until += 1) {
      const event = trace[this.#until];
      if (event === undefined || event.atMs >= fromMs - marginMs) break;
      const entry = { at: this.#until, event };
      const keys = lastsOf(event);
      if (keys === 'kept') this.#old.push(entry);
      else for (const key of keys) this.#last.set(key, entry);
    }
    const lasting = [...new Set(this.#last.values())];
    const old = [...this.#old, ...lasting].sort((a, b) => a.at - b.at).map(({ event }) => event);
    return [...old, ...trace.slice(this.#until)];
  }
}

/** `kept`: it goes on to matter. Else what it replaces, each by a key; nothing for what passes. */
function lastsOf(event: TracedEvent): 'kept' | readonly string[] {
  switch (event.kind) {
    case 'request.sent':
    case 'request.delivered':
    case 'response.sent':
    case 'response.delivered':
      return passingApis.has(event.api) ? [] : 'kept';
    case 'record.produced':
    case 'record.started':
    case 'record.processed':
    case 'poll.entered':
      return [];
    case 'poll.returned':
      return [...event.records.keys()].map((partition) => `position ${event.process} ${String(partition)}`);
    case 'log.appended':
      return [`log ${String(event.partition)}`];
    case 'offsets.committed':
      return [...event.offsets.keys()].map((partition) => `committed ${event.groupId} ${String(partition)}`);
    case 'commit.completed':
      return [...event.offsets.keys()].map((partition) => `commit ${event.process} ${String(partition)}`);
    default:
      return 'kept';
  }
}
