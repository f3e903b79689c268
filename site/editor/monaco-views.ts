// Code that is read and not written: a highlighted file, and two versions side by side. In Monaco, like the answer.
import { editorOptions, monaco } from './monaco-setup.ts';

/** The source as HTML in the editor's colors, one `<br>` a line. */
export function highlighted(source: string): Promise<string> {
  return monaco.editor.colorize(source, 'typescript', { tabSize: 2 });
}

export interface ComparedSources {
  readonly yours: string;
  readonly solution: string;
}

/** Returns how to take it away again. */
export function openDiff(element: HTMLElement, { yours, solution }: ComparedSources): () => void {
  const original = monaco.editor.createModel(yours, 'typescript', monaco.Uri.parse('file:///compared/yours.ts'));
  const modified = monaco.editor.createModel(solution, 'typescript', monaco.Uri.parse('file:///compared/solution.ts'));
  const diff = monaco.editor.createDiffEditor(element, {
    ...editorOptions,
    readOnly: true,
    originalEditable: false,
    tabFocusMode: true,
    originalAriaLabel: 'Your code',
    modifiedAriaLabel: 'The solution',
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderValidationDecorations: 'off',
    renderOverviewRuler: false,
    hideUnchangedRegions: { enabled: false },
    ignoreTrimWhitespace: true,
  });
  diff.setModel({ original, modified });
  return () => {
    diff.dispose();
    original.dispose();
    modified.dispose();
  };
}
