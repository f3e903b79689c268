// A line between two panes that can be dragged, or moved with the arrow keys.
import { h } from 'preact';

const STEP = 2;
const MIN = 15;
const MAX = 85;

interface SplitterProps {
  readonly label: string;
  /** Of the line itself: a vertical line stands between left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Share of the pane before it, percent. */
  readonly share: number;
  readonly controls: string;
  readonly onMove: (share: number) => void;
}

export function Splitter({ label, orientation, share, controls, onMove }: SplitterProps) {
  const isVertical = orientation === 'vertical';
  const move = (to: number): void => onMove(Math.round(Math.min(MAX, Math.max(MIN, to)) * 10) / 10);

  const drag = (event: PointerEvent): void => {
    const line = event.currentTarget;
    if (!(line instanceof HTMLElement) || line.parentElement === null) return;
    event.preventDefault();
    line.setPointerCapture(event.pointerId);
    const area = line.parentElement.getBoundingClientRect();
    const follow = ({ clientX, clientY }: PointerEvent): void =>
      move(isVertical ? ((clientX - area.left) / area.width) * 100 : ((clientY - area.top) / area.height) * 100);
    line.addEventListener('pointermove', follow);
    line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', follow), { once: true });
  };

  const keys: Readonly<Record<string, number>> = {
    [isVertical ? 'ArrowLeft' : 'ArrowUp']: share - STEP,
    [isVertical ? 'ArrowRight' : 'ArrowDown']: share + STEP,
    Home: MIN,
    End: MAX,
  };
  const press = (event: KeyboardEvent): void => {
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };

  // A separator that can be moved is a widget, which an <hr> is not.
  return h('div', {
    class: `bench-splitter is-${orientation}`,
    role: 'separator',
    tabIndex: 0,
    'aria-label': label,
    'aria-orientation': orientation,
    'aria-controls': controls,
    'aria-valuenow': Math.round(share),
    'aria-valuemin': MIN,
    'aria-valuemax': MAX,
    onPointerDown: drag,
    onKeyDown: press,
  });
}
