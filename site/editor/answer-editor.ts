// Where an answer is written. Two of them: Monaco, and a plain textarea where Monaco cannot serve. Knows no runner and no storage.
import type { SourcePosition } from '../runner/outcome.ts';
import type { StripResult } from './strip-result.ts';

export interface SourceProblem {
  readonly message: string;
  readonly at: SourcePosition;
  /** Not even readable, so that nothing can run; else it is a matter of types. */
  readonly isSyntax: boolean;
}

/** A line to mark beside the code, with what it says when asked. */
export interface LineMark {
  readonly line: number;
  readonly text: string;
}

export interface AnswerEditor {
  readonly kind: 'monaco' | 'textarea';
  source(): string;
  /** Replaces the whole text; the editor's own undo can take it back. Tells `onEdit` nothing. */
  replaceSource(source: string): void;
  focus(): void;
  /** Puts the cursor there, in view, and focuses. */
  reveal(position: SourcePosition): void;
  mark(marks: readonly LineMark[]): void;
  setTabIndents(tabIndents: boolean): void;
  /** The text as it stands, without its types. */
  strip(): Promise<StripResult>;
  dispose(): void;
}

export interface AnswerEditorOptions {
  readonly element: HTMLElement;
  readonly fileName: string;
  readonly source: string;
  readonly label: string;
  /** Id of the hint that says how Tab behaves. */
  readonly describedBy: string;
  /** Whether Tab indents once the person has typed or clicked in the editor. Until then it always leaves it. */
  readonly tabIndents: boolean;
  readonly onEdit: (source: string) => void;
  /** Ctrl+M. */
  readonly onToggleTab: () => void;
  /** Types were taken out ahead of a run. */
  readonly onStripped: (result: StripResult) => void;
  /** Errors found in the text, types included, each time they have been looked for again. */
  readonly onProblems: (problems: readonly SourceProblem[]) => void;
}
