// Floor 7. A live timeline of one run, or of several under each other on one axis: to be played, stepped, dragged and zoomed.
import '../../styles/timeline-live.css';
import '../../styles/timeline-panel.css';
import '../../styles/timeline-log.css';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { gutterOf } from '../layout/frame.ts';
import { layout } from '../layout/layout.ts';
import { headlineOf } from '../model/headline.ts';
import { tablesOf } from '../model/tables.ts';
import type { TimelineModel } from '../model/timeline-model.ts';
import { TimelineTables } from '../timeline-tables.tsx';
import { AnswerStrip, type TimelineMark } from './answer-strip.tsx';
import { Controls, Keys } from './controls.tsx';
import { isLogShown, logDepth } from './log-choice.ts';
import { LogView } from './log-view.tsx';
import { Pan } from './pan.tsx';
import { PanelView } from './panel-view.tsx';
import { Player, type PlayerStart } from './player.ts';
import { Plot } from './plot.tsx';
import { TakeAway } from './take-away.tsx';

export interface TimelineRunShown {
  readonly model: TimelineModel;
  /** `Eager`; `range`. */
  readonly title?: string;
  readonly subtitle?: string;
  /** Default: made from the model. */
  readonly headline?: string;
  /** The whole run's trace as JSON lines, for who wants to take it away. */
  traceLines?(): Promise<string>;
}

export interface TimelineProps {
  /** The page's only one: ids inside the drawings begin with it. */
  readonly id: string;
  /** One or more. Others: another timeline. */
  readonly runs: readonly TimelineRunShown[];
  readonly start?: PlayerStart;
  /** What is to be played now, and drawn under the first run. */
  readonly told?: TimelineTold | undefined;
  /** In pixels, until the page's own is known. */
  readonly width?: number;
  /** Its runs go on while it is shown: time is let pass elsewhere, and longer runs are shown as the shorter ones were. */
  readonly isGrowing?: boolean;
  /** Told of each player: other runs have another. */
  readonly onPlayer?: (player: Player) => void;
}

export interface TimelineTold {
  readonly play: { readonly fromMs: number; readonly toMs: number } | undefined;
  readonly marks: readonly TimelineMark[];
}

const tableRowsMax = 500;
/** With reduced motion a playing timeline steps instead, so often, in ms. */
const stepEveryMs = 900;

export function Timeline({
  id,
  runs,
  start,
  told,
  width: firstWidth = 680,
  isGrowing = false,
  onPlayer,
}: TimelineProps) {
  const models = runs.map(({ model }) => model);
  // Who plays other runs is another player.
  const shorter = useRef<Player>(undefined);
  const player = useMemo(() => {
    const made = new Player(models, start, isGrowing ? shorter.current : undefined);
    shorter.current = made;
    onPlayer?.(made);
    return made;
  }, models);
  const [width, setWidth] = useState(firstWidth);
  const plots = useRef<HTMLDivElement>(null);
  // Before it is painted: nobody sees it at another width.
  useLayoutEffect(() => {
    const element = plots.current;
    if (element === null) return undefined;
    const measure = (): void => {
      // While it is hidden there is none.
      if (element.clientWidth > 0) setWidth(Math.max(240, element.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => playing(player), [player]);
  useEffect(() => {
    if (told?.play === undefined) return;
    const { fromMs, toMs } = told.play;
    // Who wants no motion is shown the end of it.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) player.seek(toMs);
    else player.playPart(fromMs, toMs);
  }, [player, told]);

  const headlines = useMemo(() => runs.map(({ model, headline = headlineOf(model) }) => headline), [runs]);
  const { fromMs, toMs } = player.seen.value;
  const level = player.level.value;
  const view = player.view.value;
  const pictures = useMemo(() => {
    const gutter = models.length > 1 ? Math.max(...models.map((model) => gutterOf(model, view, width))) : 0;
    return models.map((model) => layout(model, view, { width, level, fromMs, toMs, gutter }));
  }, [player, width, level, view, fromMs, toMs]);

  return (
    <div class="timeline is-live">
      <Controls player={player} isGrowing={isGrowing} />
      <div class="timeline-main">
        <div class="timeline-plots" ref={plots}>
          {runs.map(({ model, title, subtitle, traceLines }, run) => {
            const picture = pictures[run];
            const headline = headlines[run] ?? '';
            const label = `Timeline${title === undefined ? '' : `: ${title}`}. ${headline}.`;
            const leftOut = [...model.leftOut, ...(picture?.leftOut ?? [])];
            return (
              // Runs have a fixed order and no identity but their place.
              <div key={String(run)} class="timeline-run">
                <p class="timeline-head">
                  {title !== undefined && <b>{title}</b>}
                  {subtitle !== undefined && <code>{subtitle}</code>}
                  <span class="timeline-headline">{headline}</span>
                </p>
                {player.isTable.value ? (
                  <TimelineTables
                    tables={tablesOf(model, level, tableRowsMax, isLogShown.value ? logDepth.value : undefined)}
                  />
                ) : (
                  picture && (
                    <Plot player={player} run={run} model={model} picture={picture} id={`${id}-${run}`} label={label} />
                  )
                )}
                {picture && run === 0 && told !== undefined && told.marks.length > 0 && (
                  <AnswerStrip marks={told.marks} scale={picture.scale} width={picture.width} />
                )}
                {isLogShown.value && !player.isTable.value && <LogView player={player} run={run} model={model} />}
                {leftOut.length > 0 && <p class="timeline-left-out">{leftOut.join(' ')}</p>}
                {picture && (
                  <TakeAway
                    model={model}
                    picture={picture}
                    label={label}
                    name={fileName(model, title)}
                    traceLines={traceLines}
                  />
                )}
              </div>
            );
          })}
          <Pan player={player} />
        </div>
        <div class="timeline-panels">
          {runs.map(({ model, title }, run) => (
            <PanelView
              key={String(run)}
              player={player}
              run={run}
              model={model}
              title={runs.length > 1 ? title : undefined}
            />
          ))}
          <Keys />
        </div>
      </div>
    </div>
  );
}

function fileName({ groupId }: TimelineModel, title: string | undefined): string {
  const name = [groupId, title ?? '']
    .join(' ')
    .trim()
    .replace(/[^\w.-]+/g, '-');
  return name === '' ? 'timeline' : name;
}

/** Moves the playhead frame by frame while it plays; with reduced motion, event by event. */
function playing(player: Player): () => void {
  const prefersLess = matchMedia('(prefers-reduced-motion: reduce)');
  let frame = 0;
  let lastMs: number | undefined;
  let steppedMs = 0;
  const tick = (nowMs: number): void => {
    frame = 0;
    if (!player.isPlaying.value) return;
    const passedMs = lastMs === undefined ? 0 : nowMs - lastMs;
    lastMs = nowMs;
    if (!prefersLess.matches) player.advance(Math.min(passedMs, 100));
    else if (nowMs - steppedMs >= stepEveryMs) {
      steppedMs = nowMs;
      const before = player.playhead.value;
      player.step(1);
      if (player.playhead.value === before) player.pause();
    }
    frame = requestAnimationFrame(tick);
  };
  const stop = player.isPlaying.subscribe((isPlaying) => {
    lastMs = undefined;
    if (isPlaying && frame === 0) frame = requestAnimationFrame(tick);
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
  };
}
