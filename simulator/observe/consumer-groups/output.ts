// Floor 4. What the command prints: lines for the two streams in the order in which they appear, and columns padded as by Java's
// `%-15s`. Knows no table.

export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** What one run of the command prints. Most errors leave `exitStatus` at 0, as in Kafka. */
export interface CommandOutput {
  readonly lines: readonly OutputLine[];
  readonly exitStatus: 0 | 1;
}

/** A column is left-aligned and at least `width` wide; `undefined`: never padded. */
export interface Column {
  readonly name: string;
  readonly width: number | undefined;
}

/** A header and rows. Columns are one space apart; a padded last column leaves spaces at the end of a line, as in Kafka. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const format = (cells: readonly string[]) =>
    columns.map(({ width }, index) => (cells[index] ?? '').padEnd(width ?? 0)).join(' ');
  return [format(columns.map(({ name }) => name)), ...rows.map(format)];
}

/** The width of a column that grows with what is in it. */
export function widthOf(least: number, cells: readonly string[]): number {
  return cells.reduce((width, cell) => Math.max(width, cell.length), least);
}

export function stdout(...texts: readonly string[]): OutputLine[] {
  return texts.map((text) => ({ stream: 'stdout', text }));
}

export function stderr(...texts: readonly string[]): OutputLine[] {
  return texts.map((text) => ({ stream: 'stderr', text }));
}

/** How the command reports an error (Kafka: ConsumerGroupCommand.printError): on stdout, after an empty line. */
export function printedError(message: string): OutputLine[] {
  return stdout('', `Error: ${message}`);
}

export function done(lines: readonly OutputLine[]): CommandOutput {
  return { lines, exitStatus: 0 };
}

/**
 * A wrong use of options: the message on stderr and exit status 1 (Kafka: CommandLineUtils.printUsageAndExit). Kafka prints the list of
 * all options after it, which is left out here.
 */
function usageError(message: string): CommandOutput {
  return { lines: stderr(message), exitStatus: 1 };
}

/** Thrown inside a command for a wrong use of its options. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Thrown inside a command for what Kafka's command meets as an exception: it prints that and ends with exit status 0. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** What is printed for an error that ended a command. Rethrows errors that are no part of the command. */
export function failureOutput(error: unknown): CommandOutput {
  if (error instanceof UsageError) return usageError(error.message);
  if (error instanceof CommandFailure) {
    return done(printedError(`Executing consumer group command failed due to ${error.message}`));
  }
  throw error;
}
