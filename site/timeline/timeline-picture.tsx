// Floor 7. A picture as SVG: on a page without scripts, on paper, and live. Colors and lines are those of styles/timeline.css.
import type { BarShape, Picture, Rect, TextShape } from './layout/picture.ts';

export interface TimelinePictureProps {
  readonly picture: Picture;
  /** What it shows, in words. */
  readonly label: string;
  /** Begins the ids in it, which must be the page's only ones. */
  readonly id: string;
  readonly class?: string;
}

export function TimelinePicture({ picture, label, id, class: name = '' }: TimelinePictureProps) {
  const { width, height, scale, top, bottom } = picture;
  const right = scale.left + scale.width;
  return (
    <svg
      class={`timeline-picture ${name}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <defs>
        <marker id={`${id}-head`} viewBox="0 0 6 6" refX="5.4" refY="3" markerWidth="6" markerHeight="6" orient="auto">
          <path d="M0 0 L6 3 L0 6z" class="t-head" />
        </marker>
        <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="6" class="t-hatch-line" />
        </pattern>
        <pattern id={`${id}-cross`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <line x1="0" x2="0" y1="0" y2="5" class="t-zombie-line" />
        </pattern>
        <clipPath id={`${id}-plot`}>
          <rect x={scale.left - 1} y="0" width={scale.width + 2} height={height} />
        </clipPath>
      </defs>
      {picture.grounds.map((rect) => (
        <Box key={rect.y} rect={rect} class="t-ground" />
      ))}
      {picture.ticks.map(({ x, ms }) => (
        <line key={ms} class="t-tick" x1={x} x2={x} y1={top} y2={bottom} />
      ))}
      {picture.absent.map((rect) => (
        <Box key={`${rect.x} ${rect.y}`} rect={rect} class="t-absent" />
      ))}
      {picture.bands.map((rect) => (
        <Box key={rect.x} rect={rect} class="t-band" />
      ))}
      {picture.hatches.map((rect) => (
        <Box key={`${rect.x} ${rect.y}`} rect={rect} class="t-hatch" title={rect.title} fill={`url(#${id}-hatch)`} />
      ))}
      <Group picture={picture} />
      {picture.messages.map(({ x1, y1, x2, y2, kind, title }, index) => (
        <line
          // Two messages may leave one place at one time.
          key={String(index)}
          class={`t-message is-${kind}`}
          x1={x1}
          y1={y1}
          x2={x2}
          y2={y2}
          marker-end={kind === 'lost' ? undefined : `url(#${id}-head)`}
        >
          <title>{title}</title>
        </line>
      ))}
      {picture.messages.map(({ x2, y2, kind }, index) =>
        kind === 'lost' ? <Cross key={String(index)} x={x2} y={y2} /> : null,
      )}
      {picture.messageDensity.map((rect) => (
        <Box key={rect.x} rect={rect} class="t-density" title={rect.title} />
      ))}
      {picture.counts.map(({ path, labels, title }) => (
        <g key={path} class="t-count">
          <path d={path}>
            <title>{title}</title>
          </path>
          {labels.map((text) => (
            <Words key={text.x} text={text} class="t-count-text" />
          ))}
        </g>
      ))}
      {picture.gaps.map(({ x1, x2, y }) => (
        <line key={`${x1} ${y}`} class="t-gap" x1={x1 + 1} x2={Math.max(x1 + 1, x2 - 1)} y1={y} y2={y} />
      ))}
      {picture.bars.map((bar) => (
        <Bar key={`${bar.x} ${bar.y}`} bar={bar} />
      ))}
      {picture.gaps.map(({ x1, x2, y, title }) => (
        // Over the bars: a gap of a millisecond can be pointed at, too.
        <rect key={`${x1} ${y}`} class="t-touch" {...touchable(x1, x2)} y={y - 5} height="10">
          <title>{title}</title>
        </rect>
      ))}
      {picture.zombies.map((rect) => (
        <g key={`${rect.x} ${rect.y}`}>
          <Box rect={rect} class="t-zombie" title={rect.title} fill={`url(#${id}-cross)`} />
        </g>
      ))}
      {picture.work.map((rect) => (
        <Box key={`${rect.x} ${rect.y}`} rect={rect} class="t-work" title={rect.title} />
      ))}
      {picture.callbacks.map(({ x, width: wide, y, isBad, label: words, title }, index) => (
        <g key={String(index)} class={isBad ? 't-callback is-bad' : 't-callback'}>
          <title>{title}</title>
          <path d={`M${x} ${y - 2} v5 h${wide} v-5`} />
          {words && <Words text={words} class="t-code" />}
        </g>
      ))}
      {picture.prints.map(({ x, y, isBad, label: words, title }) => (
        <g key={`${x} ${y}`} class={isBad ? 't-print is-bad' : 't-print'}>
          <title>{title}</title>
          <circle cx={x} cy={y} r="2.6" />
          {words && <Words text={words} class="t-code t-print-text" />}
        </g>
      ))}
      {picture.faults.map((fault, index) => (
        <g key={String(index)} class={`t-fault is-${fault.kind}`}>
          <title>{fault.title}</title>
          {fault.isSpan && (
            <rect x={fault.x} y={fault.y} width={fault.width} height={fault.height} class="t-fault-span" />
          )}
          <line class="t-fault-line" x1={fault.x} x2={fault.x} y1={fault.y} y2={fault.y + fault.height} />
          {fault.label && <Words text={fault.label} class="t-fault-text" />}
        </g>
      ))}
      {picture.messageLabels.map((text) => (
        <Words key={`${text.x} ${text.text}`} text={text} class="t-message-text" />
      ))}
      {picture.pills.map(({ x, y, width: wide, text, title }) => (
        <g key={`${x} ${y}`} class="t-pill">
          <title>{title}</title>
          <rect x={x - wide / 2} y={y} width={wide} height="14" rx="7" />
          <text x={x} y={y + 10.6} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
      {picture.rows.map(({ y, name: words, sub, isSmall }) => (
        <g key={y}>
          <text class={isSmall ? 't-small' : 't-name'} x="0" y={y}>
            {words}
          </text>
          {sub !== undefined && (
            <text class="t-sub" x="0" y={y + 13}>
              {sub}
            </text>
          )}
        </g>
      ))}
      {picture.lag && (
        <g clip-path={`url(#${id}-plot)`}>
          <path class="t-lag-area" d={picture.lag.area} />
          <path class="t-lag-line" d={picture.lag.line} />
        </g>
      )}
      {picture.lag?.peak && <Words text={picture.lag.peak} class="t-sub" />}
      {picture.ticks.map(({ x, ms, label: words }) => (
        <text
          key={ms}
          class="t-axis"
          x={Math.min(x, right)}
          y={bottom + 15}
          text-anchor={x > right - 14 ? 'end' : 'middle'}
        >
          {words}
        </text>
      ))}
    </svg>
  );
}

/** In pixels. */
const touchLeast = 6;

function touchable(x1: number, x2: number): { readonly x: number; readonly width: number } {
  if (x2 - x1 >= touchLeast) return { x: x1, width: Math.round(x2 - x1) };
  return { x: Math.round((x1 + x2 - touchLeast) / 2), width: touchLeast };
}

function Group({ picture }: { readonly picture: Picture }) {
  return (
    <>
      {picture.group?.states.map(({ x, y, width, height, state, label, title }) => (
        <g key={x} class={`t-state is-${state.replace(' ', '-')}`}>
          <title>{title}</title>
          <rect x={x + 0.5} y={y} width={Math.max(1.5, width - 1)} height={height} rx={Math.min(3, width / 2)} />
          {label !== undefined && (
            <text x={x + 7.5} y={y + 17}>
              {label}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

function Bar({ bar: { x, y, width, height, color, label, endLabel, title } }: { readonly bar: BarShape }) {
  const textY = y + height / 2 + 3.3;
  return (
    <g class="t-bar">
      <title>{title}</title>
      <rect class={`t-p${color}`} x={x} y={y} width={width} height={height} rx={Math.min(2, width / 2)} />
      {label !== undefined && (
        <text x={x + 4} y={textY}>
          {label}
        </text>
      )}
      {endLabel !== undefined && (
        <text x={x + width - 4} y={textY} text-anchor="end">
          {endLabel}
        </text>
      )}
    </g>
  );
}

interface BoxProps {
  readonly rect: Rect;
  readonly class: string;
  readonly title?: string;
  readonly fill?: string;
}

function Box({ rect: { x, y, width, height }, class: name, title, fill }: BoxProps) {
  return (
    <rect class={name} x={x} y={y} width={width} height={height} {...(fill === undefined ? {} : { style: { fill } })}>
      {title !== undefined && <title>{title}</title>}
    </rect>
  );
}

function Words({
  text: { x, y, text, anchor, isBad },
  class: name,
}: {
  readonly text: TextShape;
  readonly class: string;
}) {
  return (
    <text class={isBad ? `${name} is-bad` : name} x={x} y={y} text-anchor={anchor}>
      {text}
    </text>
  );
}

function Cross({ x, y }: { readonly x: number; readonly y: number }) {
  return <path class="t-lost" d={`M${x - 3} ${y - 3} l6 6 m0 -6 l-6 6`} />;
}
