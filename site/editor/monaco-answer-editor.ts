// The answer in Monaco: types of `kafka`, errors as they are typed, types taken out by the worker that checks them.
import type { AnswerEditor, AnswerEditorOptions, LineMark } from './answer-editor.ts';
import { createModel, editorOptions, getTypeScriptWorker, monaco } from './monaco-setup.ts';
import type { StripResult } from './strip-result.ts';
import { TabKey } from './tab-key.ts';

/** Shorter than the pause after which a run starts by itself, longer than the time between two keys. */
const STRIP_AHEAD_MS = 80;
const WORKER_TRIES = 50;
const WORKER_RETRY_MS = 100;

export function openMonacoEditor(options: AnswerEditorOptions): AnswerEditor {
  const model = createModel(options.source, options.fileName);
  const { uri } = model;
  const editor = monaco.editor.create(options.element, {
    ...editorOptions,
    model,
    ariaLabel: `${options.label}. Ctrl+M changes what Tab does.`,
    tabFocusMode: true,
  });
  const marks = editor.createDecorationsCollection();
  const tabKey = new TabKey(options.tabIndents, (indents) => editor.updateOptions({ tabFocusMode: !indents }));
  let isReplacing = false;

  // Monaco offers no option for it, and the hint about Tab has to be read together with the editor's name.
  const textbox = options.element.querySelector('[role="textbox"]') ?? options.element.querySelector('textarea');
  textbox?.setAttribute('aria-describedby', options.describedBy);

  const problems = (): void => {
    const errors = monaco.editor
      .getModelMarkers({ resource: uri })
      .filter(({ severity }) => severity === monaco.MarkerSeverity.Error)
      .sort((a, b) => a.startLineNumber - b.startLineNumber || a.startColumn - b.startColumn);
    options.onProblems(
      errors.map((marker) => ({
        message: marker.message,
        at: { line: marker.startLineNumber, column: marker.startColumn },
        isSyntax: isSyntaxCode(marker.code),
      })),
    );
  };

  const stripped = new StrippedAhead(model, options.onStripped);
  stripped.ahead();

  const listeners = [
    model.onDidChangeContent(() => {
      stripped.ahead();
      if (isReplacing) return;
      tabKey.used();
      options.onEdit(model.getValue());
    }),
    editor.onMouseDown(() => tabKey.used()),
    monaco.editor.onDidChangeMarkers((changed) => {
      if (changed.some((resource) => resource.toString() === uri.toString())) problems();
    }),
    editor.addAction({
      id: 'rebalance-lab.toggle-tab',
      label: 'Change What Tab Does: Indent or Leave the Editor',
      keybindings: [
        monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
        monaco.KeyMod.WinCtrl | monaco.KeyMod.Shift | monaco.KeyCode.KeyM,
      ],
      run: () => {
        tabKey.used();
        options.onToggleTab();
      },
    }),
  ];

  return {
    kind: 'monaco',
    source: () => model.getValue(),

    replaceSource(source) {
      isReplacing = true;
      // As an edit, so that Monaco's own undo can take it back too.
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text: source }], () => null);
      model.pushStackElement();
      isReplacing = false;
    },

    focus: () => editor.focus(),

    reveal({ line, column }) {
      const position = { lineNumber: line, column };
      editor.setPosition(position);
      editor.revealPositionInCenterIfOutsideViewport(position);
      editor.focus();
    },

    mark: (lines) => marks.set(lines.map(decorationOf)),
    setTabIndents: (tabIndents) => tabKey.set(tabIndents),
    strip: () => stripped.now(),

    dispose() {
      stripped.dispose();
      for (const listener of listeners) listener.dispose();
      editor.dispose();
      model.dispose();
    },
  };
}

/** TypeScript numbers what its parser says from 1000 to 1999. */
function isSyntaxCode(code: monaco.editor.IMarker['code']): boolean {
  return /^1\d{3}$/.test(String(typeof code === 'object' ? code.value : code));
}

function decorationOf({ line, text }: LineMark): monaco.editor.IModelDeltaDecoration {
  return {
    range: new monaco.Range(line, 1, line, 1),
    options: {
      isWholeLine: true,
      className: 'answer-marked-line',
      linesDecorationsClassName: 'answer-mark',
      linesDecorationsTooltip: text,
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    },
  };
}

/** Takes the types out as soon as typing pauses: a run then finds that done, and never waits behind the check of types. */
class StrippedAhead {
  readonly #model: monaco.editor.ITextModel;
  readonly #onStripped: (result: StripResult) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: { readonly version: number; readonly result: Promise<StripResult> } | undefined;

  constructor(model: monaco.editor.ITextModel, onStripped: (result: StripResult) => void) {
    this.#model = model;
    this.#onStripped = onStripped;
  }

  now(): Promise<StripResult> {
    const version = this.#model.getVersionId();
    if (this.#latest?.version === version) return this.#latest.result;
    const result = strip(this.#model.uri);
    this.#latest = { version, result };
    // A worker that did not answer is asked again.
    result.catch(() => {
      if (this.#latest?.result === result) this.#latest = undefined;
    });
    return result;
  }

  ahead(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A run asks again and says what is wrong.
      this.now().then(this.#onStripped, () => {});
    }, STRIP_AHEAD_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}

async function strip(uri: monaco.Uri): Promise<StripResult> {
  const worker = await typeScriptWorker(uri);
  // Monaco declares the methods of its own worker only; ours is that worker with one more.
  return (worker as unknown as { strip(fileName: string): Promise<StripResult> }).strip(uri.toString());
}

/** Monaco refuses to name the worker until its lazily loaded language part is there. */
async function typeScriptWorker(uri: monaco.Uri) {
  for (let tries = 1; ; tries++) {
    try {
      return await (await getTypeScriptWorker())(uri);
    } catch (error) {
      if (tries === WORKER_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, WORKER_RETRY_MS));
    }
  }
}
