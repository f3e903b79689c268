// The line above the editor: what is shown below it, whether it is saved, reset and run.
import type { Bench, BenchTab } from './bench.ts';
import { timeText } from './words.ts';

export function Toolbar({ bench }: { readonly bench: Bench }) {
  return (
    <div class="bench-bar">
      <Tabs bench={bench} />
      <span class="bench-space" />
      <SavedNote bench={bench} />
      <UndoButton bench={bench} />
      <ResetButton bench={bench} />
      <RunButton bench={bench} />
    </div>
  );
}

function ResetButton({ bench }: { readonly bench: Bench }) {
  const isStarter = bench.source.value === bench.exercise.starter;
  // Not `disabled`: the button was just pressed, and a disabled one would drop the focus.
  return (
    <button
      type="button"
      class="bench-button"
      aria-disabled={isStarter}
      onClick={() => {
        if (!isStarter) void bench.reset();
      }}
    >
      Reset
    </button>
  );
}

function Tabs({ bench }: { readonly bench: Bench }) {
  const current = bench.tab.value;
  const tabs: readonly (readonly [BenchTab, string])[] = [
    ['answer', `${bench.exercise.slug}.ts`],
    ...(bench.isExam ? [] : [['suite', 'suite.test.ts'] as const]),
    ...(bench.hasBriefPane ? [] : [['brief', 'Brief'] as const]),
    ...(bench.maySeeSolution.value ? [['solution', 'Solution'] as const] : []),
  ];
  const select = (tab: BenchTab): void => {
    if (tab === 'solution') bench.showSolution();
    else bench.tab.value = tab;
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const here = tabs.findIndex(([tab]) => tab === current);
    const next = tabs[(here + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    select(next[0]);
    document.getElementById(tabId(next[0]))?.focus();
  };
  return (
    <div class="bench-tabs" role="tablist" aria-label="Files" onKeyDown={press}>
      {tabs.map(([tab, text]) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={tabId(tab)}
          aria-selected={tab === current}
          aria-controls="bench-file"
          tabIndex={tab === current ? 0 : -1}
          onClick={() => select(tab)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

export const tabId = (tab: BenchTab): string => `bench-tab-${tab}`;

function SavedNote({ bench }: { readonly bench: Bench }) {
  const { saving } = bench.draft.value;
  const text =
    saving.kind === 'failing'
      ? 'Not saved'
      : saving.kind === 'waiting'
        ? 'Saving'
        : saving.at === undefined
          ? ''
          : `Saved ${timeText(saving.at)}`;
  return <span class={`bench-saved${saving.kind === 'failing' ? ' is-bad' : ''}`}>{text}</span>;
}

function UndoButton({ bench }: { readonly bench: Bench }) {
  const { previous } = bench.draft.value;
  if (previous === undefined || previous.source === bench.source.value) return null;
  const texts = { starter: 'Undo reset', 'other-tab': 'Bring back', copy: 'Bring back', undo: 'Redo' } as const;
  return (
    <button
      type="button"
      class="bench-button"
      title="Puts the text back that stood here before"
      onClick={async () => {
        await bench.undoReset();
        // This button is gone now, or says something else.
        bench.editor.value?.focus();
      }}
    >
      {texts[previous.replacedBy]}
    </button>
  );
}

export function RunButton({ bench }: { readonly bench: Bench }) {
  // What is over in a blink is not worth a button to stop it.
  const isLong = bench.control.live.value !== undefined;
  return (
    <button
      type="button"
      class="bench-button is-primary"
      aria-keyshortcuts="Control+Enter Meta+Enter"
      disabled={bench.editor.value === undefined}
      onClick={() => (isLong ? bench.control.cancel() : bench.run())}
    >
      {isLong ? 'Stop' : 'Run'}{' '}
      {!isLong && (
        <span class="run-keys" aria-hidden="true">
          Ctrl Enter
        </span>
      )}
    </button>
  );
}
