// Floor 1. The record of a run: typed events with a time, appended and never changed. Knows nothing of what the events mean.

/** An event as it was appended: when, and what. */
export type Traced<Event> = Event & { readonly atMs: number };

export class Trace<Event extends object> {
  readonly #events: Traced<Event>[] = [];
  readonly #now: () => number;
  readonly #eventsMax: number;

  /** @param eventsMax how many events may be appended before `append` throws a `SimulationLimit` */
  constructor(now: () => number, eventsMax: number) {
    this.#now = now;
    this.#eventsMax = eventsMax;
  }

  get events(): readonly Traced<Event>[] {
    return this.#events;
  }

  append(event: Event): void {
    if (this.#events.length >= this.#eventsMax) throw new SimulationLimit('trace', this.#eventsMax, this.#now());
    this.#events.push({ atMs: this.#now(), ...event });
  }
}

/** A run went over one of its bounds. It says nothing about the code under test but that it did not come to an end. */
export class SimulationLimit extends Error {
  override readonly name = 'SimulationLimit';
  readonly limit: 'events' | 'trace';
  readonly most: number;
  readonly atMs: number;

  constructor(limit: 'events' | 'trace', most: number, atMs: number, more?: string) {
    const what = limit === 'events' ? 'events were run' : 'events were recorded';
    super(
      `The run was stopped at ${atMs} ms of virtual time: ${most.toLocaleString('en-US')} ${what}, which is its limit. ` +
        `Run for less virtual time, poll with a longer timeout, or raise the limit of the cluster.${more === undefined ? '' : `\n${more}`}`,
    );
    this.limit = limit;
    this.most = most;
    this.atMs = atMs;
  }

  /** The same limit, told with what else is known of the run: lines of their own. */
  toldWith(more: string): SimulationLimit {
    return new SimulationLimit(this.limit, this.most, this.atMs, more);
  }
}
