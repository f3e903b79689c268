// Floor 4. Reads the list of timed events. Each is named by the key that says what happens: `{ at: 30s, crash: c2 }`.
import type { ReadEvent } from './event-fields.ts';
import type { Names } from './names.ts';
import { isObject, type Place, shown } from './place.ts';
import { suggestion } from './problem.ts';
import { clusterEvents } from './read-cluster-event.ts';
import { processEvents } from './read-process-event.ts';
import type { ScenarioEvent } from './scenario.ts';

const kinds: ReadonlyMap<string, ReadEvent> = new Map<string, ReadEvent>([
  ...Object.entries(processEvents),
  ...Object.entries(clusterEvents),
]);

/** An event with the place where it was written, for what can only be checked when all events are known. */
export interface PlacedEvent {
  readonly event: ScenarioEvent;
  readonly place: Place;
}

export function readEvents(place: Place, names: Names): readonly PlacedEvent[] {
  const { value } = place;
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    place.report(`is ${shown(value)}; write a list of events: [{ at: 30s, crash: c2 }]`);
    return [];
  }
  const items: readonly unknown[] = value;
  return Array.from(items, (item, index) => place.inside(index, item)).flatMap((at) => {
    const event = readEvent(at, names);
    return event === undefined ? [] : [{ event, place: at.inside(event.kind, undefined) }];
  });
}

function readEvent(place: Place, names: Names): ScenarioEvent | undefined {
  const { value } = place;
  if (!isObject(value)) return place.report(`is ${shown(value)}; write when and what: { at: 30s, crash: c2 }`);
  const keys = Object.keys(value);
  const named = keys.filter((key) => kinds.has(key));
  const [kind] = named;
  if (kind === undefined) {
    const mistyped = keys.find((key) => key !== 'at');
    return mistyped === undefined
      ? place.report(`does not say what happens; write one of ${[...kinds.keys()].join(', ')}`)
      : place.inside(mistyped, undefined).report(`is no event; ${suggestion(mistyped, [...kinds.keys()])}`);
  }
  if (named.length > 1) {
    return place.report(`is ${named.length} events in one (${named.join(', ')}); write each in an item of its own`);
  }
  return kinds.get(kind)?.(place, names);
}
