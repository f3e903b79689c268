// What is wrong with a lesson or an exercise, and where. Stops a build; shown as it is.

export interface ContentPosition {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

export class ContentError extends Error {
  override readonly name = 'ContentError';
  /** From the project's root. */
  readonly file: string;
  readonly at: ContentPosition | undefined;
  readonly problem: string;

  constructor(file: string, at: ContentPosition | undefined, problem: string) {
    super(`${file}${at === undefined ? '' : `:${at.line}:${at.column}`}: ${problem}`);
    this.file = file;
    this.at = at;
    this.problem = problem;
  }
}

export function positionAt(text: string, offset: number): ContentPosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
