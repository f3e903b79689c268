// Floor 7. What was done to a run from outside, as marks with a word: crashes, freezes, cuts, restarts, notes. Knows no drawing.
import type { RunTrace, TracedEvent } from 'simulator';
import type { Cast } from './cast.ts';
import { durationText } from './durations.ts';
import { offsetsPartitionIn } from './group-states.ts';
import type { Window } from './ownership-marks.ts';
import type { Fault, FaultKind } from './timeline-model.ts';

interface Told {
  readonly kind: FaultKind;
  readonly word: string;
  readonly processes: readonly string[];
  readonly lastsMs?: number;
}

/** @param sentence of an event */
export function faultsOf(
  trace: RunTrace,
  cast: Cast,
  window: Window,
  sentence: (event: TracedEvent) => string,
): readonly Fault[] {
  const faults: Open[] = [];
  /** The last one of a lane and word. */
  const lasts = new Map<string, Open>();
  /** Processes whose end has been drawn by what began it. */
  const stopping = new Set<string>();
  const cuts = new Map<string, Open>();
  const started = new Set<string>();
  const offsetsPartition = offsetsPartitionIn(trace, cast.groupId);
  for (const event of trace) {
    if (event.kind === 'network.healed') {
      const open = cuts.get(event.between.join('\n'));
      if (open !== undefined) open.toMs = event.atMs;
      cuts.delete(event.between.join('\n'));
      continue;
    }
    if (event.kind === 'process.stopping') stopping.add(event.process);
    if (event.kind === 'process.stopped' && stopping.delete(event.process)) continue;
    if (event.kind === 'process.crashed') stopping.delete(event.process);
    const told = faultIn(event, started, offsetsPartition);
    if (told === undefined) continue;
    const lanes = told.processes.flatMap((process) => cast.lanesOfProcess(process));
    // Of processes without a lane, producers for example, nothing is drawn.
    if (told.processes.length > 0 && lanes.length === 0 && told.kind !== 'cut') continue;
    for (const lane of lanes.length === 0 ? [undefined] : lanes) {
      const { kind, word, lastsMs } = told;
      const key = `${lane} ${word}`;
      const last = lasts.get(key);
      const twin = last?.atMs === event.atMs ? last : undefined;
      const fault: Open = twin ?? {
        kind,
        lane,
        atMs: event.atMs,
        toMs: lastsMs === undefined ? undefined : event.atMs + lastsMs,
        word,
        sentence: sentence(event),
      };
      lasts.set(key, fault);
      // A process is cut from each broker by an event of its own, in one instant.
      if (twin === undefined) faults.push(fault);
      else if (kind === 'cut')
        twin.sentence = `${twin.word[0]?.toUpperCase()}${twin.word.slice(1)}: the network to several brokers.`;
      if (event.kind === 'network.cut') cuts.set(event.between.join('\n'), fault);
    }
  }
  return faults.filter(({ atMs, toMs }) => atMs <= window.toMs && (toMs ?? atMs) >= window.fromMs);
}

type Open = { -readonly [Field in keyof Fault]: Fault[Field] };

function faultIn(event: TracedEvent, started: Set<string>, offsetsPartition: number): Told | undefined {
  switch (event.kind) {
    case 'process.started': {
      const isFirst = !started.has(event.process);
      started.add(event.process);
      return { kind: 'start', word: isFirst ? 'start' : 'restart', processes: [event.process] };
    }
    case 'process.stopping':
      return { kind: 'stop', word: 'closes', processes: [event.process] };
    case 'process.stopped':
      return { kind: 'stop', word: 'ends', processes: [event.process] };
    case 'process.crashed':
      return { kind: 'crash', word: event.error === undefined ? 'crash' : 'error', processes: [event.process] };
    case 'process.frozen':
      return span('freeze', 'frozen', event);
    case 'process.blocked':
      return span('busy', 'busy', event);
    case 'process.clock': {
      const word = `clock ${event.stepMs < 0 ? '−' : '+'}${durationText(Math.abs(event.stepMs))}`;
      return { kind: 'clock', word, processes: [event.process] };
    }
    case 'network.cut':
      return { kind: 'cut', word: 'cut off', processes: event.between };
    case 'broker.crashed':
      return { kind: 'broker', word: `broker ${event.brokerId} crashes`, processes: [] };
    case 'broker.stopped':
      return { kind: 'broker', word: `broker ${event.brokerId} stops`, processes: [] };
    case 'broker.started':
      return event.atMs === 0 ? undefined : { kind: 'broker', word: `broker ${event.brokerId} is back`, processes: [] };
    case 'coordinator.loaded':
      if (event.offsetsPartition !== offsetsPartition || event.atMs === 0) return undefined;
      return { kind: 'coordinator', word: `broker ${event.brokerId} coordinates`, processes: [] };
    case 'topic.partitions':
      return { kind: 'coordinator', word: `${event.topic}: ${event.partitionCount} partitions`, processes: [] };
    case 'note':
      return { kind: 'note', word: 'note', processes: [] };
    default:
      return undefined;
  }
}

function span(
  kind: FaultKind,
  word: string,
  { process, forMs }: { readonly process: string; readonly forMs: number },
): Told {
  return { kind, word: `${word} ${durationText(forMs)}`, processes: [process], lastsMs: forMs };
}
