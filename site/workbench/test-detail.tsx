// One test looked at closely: what is wrong in words, the board, what the code printed, vitest's diff, and what to do next.
import { useSignal } from '@preact/signals';
import { AssignmentBoard } from '../board/assignment-board.tsx';
import { copyText } from '../copy-text.ts';
import { isLimit, type LogLine, type TestError, type TestOutcome } from '../runner/outcome.ts';
import { ruleIdOf } from '../runner/verdict.ts';
import { momentText } from '../timeline/model/durations.ts';
import type { Bench } from './bench.ts';
import { ScrollArea } from './scroll-area.tsx';
import { linkToTest } from './test-link.ts';
import { TimeTravelView } from './time-travel-view.tsx';
import { counted, splitMessage } from './words.ts';

export function TestDetail({ bench, id }: { readonly bench: Bench; readonly id: string }) {
  const { control } = bench;
  const known = control.live.value ?? control.finished.value?.report;
  const outcome = known?.outcomes.find((each) => each.id === id);
  // A run that has begun has not collected any yet.
  const isNamed = known === undefined || known.collected.length === 0 || known.collected.some((each) => each.id === id);
  const [error, ...moreErrors] = outcome?.errors ?? [];
  return (
    <section class="test-detail" aria-label="The selected test">
      <h3 class="test-name">
        <RuleLabel name={id} />
      </h3>
      {outcome === undefined && (
        <p>
          {!isNamed
            ? 'There is no test of this name.'
            : control.live.value === undefined
              ? 'This test has not run here yet.'
              : 'The run has not come to this test yet.'}
        </p>
      )}
      {outcome?.state === 'pass' && <p class="test-passed">Passes.</p>}
      {outcome?.state === 'skip' && <p>Was skipped, which does not count as a pass.</p>}
      {error !== undefined && <ErrorMessage bench={bench} error={error} />}
      {outcome !== undefined && <Evidence outcome={outcome} />}
      {outcome !== undefined && control.live.value === undefined && (
        <TimeTravelView key={id} bench={bench} outcome={outcome} />
      )}
      {moreErrors.map((each) => (
        <ErrorMessage key={each.message} bench={bench} error={each} />
      ))}
      {outcome !== undefined && <Printed logs={outcome.logs} dropped={outcome.logsDropped} />}
      <Actions bench={bench} id={id} />
      {error !== undefined && <Technical error={error} />}
    </section>
  );
}

function RuleLabel({ name }: { readonly name: string }) {
  const rule = ruleIdOf(name);
  if (rule === undefined) return <>{name}</>;
  return (
    <>
      <span class="test-rule">Rule {rule.slice(1)}</span> {name.slice(rule.length + 2)}
    </>
  );
}

export function ErrorMessage({ bench, error }: { readonly bench: Bench; readonly error: TestError }) {
  const { lead, rest } = splitMessage(error.message);
  const stopped = isLimit(error);
  // After the first line: what every process was waiting for.
  const [said = '', ...waiting] = stopped ? rest.split('\n') : [rest];
  const at = error.inAnswer;
  return (
    <div class="message">
      {stopped && <p>Stopped by a limit of the simulated run, not by a check:</p>}
      <p>
        <b>{lead}</b> {said}
      </p>
      {waiting.length > 0 && <ScrollArea as="pre">{waiting.join('\n')}</ScrollArea>}
      {at !== undefined && (
        <p>
          <button type="button" class="bench-link" onClick={() => bench.reveal(at)}>
            {bench.exercise.slug}.ts, line {at.line}
          </button>
        </p>
      )}
    </div>
  );
}

function Evidence({ outcome }: { readonly outcome: TestOutcome }) {
  const { evidence } = outcome;
  if (evidence === undefined) return null;
  const { topics, members, actual, expected } = evidence;
  const columns = [
    ...(actual === undefined ? [] : [{ title: 'yours', owned: actual, comparedTo: expected }]),
    ...(expected === undefined ? [] : [{ title: 'Kafka', owned: expected }]),
  ];
  if (columns.length === 0) return null;
  return <AssignmentBoard topics={topics} members={members} columns={columns} />;
}

export function Printed({ logs, dropped }: { readonly logs: readonly LogLine[]; readonly dropped: number }) {
  if (logs.length === 0 && dropped === 0) return null;
  return (
    <section class="printed" aria-label="Printed by your code">
      <h4>Printed by your code</h4>
      <ScrollArea as="pre">
        {logs.map((line, index) => (
          // Lines have an order and nothing else to be told apart by.
          <span key={String(index)} class={`is-${line.level}`}>
            {line.place !== undefined && (
              <span class="printed-place">{`${line.place.process} ${momentText(line.place.atMs)} `}</span>
            )}
            {`${line.text}\n`}
          </span>
        ))}
      </ScrollArea>
      {dropped > 0 && <p>{counted(dropped, 'more line')} not shown.</p>}
    </section>
  );
}

function Actions({ bench, id }: { readonly bench: Bench; readonly id: string }) {
  const copied = useSignal<'no' | 'yes' | 'refused'>('no');
  const address = linkToTest(location.href, id);
  const copy = async (): Promise<void> => {
    copied.value = (await copyText(address)) ? 'yes' : 'refused';
  };
  return (
    <p class="test-actions">
      <button type="button" class="bench-link" onClick={() => bench.run({ only: id })}>
        Run this test alone
      </button>
      <button type="button" class="bench-link" onClick={() => void copy()}>
        {copied.value === 'yes' ? 'Link copied' : 'Copy link to this case'}
      </button>
      {copied.value === 'refused' && (
        <input class="test-address" readOnly value={address} aria-label="Link to this case, to copy by hand" />
      )}
    </p>
  );
}

function Technical({ error }: { readonly error: TestError }) {
  return (
    <>
      {error.diff !== undefined && (
        <details class="technical">
          <summary>vitest's diff</summary>
          <ScrollArea as="pre">
            {error.diff.split('\n').map((line, index) => (
              // As above.
              <span
                key={String(index)}
                class={line.startsWith('+') ? 'is-added' : line.startsWith('-') ? 'is-removed' : undefined}
              >
                {`${line}\n`}
              </span>
            ))}
          </ScrollArea>
        </details>
      )}
      <details class="technical">
        <summary>The error as it was thrown</summary>
        <ScrollArea as="pre">{error.stack === '' ? `${error.name}: ${error.message}` : error.stack}</ScrollArea>
      </details>
    </>
  );
}
