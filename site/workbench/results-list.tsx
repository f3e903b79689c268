// The list of rules with their tests: what holds, what is broken, what changed since the last run.
import { useSignal } from '@preact/signals';
import type { SourceProblem } from '../editor/answer-editor.ts';
import type { Rule } from '../exercise.ts';
import type { RuleTest, RuleVerdict, Verdict } from '../runner/verdict.ts';
import type { Bench } from './bench.ts';
import { HintButton, SolutionButton } from './brief.tsx';
import { hasFailed, liveVerdict } from './shown-run.ts';
import { changesText, counted, durationText, headingOf, timeText } from './words.ts';

export function ResultsList({ bench }: { readonly bench: Bench }) {
  const { control, exercise } = bench;
  const live = control.live.value;
  const finished = control.finished.value;
  const verdict =
    live !== undefined
      ? liveVerdict(exercise.rules, live)
      : finished === undefined
        ? undefined
        : control.verdictOf(finished.report);
  return (
    <div class="results-list" id="bench-list">
      <Summary bench={bench} verdict={verdict} />
      <ol class="results-rules">
        {exercise.rules.map((rule, index) => (
          <RuleItem key={rule.id} bench={bench} rule={rule} number={index + 1} verdict={verdict} />
        ))}
      </ol>
      <p class="results-help">
        <HintButton bench={bench} />
        <SolutionButton bench={bench} />
      </p>
    </div>
  );
}

function Summary({ bench, verdict }: { readonly bench: Bench; readonly verdict: Verdict | undefined }) {
  const { control, problems } = bench;
  const live = control.live.value;
  const finished = control.finished.value;
  const [problem] = problems.value;
  const changed = control.changes.value && changesText(control.changes.value);
  const isStale = finished !== undefined && finished.source !== bench.source.value && finished.source !== '';
  return (
    <div class="results-summary">
      <h2>
        {verdict === undefined ? 'Results' : headingOf(verdict)}
        {live !== undefined ? (
          <span class="results-time">
            {live.outcomes.length} of {live.collected.length} run
          </span>
        ) : (
          finished !== undefined && (
            <span class="results-time">{runText(finished.only, finished.report.durationMs, finished.endedAt)}</span>
          )
        )}
      </h2>
      {problem !== undefined && (
        <p class="results-problem">
          {problemsText(problems.value)},{' '}
          <button type="button" class="bench-link" onClick={() => bench.reveal(problem.at)}>
            line {problem.at.line}
          </button>
        </p>
      )}
      {live === undefined && changed !== undefined && <p class="results-changes">{changed}</p>}
      {live === undefined && verdict !== undefined && isOfEarlierRun(verdict) && (
        <p class="results-changes">The list is of the run before.</p>
      )}
      {live === undefined && isStale && <p class="results-changes">The code has changed since this run.</p>}
    </div>
  );
}

/** What cannot be read hides what the types would say of it. */
function problemsText(problems: readonly SourceProblem[]): string {
  const syntax = problems.filter(({ isSyntax }) => isSyntax);
  return syntax.length > 0 ? counted(syntax.length, 'syntax error') : counted(problems.length, 'type error');
}

/** Nothing came of this run, so what was known stays in the list. */
function isOfEarlierRun({ ending, rules }: Verdict): boolean {
  const isWithoutOutcomes = ending.kind === 'syntax-error' || ending.kind === 'cancelled';
  return isWithoutOutcomes && rules.some(({ tests }) => tests.some(({ outcome }) => outcome !== undefined));
}

function runText(only: string | undefined, durationMs: number, endedAt: number): string {
  // Ends that took no time of their own, and results of another visit, are better told by the clock.
  const took = durationMs === 0 ? `at ${timeText(endedAt)}` : durationText(durationMs);
  return only === undefined ? took : `one test, ${took}`;
}

interface RuleItemProps {
  readonly bench: Bench;
  readonly rule: Rule;
  readonly number: number;
  readonly verdict: Verdict | undefined;
}

const MARKS = { holds: '✓', broken: '✗', unknown: '·' } as const;
const STATE_WORDS = { holds: 'holds', broken: 'broken', unknown: 'not known' } as const;

function RuleItem({ bench, rule, number, verdict }: RuleItemProps) {
  const choice = useSignal<boolean | undefined>(undefined);
  const found = verdict?.rules.find((each) => each.rule.id === rule.id);
  const state = found?.state ?? 'unknown';
  const { selected } = bench.control;
  const isSelectedHere = found?.tests.some(({ id }) => id === selected.value) ?? false;
  const isOpen = choice.value ?? isSelectedHere;
  const listId = `bench-rule-${rule.id}`;
  return (
    <li class={`rule-item is-${state}${isSelectedHere ? ' is-current' : ''}`}>
      <button
        type="button"
        class="rule-row"
        aria-expanded={isOpen}
        aria-controls={listId}
        disabled={found === undefined || found.tests.length === 0}
        onClick={() => {
          choice.value = !isOpen;
        }}
      >
        <span class="rule-mark" aria-hidden="true">
          {MARKS[state]}
        </span>
        <span class="rule-number">{number}</span>
        <span class="rule-title">{rule.title}</span>
        <span class="rule-count">{found === undefined ? '' : countText(found)}</span>
        <span class="board-hidden">{STATE_WORDS[state]}</span>
      </button>
      <ul id={listId} hidden={!isOpen}>
        {isOpen && found?.tests.map((test) => <TestItem key={test.id} bench={bench} test={test} />)}
      </ul>
    </li>
  );
}

const countText = ({ passed, total }: RuleVerdict): string => (total === 0 ? 'not run' : `${passed} of ${total}`);

function TestItem({ bench, test }: { readonly bench: Bench; readonly test: RuleTest }) {
  const { selected } = bench.control;
  const { outcome } = test;
  const state = outcome === undefined ? 'unknown' : hasFailed(test) ? 'fail' : 'pass';
  return (
    <li>
      <button
        type="button"
        class={`test-row is-${state}`}
        aria-current={selected.value === test.id ? 'true' : undefined}
        onClick={() => {
          selected.value = test.id;
        }}
      >
        <span class="test-mark" aria-hidden="true">
          {state === 'pass' ? '✓' : state === 'fail' ? '✗' : '·'}
        </span>
        {test.title}
        <span class="board-hidden">{state === 'pass' ? 'passes' : state === 'fail' ? 'fails' : 'has not run'}</span>
      </button>
    </li>
  );
}
