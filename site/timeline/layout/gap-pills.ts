// Floor 7. The lengths of gaps, written once for neighbors that are the same: on the gap where there is room, else beside it.
import { durationText } from '../model/durations.ts';
import type { Gap } from '../model/timeline-model.ts';
import { textWidth } from './labels.ts';
import type { Pill } from './picture.ts';
import { rounded } from './spans.ts';

export interface PlacedGap {
  readonly gap: Gap;
  readonly x1: number;
  readonly x2: number;
  /** The middle of its line. */
  readonly y: number;
  readonly title: string;
}

const textSize = 10.5;
const pillHeight = 14;
/** Gaps whose ends are no farther apart than this, in pixels, are one to the eye. */
const alike = 4;

export interface GapPills {
  readonly pills: readonly Pill[];
  /** For those that were too short to be written on: the pills to be put elsewhere, by their middle. */
  readonly homeless: readonly {
    readonly x: number;
    readonly width: number;
    readonly text: string;
    readonly title: string;
  }[];
}

/** @param gaps of one lane, or of a run of rows, in order of rows */
export function gapPills(gaps: readonly PlacedGap[]): GapPills {
  const pills: Pill[] = [];
  const homeless = new Map<string, { x: number; width: number; text: string; title: string }>();
  for (const group of groupsOf(gaps)) {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const text = lengthText(group.map(({ gap }) => gap));
    const width = Math.ceil(textWidth(text, textSize) + 14);
    const x = (first.x1 + first.x2) / 2;
    const title = group
      .map((placed) => placed.title)
      .slice(0, 8)
      .join('\n');
    const pill = { x: rounded(x), width, text, title };
    if (first.x2 - first.x1 >= width + 4) pills.push({ ...pill, y: rounded((first.y + last.y) / 2 - pillHeight / 2) });
    else if (!homeless.has(text + Math.round(x / 8))) homeless.set(text + Math.round(x / 8), pill);
  }
  return { pills: apart(pills), homeless: [...homeless.values()] };
}

/** `3.04 s`, or `3.04 s to 3.06 s` where neighbors differ by what a reader may care about. */
function lengthText(gaps: readonly Gap[]): string {
  const lengths = gaps.map(({ lengthMs }) => lengthMs);
  const [least, most] = [durationText(Math.min(...lengths)), durationText(Math.max(...lengths))];
  const isOpen = gaps.some(({ isOpenRight }) => isOpenRight);
  if (isOpen) return `over ${most}`;
  return least === most ? most : `${least} to ${most}`;
}

function groupsOf(gaps: readonly PlacedGap[]): PlacedGap[][] {
  const groups: PlacedGap[][] = [];
  for (const placed of gaps) {
    const group = groups.find((other) => {
      const last = other.at(-1);
      return last !== undefined && Math.abs(last.x1 - placed.x1) <= alike && Math.abs(last.x2 - placed.x2) <= alike;
    });
    if (group === undefined) groups.push([placed]);
    else group.push(placed);
  }
  return groups;
}

/** Pills that would lie on each other move along their gaps: the second is left out of the middle. */
function apart(pills: readonly Pill[]): Pill[] {
  const placed: Pill[] = [];
  for (const pill of pills) {
    const hit = placed.find(
      (other) =>
        Math.abs(other.y - pill.y) < pillHeight && Math.abs(other.x - pill.x) < (other.width + pill.width) / 2 + 2,
    );
    placed.push(hit === undefined ? pill : { ...pill, x: rounded(hit.x + (hit.width + pill.width) / 2 + 4) });
  }
  return placed;
}
