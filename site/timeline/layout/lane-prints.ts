// Floor 7. Lines that code printed, gathered where they would lie on each other, with the words that fit. Knows no lane's rows.
import { momentText } from '../model/durations.ts';
import type { TimelineModel } from '../model/timeline-model.ts';
import { type Scale, xOf } from './scale.ts';
import { rounded } from './spans.ts';

/** Marks closer than this, in pixels, are one. */
const together = 5;
const titleLinesMax = 8;
const lettersMax = 30;

export interface PrintGroup {
  readonly x: number;
  readonly isBad: boolean;
  /** From long to short. */
  readonly wordings: readonly string[];
  readonly title: string;
}

export function printGroups({ prints }: TimelineModel, lane: number, scale: Scale): readonly PrintGroup[] {
  const groups: { readonly x: number; readonly lines: (typeof prints)[number][] }[] = [];
  for (const line of prints) {
    if (line.lane !== lane || line.atMs < scale.fromMs || line.atMs > scale.toMs) continue;
    const x = rounded(xOf(scale, line.atMs));
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < together) last.lines.push(line);
    else groups.push({ x, lines: [line] });
  }
  return groups.map(({ x, lines }) => {
    const [first] = lines;
    const text = oneLine(first?.text ?? '');
    const more = lines.length > 1 ? ` +${lines.length - 1}` : '';
    const told = lines.slice(0, titleLinesMax).map(({ atMs, text: printed }) => `${momentText(atMs)}: ${printed}`);
    if (lines.length > told.length) told.push(`and ${lines.length - told.length} more lines`);
    return {
      x,
      isBad: lines.some(({ isBad }) => isBad),
      wordings: [text, text.slice(0, 12)].filter((each) => each !== '').map((each) => shortened(each, text) + more),
      title: told.join('\n'),
    };
  });
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function shortened(text: string, whole: string): string {
  const cut = text.slice(0, lettersMax);
  return cut.length < whole.length ? `${cut.trimEnd()}…` : cut;
}
