// Floor 7. One run of a live timeline: its picture, drawn anew only when width, zoom or detail change, and over it the playhead, which
// moves alone.
import { useMemo, useRef } from 'preact/hooks';
import type { Picture } from '../layout/picture.ts';
import { msAt, xOf } from '../layout/scale.ts';
import { momentText } from '../model/durations.ts';
import { eventIn } from '../model/steps.ts';
import type { TimelineModel } from '../model/timeline-model.ts';
import { TimelinePicture } from '../timeline-picture.tsx';
import { DensePicture } from './dense-picture.tsx';
import { pressed } from './keys.ts';
import { rowUnder } from './moves.ts';
import { layersOf, titleAt } from './picture-layers.ts';
import type { Player } from './player.ts';

interface PlotProps {
  readonly player: Player;
  readonly run: number;
  readonly model: TimelineModel;
  readonly picture: Picture;
  readonly label: string;
  readonly id: string;
}

export function Plot({ player, run, model, picture, label, id }: PlotProps) {
  const area = useRef<HTMLDivElement>(null);
  const layers = useMemo(() => layersOf(picture), [picture]);
  const follow = (clientX: number): void => {
    const box = area.current?.getBoundingClientRect();
    if (box !== undefined) player.seek(msAt(picture.scale, clientX - box.left));
  };
  const drag = (event: PointerEvent): void => {
    if (event.button !== 0 || area.current === null) return;
    const { scale } = picture;
    const x = event.clientX - area.current.getBoundingClientRect().left;
    if (x < scale.left - 12) return;
    player.pause();
    follow(event.clientX);
    area.current.setPointerCapture(event.pointerId);
  };
  const turn = (event: WheelEvent): void => {
    const box = area.current?.getBoundingClientRect();
    if (box === undefined) return;
    // Without a key the wheel scrolls the page; a pinch on a touchpad comes with one.
    if (!event.ctrlKey && !event.metaKey) {
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!isSideways || !player.isZoomed.value) return;
      event.preventDefault();
      player.pan((event.deltaX === 0 ? event.deltaY : event.deltaX) / picture.scale.width);
      return;
    }
    event.preventDefault();
    player.zoom(Math.exp(event.deltaY / 200), msAt(picture.scale, event.clientX - box.left));
  };
  // A mark on a canvas is no element that could carry its own title.
  const explain = (event: PointerEvent): void => {
    if (layers === undefined || area.current === null) return;
    const { left, top } = area.current.getBoundingClientRect();
    area.current.title = titleAt(layers.marks, event.clientX - left, event.clientY - top) ?? '';
  };
  return (
    <div
      ref={area}
      class="timeline-plot"
      onPointerDown={drag}
      onPointerMove={(event) => {
        if (area.current?.hasPointerCapture(event.pointerId)) follow(event.clientX);
        else explain(event);
      }}
      onWheel={turn}
    >
      {layers === undefined ? (
        <TimelinePicture picture={picture} label={label} id={id} />
      ) : (
        <DensePicture picture={picture} layers={layers} label={label} id={id} />
      )}
      <PlayheadLine player={player} run={run} model={model} picture={picture} />
    </div>
  );
}

type LineProps = Pick<PlotProps, 'player' | 'run' | 'model' | 'picture'>;

function PlayheadLine({ player, run, model, picture }: LineProps) {
  const playhead = player.playhead.value;
  const { fromMs, toMs } = player.axis;
  const row = rowUnder(model, run, playhead, player.level.value);
  const told = row === undefined ? 'nothing yet' : eventIn(model, row).sentence;
  const x = xOf(picture.scale, playhead.ms);
  const isSeen = x >= picture.scale.left - 0.5 && x <= picture.scale.left + picture.scale.width + 0.5;
  return (
    <div
      class="timeline-playhead"
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={fromMs}
      aria-valuemax={toMs}
      aria-valuenow={playhead.ms}
      aria-valuetext={`${momentText(playhead.ms)}: ${told}`}
      style={{
        transform: `translateX(${x}px)`,
        height: `${picture.bottom}px`,
        // Not taken away: it may have the focus.
        opacity: isSeen ? 1 : 0,
      }}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey || !pressed(player, event)) return;
        event.preventDefault();
      }}
    />
  );
}
