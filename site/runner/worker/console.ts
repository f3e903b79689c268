// What learner code writes to the console, kept with the test that wrote it. Bounded: a flood costs neither memory nor time.
import { placeNow } from 'testkit';
import { inspect } from 'vitest/internal/browser';
import type { LogLine } from '../outcome.ts';

const linesMaxPerTest = 200;
const charactersMaxPerLine = 2_000;
const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;

export interface LogBook {
  readonly lines: readonly LogLine[];
  readonly dropped: number;
}

let lines: LogLine[] = [];
let dropped = 0;

/** Replaces the realm's console. Before lockdown. */
export function captureConsole(): void {
  const captured = Object.fromEntries(levels.map((level) => [level, (...values: unknown[]) => write(level, values)]));
  Object.defineProperty(self, 'console', { value: captured, writable: true, configurable: true });
}

/** What was written since the last call. */
export function takeLogs(): LogBook {
  const book = { lines, dropped };
  lines = [];
  dropped = 0;
  return book;
}

function write(level: LogLine['level'], values: readonly unknown[]): void {
  if (lines.length >= linesMaxPerTest) {
    dropped += 1;
    return;
  }
  let text = '';
  for (const [index, value] of values.entries()) {
    if (text.length > charactersMaxPerLine) break;
    text += index === 0 ? textOf(value) : ` ${textOf(value)}`;
  }
  const place = placeNow();
  lines.push({
    level,
    text: text.length > charactersMaxPerLine ? `${text.slice(0, charactersMaxPerLine)}…` : text,
    ...(place === undefined ? {} : { place }),
  });
}

/** The inspector writes a sign before each zero; a console does so only where it is negative. */
function plainZero(text: string): string {
  return text === '+0' ? '0' : text;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  try {
    return inspect(value, { truncate: charactersMaxPerLine, stylize: plainZero });
  } catch {
    // A getter or a proxy of the learner's that throws while it is looked at.
    return '(a value that cannot be shown)';
  }
}
