// Code that is read and not written: a highlighted file, and two versions side by side. In Monaco, like the answer.
import { createModel, editorOptions, monaco } from './monaco-setup.ts';

/** The source as HTML in the editor's colors, one `<br>` a line. */
export function highlighted(source: string): Promise<string> {
  return monaco.editor.colorize(source, 'typescript', { tabSize: 2 });
}

interface ComparedSources {
  readonly yours: string;
  readonly solution: string;
}

/** Returns how to take it away again. */
export function openDiff(element: HTMLElement, { yours, solution }: ComparedSources): () => void {
  const original = createModel(yours, 'compared/yours.ts');
  const modified = createModel(solution, 'compared/solution.ts');
  const diff = monaco.editor.createDiffEditor(element, {
    ...editorOptions,
    readOnly: true,
    originalEditable: false,
    tabFocusMode: true,
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderValidationDecorations: 'off',
    renderOverviewRuler: false,
    hideUnchangedRegions: { enabled: false },
    ignoreTrimWhitespace: true,
  });
  diff.setModel({ original, modified });
  // The diff editor's own options for these names do not reach the text boxes.
  diff.getOriginalEditor().updateOptions({ ariaLabel: 'Your code, read only' });
  diff.getModifiedEditor().updateOptions({ ariaLabel: 'The solution, read only' });
  return () => {
    diff.dispose();
    original.dispose();
    modified.dispose();
  };
}
