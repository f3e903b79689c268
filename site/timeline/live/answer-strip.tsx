// Floor 7. Under a timeline, on its axis: stretches and points of time that somebody answered, and what the run has. Knows no question.
import { type Scale, xOf } from '../layout/scale.ts';

export interface TimelineMark {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  readonly by: 'reader' | 'run';
}

interface AnswerStripProps {
  readonly marks: readonly TimelineMark[];
  readonly scale: Scale;
  readonly width: number;
}

const rowHeight = 24;
/** Points that are closer share a label, in pixels. */
const apartPx = 16;

/** Those of one party lie in one row; what is told of them stands beside. */
export function AnswerStrip({ marks, scale, width }: AnswerStripProps) {
  const rows = (['reader', 'run'] as const)
    .map((by) => marks.filter((mark) => mark.by === by))
    .filter((row) => row.length > 0);
  const height = rows.length * rowHeight + 4;
  const label = rows.flatMap((row) => row.map(({ text }) => text)).join('; ');
  return (
    <svg
      class="timeline-answer"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Answer. ${label}.`}
    >
      {rows.map((row, at) => (
        <g key={row[0]?.by} class={`is-${row[0]?.by}`}>
          {shapesOf(row, scale).map(({ x1, x2, text }) => (
            <Mark
              key={`${x1} ${text}`}
              x1={x1}
              x2={x2}
              text={text}
              y={at * rowHeight + rowHeight / 2 + 2}
              right={scale.left + scale.width}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface Shape {
  readonly x1: number;
  readonly x2: number;
  readonly text: string;
}

function shapesOf(row: readonly TimelineMark[], scale: Scale): readonly Shape[] {
  const inside = (ms: number): number => Math.min(Math.max(xOf(scale, ms), scale.left), scale.left + scale.width);
  const shapes: Shape[] = [];
  for (const { fromMs, toMs, text } of row) {
    const [x1, x2] = [inside(fromMs), inside(toMs)];
    const last = shapes.at(-1);
    const isCrowded = last !== undefined && x1 - last.x2 < apartPx;
    if (isCrowded) shapes[shapes.length - 1] = { x1: last.x1, x2, text: `${last.text}, ${text}` };
    else shapes.push({ x1, x2, text });
  }
  return shapes;
}

function Mark({ x1, x2, text, y, right }: Shape & { readonly y: number; readonly right: number }) {
  const isPoint = x2 - x1 < 1;
  const goesLeft = x2 + 8 + text.length * 6.5 > right;
  return (
    <>
      {isPoint ? <circle cx={x1} cy={y} r={4} /> : <path d={`M${x1} ${y - 6}v12M${x1} ${y}H${x2}M${x2} ${y - 6}v12`} />}
      <text x={goesLeft ? x1 - 8 : x2 + 8} y={y + 4} text-anchor={goesLeft ? 'end' : 'start'}>
        {text}
      </text>
    </>
  );
}
