// Floor 1. The events to come, in the one order that the simulation has: by time, then by class, then as scheduled.
import type { Timer } from './clock.ts';

/** The order within one millisecond: timers, then what arrives from elsewhere, then application code. */
export type EventClass = 'timer' | 'delivery' | 'application';

const rank: Record<EventClass, number> = { timer: 0, delivery: 1, application: 2 };

/** Whose application code an event lets run. Between `enter` and `leave` everything that this code starts is done. */
export interface Application {
  enter(): void;
  leave(): void;
}

export class QueuedEvent implements Timer {
  readonly atMs: number;
  readonly rank: number;
  readonly sequence: number;
  readonly owner: Application | undefined;
  #run: (() => void) | undefined;
  readonly #queue: EventQueue;

  constructor(
    queue: EventQueue,
    atMs: number,
    rankInInstant: number,
    sequence: number,
    run: () => void,
    owner?: Application,
  ) {
    this.#queue = queue;
    this.atMs = atMs;
    this.rank = rankInInstant;
    this.sequence = sequence;
    this.#run = run;
    this.owner = owner;
  }

  get isPending(): boolean {
    return this.#run !== undefined;
  }

  cancel(): void {
    if (this.#run === undefined) return;
    this.#run = undefined;
    this.#queue.noteCancelled();
  }

  run(): void {
    const run = this.#run;
    this.#run = undefined;
    run?.();
  }
}

/**
 * A binary heap. A cancelled event stays in it until it comes up or until cancelled ones are the majority: taking each
 * out at once would cost a search, and most timers of a group (sessions, requests) are cancelled, not fired.
 */
export class EventQueue {
  #heap: QueuedEvent[] = [];
  #sequence = 0;
  #cancelled = 0;

  get pendingCount(): number {
    return this.#heap.length - this.#cancelled;
  }

  schedule(atMs: number, eventClass: EventClass, run: () => void, owner?: Application): QueuedEvent {
    const event = new QueuedEvent(this, atMs, rank[eventClass], this.#sequence++, run, owner);
    this.#heap.push(event);
    this.#siftUp(this.#heap.length - 1, event);
    return event;
  }

  /** The next event to run, which stays in the queue. */
  peek(): QueuedEvent | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || first.isPending) return first;
      this.#removeFirst();
      this.#cancelled--;
    }
  }

  take(): QueuedEvent | undefined {
    const first = this.peek();
    if (first !== undefined) this.#removeFirst();
    return first;
  }

  noteCancelled(): void {
    this.#cancelled++;
    if (this.#cancelled < 1024 || this.#cancelled * 2 < this.#heap.length) return;
    const kept = this.#heap.filter((event) => event.isPending);
    kept.sort((a, b) => (comesBefore(a, b) ? -1 : 1)); // A sorted list is a heap.
    this.#heap = kept;
    this.#cancelled = 0;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#siftDown(last);
  }

  #siftUp(from: number, event: QueuedEvent): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !comesBefore(event, parent)) break;
      this.#heap[at] = parent;
      at = above;
    }
    this.#heap[at] = event;
  }

  #siftDown(event: QueuedEvent): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      let child = heap[below];
      if (child === undefined) break;
      const other = heap[below + 1];
      if (other !== undefined && comesBefore(other, child)) {
        below++;
        child = other;
      }
      if (!comesBefore(child, event)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = event;
  }
}

function comesBefore(a: QueuedEvent, b: QueuedEvent): boolean {
  if (a.atMs !== b.atMs) return a.atMs < b.atMs;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.sequence < b.sequence;
}
