// A verdict as lines of text for a terminal.
import { type Ending, isLimit, type TestError } from '../../site/runner/outcome.ts';
import type { Verdict } from '../../site/runner/verdict.ts';

/** Of one message. An answer may throw whatever it likes, and the next verdict has to be found below it. */
const linesMax = 40;
/** Of one line. */
const charactersMax = 500;

/** 0 passed, 1 rejected, 2 could not be judged. */
export function exitStatusOf(verdict: Verdict): 0 | 1 | 2 {
  if (verdict.passed) return 0;
  return verdict.ending.kind === 'no-sandbox' || verdict.ending.kind === 'cancelled' ? 2 : 1;
}

export function describeVerdict(file: string, verdict: Verdict): string {
  const holding = verdict.rules.filter((rule) => rule.state === 'holds').length;
  const word = { 0: 'pass', 1: 'rejected', 2: 'not judged' }[exitStatusOf(verdict)];
  const lines = [`${file}: ${word}, ${holding} of ${verdict.rules.length} rules hold`];
  const ending = describeEnding(verdict.ending);
  if (ending !== undefined) lines.push(...indented(ending, '  '));
  for (const { rule, state, tests, passed, total } of verdict.rules) {
    if (state !== 'broken') continue;
    lines.push(`  ${rule.id} ${rule.title}: ${passed} of ${total} tests pass`);
    const failed = tests.filter((test) => test.outcome !== undefined && test.outcome.state !== 'pass');
    for (const { title, outcome } of failed) {
      lines.push(`    ${title}`);
      const errors = outcome?.errors ?? [];
      if (errors.length === 0) lines.push('      skipped');
      for (const error of errors) lines.push(...describeError(error));
    }
  }
  return lines.map(printable).join('\n');
}

/** The message, what differs, and where in the answer it came from, as far as these are known. */
function describeError(error: TestError): readonly string[] {
  const how = isLimit(error) ? 'stopped by a limit: ' : '';
  const lines = indented(`${how}${error.message}`, '      ');
  if (error.diff !== undefined) lines.push(...indented(error.diff.trim(), '        '));
  if (error.inAnswer !== undefined)
    lines.push(`      at line ${error.inAnswer.line}, column ${error.inAnswer.column} of the answer`);
  return lines;
}

function indented(text: string, margin: string): string[] {
  const lines = text.trimEnd().split('\n');
  const shown = lines
    .slice(0, linesMax)
    .map((line) => (line.length > charactersMax ? `${line.slice(0, charactersMax)}…` : line));
  if (lines.length > linesMax) shown.push(`… ${lines.length - linesMax} more lines`);
  return shown.map((line) => (line === '' ? '' : `${margin}${line}`));
}

/** What an answer throws or names comes out here: it may neither steer the terminal nor write over a verdict. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function describeEnding(ending: Ending): string | undefined {
  const where =
    'during' in ending && ending.during !== undefined ? ` in "${ending.during}"` : ' while the answer was loaded';
  switch (ending.kind) {
    case 'finished':
      return undefined;
    case 'syntax-error':
      return `Syntax error${ending.at === undefined ? '' : ` at line ${ending.at.line}, column ${ending.at.column}`}: ${ending.message}`;
    case 'not-loaded':
      return `The answer could not be loaded: ${ending.error.message}`;
    case 'endless-loop':
      return `Endless loop${where}: the code never gave control back.`;
    case 'never-settled':
      return `A promise that never settles${where}.`;
    case 'died':
      return `The sandbox died${where}, most likely out of memory.`;
    case 'tampered':
      return `The answer tampered with the judge: ${ending.what}.`;
    case 'stray-error':
      return `An error outside any test${where}: ${ending.error.message}`;
    case 'no-sandbox':
      return ending.message;
    case 'cancelled':
      return 'The run was called off.';
  }
}
