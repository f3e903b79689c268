// Floor 7. What is written under a lane's bars: callbacks as brackets with their names, faults with a word, gaps that were too short
// to be written on. What matters most finds its place first; what finds none keeps its mark and loses its word.
import { durationText } from '../model/durations.ts';
import { runsOf } from '../model/partition-lists.ts';
import type { CallbackSpan, Fault, Level, TimelineModel } from '../model/timeline-model.ts';
import { codeWidth, LabelRows, textWidth } from './labels.ts';
import { printGroups } from './lane-prints.ts';
import type { CallbackShape, FaultShape, Pill, PrintShape, TextShape } from './picture.ts';
import { type Scale, xOf } from './scale.ts';
import { seen } from './spans.ts';

const rowHeight = 15;
const codeSize = 10.5;
const wordSize = 11;
/** How far the mark of a fault of the cluster reaches into the group's strip, in pixels: not through its words. */
export const faultTick = 8;

export interface LaneAnnotations {
  readonly rowCount: number;
  /** @param textTop where the first line of words begins; the lane itself lies at `laneTop` */
  at(
    textTop: number,
    laneTop: number,
    laneHeight: number,
  ): {
    readonly callbacks: readonly CallbackShape[];
    readonly faults: readonly FaultShape[];
    readonly pills: readonly Pill[];
    readonly prints: readonly PrintShape[];
  };
}

interface Asked {
  /** How many lines of words there may be. */
  readonly rowsMax: number;
  readonly level: Level;
  readonly isNarrow: boolean;
  readonly homeless: readonly {
    readonly x: number;
    readonly width: number;
    readonly text: string;
    readonly title: string;
  }[];
}

interface Put {
  readonly x: number;
  readonly row: number;
  readonly anchor: TextShape['anchor'];
  readonly text: string;
}

/** @param lane `undefined`: what concerns the cluster */
export function annotationsOf(
  model: TimelineModel,
  lane: number | undefined,
  scale: Scale,
  asked: Asked,
): LaneAnnotations {
  const rows = new LabelRows(asked.rowsMax, scale.left, scale.left + scale.width + 4);
  const isShown = ({ kind, atMs }: Fault): boolean => kind !== 'start' || atMs > model.fromMs;
  const faults = model.faults.filter(
    (fault) => fault.lane === lane && isShown(fault) && seen(spanOf(fault, scale), scale) !== undefined,
  );
  const faultPuts = faults.map((fault) => {
    const x = Math.max(xOf(scale, fault.atMs), scale.left);
    return put(rows, x, 4, [fault.word], (text) => textWidth(text, wordSize));
  });
  const pillPuts = asked.homeless.map((pill) => ({
    pill,
    row: rows.take(pill.x - pill.width / 2, pill.x + pill.width / 2),
  }));
  const callbacks =
    asked.level < 1 || lane === undefined
      ? []
      : model.callbacks.filter((call) => call.lane === lane && seen(call, scale) !== undefined);
  const callbackPuts = callbacks.map((call, index) => {
    // An empty call says little; its bracket is enough.
    if (call.partitions.length === 0) return undefined;
    const x = xOf(scale, Math.max(call.fromMs, scale.fromMs));
    const texts = wordings(model, call, asked.isNarrow);
    const widthOf = (text: string): number => codeWidth(text, codeSize);
    // What comes first is to be read first: it goes to the left of its bracket when the next one follows at once.
    const next = callbacks.slice(index + 1).find(({ partitions }) => partitions.length > 0);
    const isFollowed = next !== undefined && xOf(scale, next.fromMs) < x + widthOf(texts[0] ?? '');
    const before = callbacks.slice(0, index).findLast(({ partitions }) => partitions.length > 0);
    const isFollowing = before !== undefined && x < xOf(scale, before.fromMs) + 8;
    return put(rows, x, 8, texts, widthOf, isFollowed ? 'left' : isFollowing ? 'right' : 'any');
  });
  const prints = asked.level < 1 || lane === undefined ? [] : printGroups(model, lane, scale);
  const printPuts = prints.map(({ x, wordings: texts }) =>
    put(rows, x, 6, texts, (text: string): number => codeWidth(text, codeSize)),
  );
  const hasBrackets = callbacks.length > 0;
  return {
    rowCount: Math.min(asked.rowsMax, Math.max(rows.used, hasBrackets ? 1 : 0)),
    at(textTop, laneTop, laneHeight) {
      const lineOf = (row: number): number => textTop + row * rowHeight;
      return {
        callbacks: callbacks.map((call, index) => {
          const part = seen(call, scale, 4) ?? { x: 0, width: 0 };
          const label = textOf(callbackPuts[index], lineOf, call.error !== undefined);
          const length = `${call.isOpenRight ? 'never returned' : durationText(call.toMs - call.fromMs)}`;
          const thrown = call.error === undefined ? '' : `, threw ${call.error}`;
          return {
            ...part,
            y: textTop,
            isBad: call.error !== undefined,
            label,
            title: `${wordings(model, call, false)[0]}: ${length}${thrown}`,
          };
        }),
        faults: faults.map((fault, index) => {
          const part = seen(spanOf(fault, scale), scale, 1) ?? { x: 0, width: 0 };
          const label = textOf(
            faultPuts[index],
            lineOf,
            fault.kind !== 'start' && fault.kind !== 'note' && fault.kind !== 'stop',
          );
          return {
            ...part,
            y: laneTop,
            height: laneHeight,
            kind: fault.kind,
            isSpan: fault.toMs !== undefined,
            label,
            title: fault.sentence,
          };
        }),
        prints: prints.map(({ x, isBad, title }, index) => ({
          x,
          y: laneTop + laneHeight - 4,
          isBad,
          title,
          label: textOf(printPuts[index], lineOf, isBad),
        })),
        pills: pillPuts.flatMap(({ pill, row }) => (row === undefined ? [] : [{ ...pill, y: lineOf(row) + 1 }])),
      };
    },
  };
}

/** What says where a check failed goes through the whole drawing, as the playhead does. */
export function throughAll(faults: readonly FaultShape[], bottom: number): readonly FaultShape[] {
  return faults.map((fault) => (fault.kind === 'check' ? { ...fault, height: bottom - fault.y } : fault));
}

/** What lasts and was never ended lasts as long as one can see. */
function spanOf({ kind, atMs, toMs }: Fault, scale: Scale): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: atMs, toMs: toMs ?? (kind === 'cut' ? Math.max(atMs, scale.toMs) : atMs) };
}

/**
 * In the longest wording that finds room, to the right of its place rather than to the left. Where a side is asked for, a shorter
 * wording there comes before a longer one on the other.
 */
function put(
  rows: LabelRows,
  x: number,
  distance: number,
  texts: readonly string[],
  widthOf: (text: string) => number,
  side: 'left' | 'right' | 'any' = 'any',
): Put | undefined {
  const anchors = side === 'left' ? (['end', 'start'] as const) : (['start', 'end'] as const);
  const tries =
    side === 'any'
      ? texts.flatMap((text) => anchors.map((anchor) => ({ text, anchor })))
      : anchors.flatMap((anchor) => texts.map((text) => ({ text, anchor })));
  for (const { text, anchor } of tries) {
    const width = widthOf(text);
    const from = anchor === 'start' ? x + distance : x - distance - width;
    const row = rows.take(from - 2, from + width + 4);
    if (row !== undefined) return { x: anchor === 'start' ? from : x - distance + 4, row, anchor, text };
  }
  return undefined;
}

function textOf(placed: Put | undefined, lineOf: (row: number) => number, isBad: boolean): TextShape | undefined {
  return (
    placed && { x: Math.round(placed.x), y: lineOf(placed.row) + 11, text: placed.text, anchor: placed.anchor, isBad }
  );
}

const shortNames = {
  onPartitionsRevoked: 'revoked',
  onPartitionsAssigned: 'assigned',
  onPartitionsLost: 'lost',
} as const;

function wordings(
  { partitions }: TimelineModel,
  { name, partitions: called, error }: CallbackSpan,
  isNarrow: boolean,
): readonly string[] {
  const list = runsOf(called.map((index) => partitions[index]?.label ?? '?'));
  const thrown = error === undefined ? '' : ' threw';
  const short = `${shortNames[name]} ${list}${thrown}`;
  return isNarrow
    ? [short, `${shortNames[name]}${thrown}`]
    : [`${name}(${list})${thrown}`, short, `${shortNames[name]}${thrown}`];
}
