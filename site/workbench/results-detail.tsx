// Beside the list: how a run ended where it did not simply finish, the selected test, or what to do first.

import { pausesAutoRun } from './auto-run.ts';
import type { Bench } from './bench.ts';
import { ScrollArea } from './scroll-area.tsx';
import type { FinishedRun } from './shown-run.ts';
import { ErrorMessage, Printed, TestDetail } from './test-detail.tsx';
import { counted, endingWords } from './words.ts';

export function ResultsDetail({ bench }: { readonly bench: Bench }) {
  const { finished, selected, live } = bench.control;
  const run = finished.value;
  const isLive = live.value !== undefined;
  const hasEnding = !isLive && run !== undefined && run.report.ending.kind !== 'finished';
  return (
    <div class="results-detail">
      {hasEnding && <EndingNote bench={bench} run={run} />}
      {!isLive && run !== undefined && <Printed logs={run.report.logs} dropped={0} />}
      {selected.value !== undefined ? (
        <TestDetail bench={bench} id={selected.value} />
      ) : (
        !hasEnding && <Overview bench={bench} run={isLive ? undefined : run} />
      )}
    </div>
  );
}

function EndingNote({ bench, run }: { readonly bench: Bench; readonly run: FinishedRun }) {
  const { ending } = run.report;
  const words = endingWords(ending);
  if (words === undefined) return null;
  const [problem] = bench.problems.value;
  return (
    <section class={`ending is-${ending.kind}`} aria-label="How the run ended">
      <div class="message">
        <p>
          <b>{words.title}</b> {words.text}
        </p>
        <p>{words.next}</p>
        {words.at !== undefined && <LineLink bench={bench} at={words.at} />}
        {ending.kind === 'not-loaded' && problem !== undefined && (
          <p>
            The editor says: {problem.message} <LineLink bench={bench} at={problem.at} />
          </p>
        )}
      </div>
      {pausesAutoRun(ending) && bench.kept.settings.value.runAsYouType && (
        <p class="ending-paused">Running as you type waits until you run yourself.</p>
      )}
      {ending.kind === 'not-loaded' && ending.error.stack !== '' && (
        <details class="technical">
          <summary>The error as it was thrown</summary>
          <ScrollArea as="pre">{ending.error.stack}</ScrollArea>
        </details>
      )}
      {ending.kind === 'stray-error' && <ErrorMessage bench={bench} error={ending.error} />}
    </section>
  );
}

function LineLink({
  bench,
  at,
}: {
  readonly bench: Bench;
  readonly at: { readonly line: number; readonly column: number };
}) {
  return (
    <button type="button" class="bench-link" onClick={() => bench.reveal(at)}>
      Go to line {at.line}
    </button>
  );
}

function Overview({ bench, run }: { readonly bench: Bench; readonly run: FinishedRun | undefined }) {
  if (run === undefined) {
    if (bench.control.live.value !== undefined) return <p class="results-empty">Running.</p>;
    return (
      <p class="results-empty">
        Nothing has run yet. Press Run, or Ctrl+Enter: the suite holds your code to the{' '}
        {counted(bench.exercise.rules.length, 'rule')} of the brief.
      </p>
    );
  }
  if (!bench.control.verdictOf(run.report).passed)
    return <p class="results-empty">Choose a test on the left to look at it.</p>;
  return (
    <div class="results-passed">
      <p>
        <b>Every rule holds.</b> All {counted(run.report.outcomes.length, 'test')} pass.
      </p>
      <ToSolution bench={bench} />
    </div>
  );
}

function ToSolution({ bench }: { readonly bench: Bench }) {
  if (bench.isExam) return null;
  if (bench.heldBack.value.solutions)
    return <p>The solution to compare with is held back until your instructor releases it.</p>;
  return (
    <p>
      <button type="button" class="bench-link" onClick={() => bench.showSolution()}>
        Compare with the solution
      </button>
    </p>
  );
}
