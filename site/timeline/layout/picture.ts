// Floor 7. A timeline in pixels: what the components draw, whether on a page without scripts or live. Data alone; made by
// ./process-view and ./partition-view.
import type { CoordinatorState, FaultKind, Level, TimelineModel } from '../model/timeline-model.ts';
import type { Scale, Tick } from './scale.ts';

/** A lane a consumer, or a row a partition. */
export type View = 'processes' | 'partitions';

export interface LayoutOptions {
  /** In pixels, of the whole drawing. */
  readonly width: number;
  /** What is drawn of the model's window, in ms. Default: all of it. */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly level: Level;
  /** In pixels: at least as much room for names, so that two drawings under each other share their axis. */
  readonly gutter?: number;
}

export interface Picture {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  readonly scale: Scale;
  /** Where lanes begin and end, from top to bottom; the playhead and ticks run through. */
  readonly top: number;
  readonly bottom: number;
  readonly ticks: readonly Tick[];
  readonly rows: readonly RowLabel[];
  readonly group: GroupStrip | undefined;
  readonly grounds: readonly Rect[];
  /** Where a consumer is not there. */
  readonly absent: readonly Rect[];
  readonly bands: readonly Rect[];
  readonly hatches: readonly (Rect & Titled)[];
  readonly bars: readonly BarShape[];
  readonly counts: readonly CountShape[];
  readonly gaps: readonly GapShape[];
  readonly pills: readonly Pill[];
  /** Bars of consumers that were wrong about what they own. */
  readonly zombies: readonly (Rect & Titled)[];
  readonly work: readonly (Rect & Titled)[];
  readonly callbacks: readonly CallbackShape[];
  readonly prints: readonly PrintShape[];
  readonly faults: readonly FaultShape[];
  readonly messages: readonly MessageShape[];
  /** Instead of `messages` where there are too many: how many begin in each stretch of a few pixels. */
  readonly messageDensity: readonly (Rect & Titled)[];
  readonly messageLabels: readonly TextShape[];
  readonly lag: LagShape | undefined;
  /** What was left out of the drawing for want of room, in sentences. */
  readonly leftOut: readonly string[];
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What it is, in words: a tooltip. */
export interface Titled {
  readonly title: string;
}

export interface RowLabel {
  readonly y: number;
  readonly name: string;
  readonly sub: string | undefined;
  readonly isSmall: boolean;
}

export interface GroupStrip {
  readonly y: number;
  readonly height: number;
  readonly states: readonly (Rect &
    Titled & { readonly state: CoordinatorState; readonly label: string | undefined })[];
}

export interface BarShape extends Rect, Titled {
  /** 0 to 9: which of the partition colors. */
  readonly color: number;
  /** At its beginning, and again at its end where it is long. */
  readonly label: string | undefined;
  readonly endLabel: string | undefined;
}

/** How many partitions a consumer has, as steps: where it has too many for bars. */
export interface CountShape extends Titled {
  readonly path: string;
  readonly labels: readonly TextShape[];
}

export interface GapShape extends Titled {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

export interface Pill extends Titled {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
}

export interface TextShape {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly isBad: boolean;
}

export interface CallbackShape extends Titled {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly isBad: boolean;
  readonly label: TextShape | undefined;
}

/** A dot at the bottom of a lane. */
export interface PrintShape extends Titled {
  readonly x: number;
  readonly y: number;
  readonly isBad: boolean;
  readonly label: TextShape | undefined;
}

export interface FaultShape extends Rect, Titled {
  readonly kind: FaultKind;
  readonly isSpan: boolean;
  readonly label: TextShape | undefined;
}

export interface MessageShape extends Titled {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly kind: 'request' | 'answer' | 'error' | 'lost';
}

export interface LagShape {
  readonly y: number;
  readonly height: number;
  readonly line: string;
  readonly area: string;
  readonly peak: TextShape | undefined;
}

/** Above this many partitions, a row a partition is the better view. */
const processViewPartitionsMax = 12;

export function defaultView({ partitions }: TimelineModel): View {
  return partitions.length > processViewPartitionsMax ? 'partitions' : 'processes';
}
