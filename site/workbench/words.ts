// What the workbench says about runs: summaries, endings, counts. Pure text, so that it can be read and tested in one place.
import type { Ending, SourcePosition } from '../runner/outcome.ts';
import type { Verdict } from '../runner/verdict.ts';
import { type FinishedRun, hasFailed, type RunChanges, testsOf } from './shown-run.ts';

const NUMBER = new Intl.NumberFormat('en-US');

export const counted = (count: number, noun: string): string =>
  `${NUMBER.format(count)} ${noun}${count === 1 ? '' : 's'}`;

export function summaryOf(verdict: Verdict): string {
  const holding = verdict.rules.filter(({ state }) => state === 'holds').length;
  return `${holding} of ${verdict.rules.length} rules hold`;
}

/** The results' heading: what may be said about the rules after this end. */
export function headingOf(verdict: Verdict): string {
  switch (verdict.ending.kind) {
    case 'finished':
      return summaryOf(verdict);
    case 'syntax-error':
    case 'not-loaded':
    case 'no-sandbox':
      return 'Nothing ran';
    case 'cancelled':
      return 'Called off';
    case 'tampered':
      return 'No verdict';
    case 'endless-loop':
    case 'never-settled':
    case 'died':
    case 'stray-error':
      return `Cut short: ${summaryOf(verdict)}`;
  }
}

export const durationText = (ms: number): string =>
  ms < 10_000 ? `in ${NUMBER.format(Math.max(1, Math.round(ms)))} ms` : `in ${NUMBER.format(Math.round(ms / 1000))} s`;

export const timeText = (at: number): string => new Date(at).toLocaleTimeString('en-GB');

/** For the live region: one sentence or two, the counts first. */
export function announcementOf(run: FinishedRun, verdict: Verdict): string {
  const { ending } = run.report;
  const words = endingWords(ending);
  if (words !== undefined) return `${words.title} ${words.next}`;
  const tests = testsOf(verdict);
  if (run.only !== undefined) {
    const test = tests.find(({ id }) => id === run.only);
    return test === undefined ? '' : `Run alone: ${test.title} ${hasFailed(test) ? 'fails' : 'passes'}.`;
  }
  const passing = tests.filter(({ outcome }) => outcome?.state === 'pass').length;
  if (verdict.passed) return `All ${counted(tests.length, 'test')} pass. Every rule holds.`;
  const failure = tests.find(hasFailed);
  const first = failure === undefined ? '' : ` First failure: ${failure.name}.`;
  return `${passing} of ${counted(tests.length, 'test')} pass.${first}`;
}

export function changesText({ nowPassing, newlyFailing }: RunChanges): string | undefined {
  const parts = [
    nowPassing.length > 0 ? `Now passing: ${someOf(nowPassing)}.` : '',
    newlyFailing.length > 0 ? `Newly failing: ${someOf(newlyFailing)}.` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(' ');
}

function someOf(names: readonly string[]): string {
  const [first = '', second] = names;
  if (names.length === 1) return first;
  return names.length === 2 ? `${first}; ${second}` : `${first}; and ${names.length - 1} more`;
}

interface EndingWords {
  readonly title: string;
  readonly text: string;
  /** What to do now. */
  readonly next: string;
  readonly at: SourcePosition | undefined;
}

/** What a run's end means, where it did not simply finish. */
export function endingWords(ending: Ending): EndingWords | undefined {
  switch (ending.kind) {
    case 'finished':
      return undefined;
    case 'syntax-error':
      return {
        title: ending.at === undefined ? 'The code cannot be read.' : `Line ${ending.at.line} cannot be read.`,
        text: ending.message,
        next: 'Nothing ran. Mend the line and run again.',
        at: ending.at,
      };
    case 'not-loaded':
      return {
        title: 'The answer could not be loaded.',
        text: `${ending.error.name}: ${ending.error.message}`,
        next: 'No test ran. Check what the file imports and exports, and what it does outside of functions.',
        at: ending.error.inAnswer,
      };
    case 'endless-loop':
      return {
        title: ending.line === undefined ? 'A loop never ended.' : `The loop on line ${ending.line} never ended.`,
        text: `The code did not give control back for two seconds${within(ending.during)}, so the run was stopped.`,
        next: 'Look at what should end the loop. The code is kept, and the next run starts afresh.',
        at: ending.line === undefined ? undefined : { line: ending.line, column: 1 },
      };
    case 'never-settled':
      return {
        title: 'A promise never settled.',
        text: `The run waited${within(ending.during)} for something that nothing was going to do.`,
        next: 'Look for an `await` whose promise is never resolved.',
        at: undefined,
      };
    case 'died':
      return {
        title: 'The sandbox died.',
        text: `The process that ran the code stopped answering${within(ending.during)}. Most likely it ran out of memory.`,
        next: 'Look for a list or a string that only grows. The next run starts afresh.',
        at: undefined,
      };
    case 'tampered':
      return {
        title: 'This run does not count.',
        text: `The code changed something that the judge stands on: ${ending.what}.`,
        next: 'Leave the test tools and the built-in objects as they are, and run again.',
        at: undefined,
      };
    case 'stray-error':
      return {
        title: 'An error came outside of every test.',
        text: `${ending.error.name}: ${ending.error.message}. Nobody waited for the promise that it rejected${
          ending.during === undefined ? '' : `; it was noticed during "${ending.during}"`
        }.`,
        next: 'Await the promise, or catch what it is rejected with.',
        at: ending.error.inAnswer,
      };
    case 'no-sandbox':
      return {
        title: 'The sandbox could not be started.',
        text: `This is not about your code. ${ending.message}`,
        next: 'Reload the page. If it stays so, try another browser: this one may forbid scripts in sandboxed frames.',
        at: undefined,
      };
    case 'cancelled':
      return {
        title: 'The run was called off.',
        text: 'It was stopped before all tests had ended.',
        next: 'Run again for a verdict.',
        at: undefined,
      };
  }
}

const within = (during: string | undefined): string => (during === undefined ? '' : ` in "${during}"`);

/** A message's first sentence, which says what is wrong, and the rest. */
export function splitMessage(message: string): { readonly lead: string; readonly rest: string } {
  const end = /[.!?](?=\s)/.exec(message);
  if (end === null) return { lead: message, rest: '' };
  return { lead: message.slice(0, end.index + 1), rest: message.slice(end.index + 1).trimStart() };
}
