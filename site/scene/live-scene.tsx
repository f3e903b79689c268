// A scene in a page with scripts: the lesson's run, and under it on the same axis the run with what the reader chose. Floor 7; runs
// nothing itself.
import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Timeline, type TimelineRunShown } from '../timeline/live/timeline.tsx';
import { headlineOf } from '../timeline/model/headline.ts';
import type { Level } from '../timeline/model/timeline-model.ts';
import { compare } from './comparison.ts';
import type { ToldScene } from './pick.ts';
import type { PlayedScene } from './run-in-thread.ts';
import type { SceneDetail, SceneView } from './scene-data.ts';

export interface Shown {
  readonly original: PlayedScene;
  /** What the reader chose in words, and the run with it. */
  readonly changed: { readonly words: string; readonly run: PlayedScene } | undefined;
  readonly isRunning: boolean;
  readonly problem: string | undefined;
}

export interface LiveSceneProps {
  /** The page's only one: ids inside begin with it. */
  readonly id: string;
  readonly view: SceneView;
  readonly shown: ReadonlySignal<Shown>;
  readonly told: ReadonlySignal<ToldScene | undefined>;
  /** In pixels, until the real width is known. */
  readonly width: number;
}

const levels: Readonly<Record<SceneDetail, Level>> = { groups: 0, callbacks: 1, messages: 2 };

export function LiveScene({ id, view, shown, told, width }: LiveSceneProps) {
  const { original, changed, isRunning, problem } = shown.value;
  const runs = useMemo<readonly TimelineRunShown[]>(
    () =>
      changed === undefined
        ? [original]
        : [
            { ...original, title: 'In the lesson' },
            { ...changed.run, title: `With ${changed.words}` },
          ],
    [original, changed],
  );
  const { atMs = view.fromMs, detail, rows } = view;
  return (
    <div class="run-live" aria-busy={isRunning}>
      <p class="run-status" role="status">
        {isRunning ? 'Running' : problem}
        {changed && !isRunning && (
          // The drawing says it to those who see it.
          <span class="visually-hidden">{`With ${changed.words}: ${headlineOf(changed.run.model)}.`}</span>
        )}
      </p>
      <Timeline
        id={id}
        runs={runs}
        start={{ ms: atMs, level: levels[detail], ...(rows === 'auto' ? {} : { view: rows }) }}
        told={told.value}
        width={width}
      />
      {changed && <Comparison original={original} changed={changed.run} words={changed.words} />}
    </div>
  );
}

interface ComparisonProps {
  readonly original: PlayedScene;
  readonly changed: PlayedScene;
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
