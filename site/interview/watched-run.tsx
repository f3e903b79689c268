// The run of a computed question on a live timeline, played up to the moment in question. A file of its own, since all that it needs is
// fetched only when somebody wants to watch. Floor 7.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type PlayedScene, runInThread } from '../scene/run-in-thread.ts';
import type { SceneDetail } from '../scene/scene-data.ts';
import type { Level } from '../timeline/model/timeline-model.ts';
import { Timeline } from '../workbench/timeline-with-styles.ts';
import type { ComputedQuestion } from './families/question.ts';

export interface WatchedRunProps {
  readonly question: ComputedQuestion;
  /** The page's only one: ids inside begin with it. */
  readonly id: string;
}

const levels: Readonly<Record<SceneDetail, Level>> = { groups: 0, callbacks: 1, messages: 2 };

export function WatchedRun({ question: { scenario, show }, id }: WatchedRunProps) {
  const [run, setRun] = useState<PlayedScene>();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    setProblem(undefined);
    runInThread({ scenario, view: show }).then(setRun, (error: unknown) =>
      setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, [attempt]);
  const area = useRef<HTMLElement>(null);
  // What was pressed for it is gone.
  useEffect(() => {
    area.current?.focus({ preventScroll: true });
    area.current?.scrollIntoView({ block: 'nearest' });
  }, [run]);
  const told = useMemo(() => ({ play: { fromMs: show.fromMs, toMs: show.atMs }, marks: [] }), [run]);
  const runs = useMemo(() => (run === undefined ? [] : [run]), [run]);

  if (problem !== undefined)
    return (
      <p class="computed-trouble" role="alert">
        {problem}{' '}
        <button type="button" class="button" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      </p>
    );
  return (
    <section class="computed-run" ref={area} tabIndex={-1} aria-label="The run" aria-busy={run === undefined}>
      {run === undefined ? (
        <p>Running</p>
      ) : (
        <Timeline id={id} runs={runs} start={{ ms: show.fromMs, level: levels[show.detail] }} told={told} />
      )}
    </section>
  );
}
