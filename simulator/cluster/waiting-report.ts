// Floor 4. Says in words what every process of a cluster was waiting for when a run ended.
import type { LastReturn } from './incarnation.ts';
import { describeError, type ProcessReport } from './process.ts';

/** One line for each process, and more for what it waits for. */
export function describeWaiting(reports: readonly ProcessReport[]): string {
  if (reports.length === 0) return 'No process was started.';
  return reports.map(describeProcess).join('\n');
}

function describeProcess({ name, state, waits, openCalls, isStuck, lastReturn, failure }: ProcessReport): string {
  const lines = [`${name} is ${state}${waits.length > 0 ? ' and waits for' : ''}`];
  for (const { what, sinceMs, stack } of waits) {
    lines.push(`  ${what}, since ${sinceMs} ms${inBrackets(placeOfCall(stack))}`);
  }
  for (const { what, sinceMs } of openCalls) lines.push(`  inside ${what}, since ${sinceMs} ms`);
  if (isStuck) {
    lines.push(
      '  It waits for a promise that nothing in the simulation will settle: a forgotten resolve, or a timer of the host.',
    );
    if (lastReturn !== undefined) lines.push(`  ${describeLastReturn(lastReturn)}`);
  }
  if (failure !== undefined) {
    const place = failure.error instanceof Error ? placeOf(failure.error.stack) : undefined;
    lines.push(
      `  At ${failure.atMs} ms an error left its function: ${describeError(failure.error)}${inBrackets(place)}`,
    );
  }
  return lines.join('\n');
}

/** Where code that waits for nothing of the simulator's was seen last. */
export function describeLastReturn({ wait, atMs }: LastReturn): string {
  return `The last call that came back to it was ${wait.what}, at ${atMs} ms${inBrackets(placeOfCall(wait.stack))}.`;
}

function inBrackets(place: string | undefined): string {
  return place === undefined ? '' : ` (${place})`;
}

/**
 * The first line of a stack that is not the simulator's own. The message, which some hosts put before, may have several lines.
 *
 * @param own a part of all lines that are the simulator's
 */
function placeOf(stack: unknown, own = '/simulator/'): string | undefined {
  const frame = framesOf(stack).find((line) => !line.includes('/simulator/') && !line.includes(own));
  return frame === undefined ? undefined : inWords(frame);
}

/** `run, answer.ts:6:9`: alike on every host and machine, which write folders and the owners of functions in their own ways. */
function inWords(frame: string): string {
  const [, name = '', place = ''] =
    /^at (?:async )?(?:(.+) \()?(\S+:\d+:\d+)\)?$/.exec(frame) ?? /^(.*)@(.+:\d+:\d+)$/.exec(frame) ?? [];
  const file = place.slice(place.lastIndexOf('/') + 1);
  const own = name.replace(/^(?:Object|Module|async)\./, '');
  return file === '' ? frame : own === '' ? file : `${own}, ${file}`;
}

/** The same for a stack that was taken in here, which tells the simulator's file when all of it was put into one. */
function placeOfCall(stack: unknown): string | undefined {
  const here = /(?:\(|@|^at )(\S+):\d+:\d+\)?$/.exec(framesOf(stack)[0] ?? '');
  return placeOf(stack, here?.[1]);
}

function framesOf(stack: unknown): readonly string[] {
  if (typeof stack !== 'string') return [];
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at |@.*:\d+:\d+$/.test(line));
}

/**
 * A run came to its end before what was asked for had happened. It is no failed assertion: it says which bound was met, and
 * what everybody was waiting for.
 */
export class RunEndedEarly extends Error {
  override readonly name = 'RunEndedEarly';
  readonly atMs: number;

  constructor(atMs: number, what: string, reports: readonly ProcessReport[]) {
    super(
      `The run ended at ${atMs} ms before ${what}: the limit of virtual time was reached.\n${describeWaiting(reports)}`,
      // With it the line of the answer.
      reasonOf(reports),
    );
    this.atMs = atMs;
  }
}

function reasonOf(reports: readonly ProcessReport[]): ErrorOptions | undefined {
  const failure = reports.find((report) => report.failure !== undefined)?.failure;
  return failure && { cause: failure.error };
}
