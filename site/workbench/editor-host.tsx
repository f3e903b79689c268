// Opens the answer's editor in its place: Monaco, or the plain one on touch screens and where Monaco cannot be loaded.
import { useEffect, useRef } from 'preact/hooks';
import type { AnswerEditor, AnswerEditorOptions } from '../editor/answer-editor.ts';
import type { Bench } from './bench.ts';

export const TAB_HINT_ID = 'bench-tab-hint';

/** A finger and nothing finer: Monaco does not serve there. */
const isTouchOnly = (): boolean => !matchMedia('(any-pointer: fine)').matches;

export function EditorHost({ bench }: { readonly bench: Bench }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let isGone = false;
    void openEditor(bench, element).then((editor) => {
      if (isGone) return editor.dispose();
      bench.editorOpened(editor);
      // Who asked for the editor has been waiting in the workbench's place; nobody else's focus is moved.
      if (element.closest('.workbench')?.parentElement === document.activeElement) editor.focus();
    });
    return () => {
      isGone = true;
      bench.dispose();
    };
  }, [bench]);
  const isOpen = bench.editor.value !== undefined;
  return (
    <div class="editor-host" aria-busy={!isOpen}>
      {!isOpen && <pre class="editor-waiting">{bench.opening.value.source}</pre>}
      <div ref={place} class="editor-place" />
    </div>
  );
}

async function openEditor(bench: Bench, element: HTMLElement): Promise<AnswerEditor> {
  const options: AnswerEditorOptions = {
    element,
    fileName: `${bench.exercise.slug}.ts`,
    source: bench.source.value,
    label: `Your answer, ${bench.exercise.slug}.ts`,
    describedBy: TAB_HINT_ID,
    tabIndents: bench.kept.settings.value.tabIndents,
    onEdit: (source) => bench.edited(source),
    onToggleTab: () => bench.toggleTab(),
    onStripped: (result) => bench.control.prepare(result),
    onProblems: (problems) => {
      bench.problems.value = problems;
    },
  };
  if (!isTouchOnly()) {
    try {
      const { openMonacoEditor } = await import('../editor/monaco-answer-editor.ts');
      return openMonacoEditor(options);
    } catch {
      bench.editorTrouble.value =
        'The full editor could not be loaded. This plain one runs your code the same, but does not check types. Reload the page to try again.';
      element.replaceChildren();
    }
  }
  const { openTextareaEditor } = await import('../editor/textarea-answer-editor.ts');
  return openTextareaEditor(options);
}
