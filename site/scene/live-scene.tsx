// A scene in a page with scripts: the lesson's run, and under it on the same axis the run with what the reader chose. Floor 7; runs
// nothing itself.
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { layout } from '../timeline/layout/layout.ts';
import { defaultView } from '../timeline/layout/picture.ts';
import { headlineOf } from '../timeline/model/headline.ts';
import { tablesOf } from '../timeline/model/tables.ts';
import type { Level } from '../timeline/model/timeline-model.ts';
import { TimelinePicture } from '../timeline/timeline-picture.tsx';
import { TimelineTables } from '../timeline/timeline-tables.tsx';
import { compare } from './comparison.ts';
import type { SceneDetail, SceneView } from './scene-data.ts';
import type { SceneRun } from './thread-protocol.ts';

export interface Shown {
  readonly original: SceneRun;
  /** What the reader chose in words, and the run with it. */
  readonly changed: { readonly words: string; readonly run: SceneRun } | undefined;
  readonly isRunning: boolean;
  readonly problem: string | undefined;
}

export interface LiveSceneProps {
  /** The page's only one: ids inside begin with it. */
  readonly id: string;
  readonly view: SceneView;
  readonly shown: ReadonlySignal<Shown>;
}

export function LiveScene({ id, view, shown }: LiveSceneProps) {
  const { original, changed, isRunning, problem } = shown.value;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  return (
    <div class="run-live" ref={frame} aria-busy={isRunning}>
      {width > 0 && (
        <Drawing id={`${id}-1`} title={changed && 'In the lesson'} run={original} view={view} width={width} />
      )}
      <p class="run-status" role="status">
        {isRunning ? 'Running' : problem}
        {changed && !isRunning && (
          // The drawing says it to those who see it.
          <span class="visually-hidden">{`With ${changed.words}: ${headlineOf(changed.run.model)}.`}</span>
        )}
      </p>
      {changed && width > 0 && (
        <>
          <Drawing id={`${id}-2`} title={`With ${changed.words}`} run={changed.run} view={view} width={width} />
          <Comparison original={original} changed={changed.run} words={changed.words} />
        </>
      )}
    </div>
  );
}

interface DrawingProps {
  readonly id: string;
  readonly title: string | undefined;
  readonly run: SceneRun;
  readonly view: SceneView;
  readonly width: number;
}

const levels: Readonly<Record<SceneDetail, Level>> = { groups: 0, callbacks: 1, messages: 2 };

/** A page holds no table longer than this. */
const tableRowsMax = 200;

function Drawing({ id, title, run: { model }, view, width }: DrawingProps) {
  const level = levels[view.detail];
  const picture = layout(model, view.rows === 'auto' ? defaultView(model) : view.rows, { width, level });
  const headline = headlineOf(model);
  const leftOut = [...model.leftOut, ...picture.leftOut];
  return (
    <div class="timeline">
      <p class="timeline-head">
        {title !== undefined && <b>{title}</b>}
        <span class="timeline-headline">{headline}</span>
      </p>
      <TimelinePicture picture={picture} label={`Timeline. ${headline}.`} id={id} />
      {leftOut.length > 0 && <p class="timeline-left-out">{leftOut.join(' ')}</p>}
      <details class="timeline-details">
        <summary>As tables</summary>
        <TimelineTables tables={tablesOf(model, level, tableRowsMax)} />
      </details>
    </div>
  );
}

interface ComparisonProps {
  readonly original: SceneRun;
  readonly changed: SceneRun;
  readonly words: string;
}

function Comparison({ original, changed, words }: ComparisonProps) {
  return (
    <div class="table">
      <table class="run-comparison">
        <thead>
          <tr>
            <td />
            <th scope="col">in the lesson</th>
            <th scope="col">{words}</th>
          </tr>
        </thead>
        <tbody>
          {compare(original.facts, changed.facts).map(({ label, original: before, changed: after, differs }) => (
            <tr key={label} class={differs ? 'differs' : undefined}>
              <th scope="row">{label}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In pixels; 0 until it is known. */
function useWidth(frame: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
