// Errors as plain data: vitest's own reading of them, without terminal colors, with the learner's line found.
import { processError } from 'vitest/internal/browser';
import type { SourcePosition, TestError } from '../outcome.ts';
import { LinkError } from './link.ts';

const charactersMax = 20_000;

interface ReadError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly diff?: unknown;
  readonly stack?: unknown;
  readonly cause?: unknown;
}

/** An error that vitest has already read. */
export function testErrorOf(error: ReadError, answerPath: string): TestError {
  const stack = textOf(error.stack);
  const cause = typeof error.cause === 'object' && error.cause !== null ? (error.cause as ReadError) : undefined;
  return {
    name: textOf(error.name) || 'Error',
    message: textOf(error.message),
    diff: error.diff === undefined ? undefined : textOf(error.diff),
    stack,
    inAnswer: positionIn(stack, answerPath) ?? (cause && positionIn(textOf(cause.stack), answerPath)),
  };
}

/** Anything that was thrown, whatever it is. */
export function thrownErrorOf(thrown: unknown, answerPath: string): TestError {
  try {
    const error = testErrorOf(processError(thrown), answerPath);
    if (thrown instanceof LinkError && thrown.line !== undefined)
      return { ...error, inAnswer: { line: thrown.line, column: 1 } };
    return error;
  } catch {
    return {
      name: 'Error',
      message: 'The answer threw something that cannot be read.',
      diff: undefined,
      stack: '',
      inAnswer: undefined,
    };
  }
}

function positionIn(stack: string, path: string): SourcePosition | undefined {
  for (const line of stack.split('\n')) {
    const at = line.indexOf(`${path}:`);
    // Seven digits at most: the answer may have written its stack itself.
    const position = at < 0 ? null : /^([1-9]\d{0,6}):([1-9]\d{0,6})(?!\d)/.exec(line.slice(at + path.length + 1));
    if (position !== null) return { line: Number(position[1]), column: Number(position[2]) };
  }
  return undefined;
}

function textOf(value: unknown): string {
  if (typeof value === 'object' || typeof value === 'function') return value === null ? 'null' : '(not a text)';
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const plain = value.replace(terminalColors, '');
  return plain.length > charactersMax ? `${plain.slice(0, charactersMax)}…` : plain;
}

const terminalColors = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
