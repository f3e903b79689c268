// Floor 7. A timeline while somebody looks at it: playhead, speed, zoom, level of detail, as signals. Knows no markup; the time that
// passes is told to it.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { defaultView, type View } from '../layout/picture.ts';
import { marksOf } from '../model/marks.ts';
import type { Level, TimelineModel } from '../model/timeline-model.ts';
import { following, type Playhead, type Seen, seenAround, shifted, stepped, zoomed } from './moves.ts';

/** Ms of virtual time in a ms of the reader's. */
export const speeds = [0.01, 0.1, 0.5, 1, 2, 5] as const;
/** A part that is played takes no longer, in ms of the reader's time, unless the highest speed is too low for it. */
const partMsMax = 5000;

export type Speed = (typeof speeds)[number];

export interface PlayerStart {
  readonly ms?: number;
  /** Nearer than the whole, so that what happened around `ms` can be told apart. */
  readonly isNear?: boolean;
  readonly level?: Level;
  readonly view?: View;
}

export class Player {
  readonly runs: readonly TimelineModel[];
  /** The time that all runs have in common: from the earliest beginning to the latest end. */
  readonly axis: Seen;
  readonly playhead: Signal<Playhead>;
  readonly seen: Signal<Seen>;
  readonly level: Signal<Level>;
  readonly view: Signal<View>;
  readonly speed: Signal<Speed> = signal(1);
  readonly isPlaying = signal(false);
  readonly isTable: Signal<boolean>;
  readonly isZoomed: ReadonlySignal<boolean>;
  /** Where it is between two milliseconds while it plays slowly. */
  #exactMs: number;
  /** Where it stops playing. */
  #untilMs: number;
  readonly #marks: readonly number[];

  /** @param like whose level, view and table are taken over: it showed the same runs when they were shorter */
  constructor(runs: readonly TimelineModel[], start: PlayerStart = {}, like?: Player) {
    this.runs = runs;
    this.axis = {
      fromMs: Math.min(...runs.map(({ fromMs }) => fromMs)),
      toMs: Math.max(...runs.map(({ toMs }) => toMs)),
    };
    const [first] = runs;
    this.#marks = [...new Set(runs.flatMap(marksOf))].sort((a, b) => a - b);
    this.#untilMs = this.axis.toMs;
    this.playhead = signal({ ms: start.ms ?? this.axis.fromMs, at: undefined });
    this.#exactMs = this.playhead.value.ms;
    this.level = signal(like?.level.value ?? start.level ?? 1);
    const isNear = start.isNear === true && first !== undefined;
    this.seen = signal(isNear ? seenAround(first, this.axis, this.playhead.value.ms, this.level.value) : this.axis);
    this.view = signal(like?.view.value ?? start.view ?? (first === undefined ? 'processes' : defaultView(first)));
    this.isTable = signal(like?.isTable.value ?? false);
    this.isZoomed = computed(() => this.seen.value !== this.axis);
  }

  /** To a whole millisecond on the axis. */
  seek(ms: number): void {
    const whole = Math.round(Math.min(Math.max(ms, this.axis.fromMs), this.axis.toMs));
    if (whole === this.playhead.value.ms && this.playhead.value.at === undefined) return;
    this.#go({ ms: whole, at: undefined });
  }

  step(by: 1 | -1): void {
    const next = stepped(this.runs, this.playhead.value, by, this.level.value);
    if (next !== undefined) this.#go(next);
  }

  /** To where the next gap, rebalance or fault begins, or the one before. */
  toMark(by: 1 | -1): void {
    const { ms } = this.playhead.value;
    const next = by === 1 ? this.#marks.find((mark) => mark > ms) : this.#marks.findLast((mark) => mark < ms);
    if (next !== undefined) this.#go({ ms: next, at: undefined });
  }

  /** By shares of what is seen: 0.01 is a hundredth to the right. */
  move(share: number): void {
    const { fromMs, toMs } = this.seen.value;
    const by = (toMs - fromMs) * share;
    this.seek(this.playhead.value.ms + (Math.abs(by) < 1 ? Math.sign(by) : by));
  }

  zoom(factor: number, aroundMs = this.playhead.value.ms): void {
    const next = zoomed(this.seen.value, this.axis, aroundMs, factor);
    const isWhole = next.toMs - next.fromMs >= (this.axis.toMs - this.axis.fromMs) * 0.999;
    this.seen.value = isWhole ? this.axis : next;
  }

  /** What is seen moves along the axis; the playhead stays. By shares of what is seen: 0.5 is half of it to the right. */
  pan(share: number): void {
    const { fromMs, toMs } = this.seen.value;
    this.showFrom(fromMs + (toMs - fromMs) * share);
  }

  /** As much as is seen now, from `ms` on. */
  showFrom(ms: number): void {
    if (!this.isZoomed.value) return;
    const { fromMs, toMs } = this.seen.value;
    this.seen.value = shifted({ fromMs: ms, toMs: ms + toMs - fromMs }, this.axis);
  }

  showAll(): void {
    this.seen.value = this.axis;
  }

  /** At the end it begins anew. */
  play(): void {
    if (this.playhead.value.ms >= this.axis.toMs) this.seek(this.axis.fromMs);
    this.#untilMs = this.axis.toMs;
    this.isPlaying.value = true;
  }

  /** From one moment to another, in a few seconds, as near as the speeds allow. */
  playPart(fromMs: number, toMs: number): void {
    this.showAll();
    this.seek(fromMs);
    this.#untilMs = Math.min(toMs, this.axis.toMs);
    this.speed.value = speeds.find((speed) => (toMs - fromMs) / speed <= partMsMax) ?? 5;
    this.isPlaying.value = true;
  }

  pause(): void {
    this.isPlaying.value = false;
  }

  /** While it plays: so much of the reader's time has passed, in ms. */
  advance(byMs: number): void {
    const ms = this.#exactMs + byMs * this.speed.value;
    this.#exactMs = ms;
    if (ms >= this.#untilMs) {
      this.seek(this.#untilMs);
      this.pause();
    } else if (Math.floor(ms) !== this.playhead.value.ms) {
      this.#go({ ms: Math.floor(ms), at: undefined }, ms);
    }
  }

  #go(playhead: Playhead, exactMs = playhead.ms): void {
    this.#exactMs = exactMs;
    this.playhead.value = playhead;
    this.seen.value = following(this.seen.value, this.axis, playhead.ms);
  }
}
