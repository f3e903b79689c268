// Floor 7. Paints marks on a canvas as SVG would draw them, in the colors that the style sheet gives to the same elements. Knows
// nothing of when they change.
import type { Rect } from '../layout/picture.ts';
import type { Marks } from './picture-layers.ts';

interface Paint {
  readonly fill: string;
  readonly stroke: string;
  readonly opacity: number;
}

export interface Palette {
  readonly bars: readonly Paint[];
  readonly barText: string;
  readonly barFont: string;
  readonly gap: string;
  readonly work: string;
  readonly messages: ReadonlyMap<string, Paint>;
  readonly callback: string;
  readonly badCallback: string;
}

const kinds = ['request', 'answer', 'error', 'lost'] as const;
const colorCount = 10;

/** What the style sheet says now, of elements that are put into `host` for a moment. */
export function paletteIn(host: Element): Palette {
  const probe = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  probe.setAttribute('class', 'timeline-picture');
  probe.setAttribute('width', '0');
  probe.setAttribute('height', '0');
  probe.innerHTML =
    `<g class="t-bar">${Array.from({ length: colorCount }, (_, color) => `<rect class="t-p${color}"/>`).join('')}<text>0</text></g>` +
    `<line class="t-gap"/><rect class="t-work"/>${kinds.map((kind) => `<line class="t-message is-${kind}"/>`).join('')}` +
    '<g class="t-callback"><path/></g><g class="t-callback is-bad"><path/></g>';
  host.append(probe);
  const styleOf = (selector: string): CSSStyleDeclaration => getComputedStyle(probe.querySelector(selector) ?? probe);
  const paintOf = (selector: string): Paint => {
    const { fill, stroke, opacity } = styleOf(selector);
    return { fill, stroke, opacity: Number(opacity) };
  };
  const text = styleOf('text');
  const palette: Palette = {
    bars: Array.from({ length: colorCount }, (_, color) => paintOf(`.t-p${color}`)),
    barText: text.fill,
    barFont: `${text.fontWeight} ${text.fontSize} ${text.fontFamily}`,
    gap: paintOf('.t-gap').stroke,
    work: paintOf('.t-work').fill,
    messages: new Map(kinds.map((kind) => [kind, paintOf(`.t-message.is-${kind}`)])),
    callback: paintOf('.t-callback path').stroke,
    badCallback: paintOf('.t-callback.is-bad path').stroke,
  };
  probe.remove();
  return palette;
}

/** @param context in pixels of the page, cleared */
export function paintMarks(
  context: CanvasRenderingContext2D,
  { messages, gaps, bars, work, callbacks }: Marks,
  palette: Palette,
): void {
  for (const kind of kinds) {
    const { stroke = '', opacity = 1 } = palette.messages.get(kind) ?? {};
    const lines = messages.filter((message) => message.kind === kind);
    if (lines.length === 0) continue;
    context.globalAlpha = opacity;
    context.strokeStyle = stroke;
    context.fillStyle = stroke;
    context.lineWidth = 1;
    context.beginPath();
    for (const { x1, y1, x2, y2 } of lines) {
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      if (kind === 'lost') cross(context, x2, y2);
    }
    context.stroke();
    if (kind === 'lost') continue;
    context.beginPath();
    for (const { x1, y1, x2, y2 } of lines) arrowHead(context, x2, y2, Math.atan2(y2 - y1, x2 - x1));
    context.fill();
  }
  context.globalAlpha = 1;

  context.strokeStyle = palette.gap;
  context.lineWidth = 1.2;
  context.beginPath();
  for (const { x1, x2, y } of gaps) dashes(context, x1 + 1, Math.max(x1 + 2, x2 - 1), y);
  context.stroke();

  for (const [color, paint] of palette.bars.entries()) {
    const ofColor = bars.filter((bar) => bar.color === color);
    context.fillStyle = paint.fill;
    context.strokeStyle = paint.stroke;
    const isOutlined = paint.stroke !== 'none';
    for (const { x, y, width, height } of ofColor) {
      context.fillRect(x, y, width, height);
      if (isOutlined) context.strokeRect(x, y, width, height);
    }
  }
  context.fillStyle = palette.barText;
  context.font = palette.barFont;
  for (const { x, y, width, height, label, endLabel } of bars) {
    if (label !== undefined) words(context, label, x + 4, y, height, 'left');
    if (endLabel !== undefined) words(context, endLabel, x + width - 4, y, height, 'right');
  }

  context.lineWidth = 1;
  for (const { x, y, width, isBad } of callbacks) {
    context.strokeStyle = isBad ? palette.badCallback : palette.callback;
    context.beginPath();
    context.moveTo(x, y - 2);
    context.lineTo(x, y + 3);
    context.lineTo(x + width, y + 3);
    context.lineTo(x + width, y - 2);
    context.stroke();
  }

  context.fillStyle = palette.work;
  for (const { x, y, width, height } of work satisfies readonly Rect[]) context.fillRect(x, y, width, height);
}

/** Lengths of a dash and of what is between two, in pixels. A dashed pen is many times slower than this. */
const dash = 3;

function dashes(context: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  for (let x = from; x < to; x += 2 * dash) {
    context.moveTo(x, y);
    context.lineTo(Math.min(x + dash, to), y);
  }
}

function arrowHead(context: CanvasRenderingContext2D, x: number, y: number, angle: number): void {
  const [along, across] = [5.4, 3];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  context.moveTo(x, y);
  context.lineTo(x - along * cos + across * sin, y - along * sin - across * cos);
  context.lineTo(x - along * cos - across * sin, y - along * sin + across * cos);
  context.closePath();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.moveTo(x - 3, y - 3);
  context.lineTo(x + 3, y + 3);
  context.moveTo(x + 3, y - 3);
  context.lineTo(x - 3, y + 3);
}

function words(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  height: number,
  align: CanvasTextAlign,
): void {
  context.textAlign = align;
  context.fillText(text, x, y + height / 2 + 3.3);
}
