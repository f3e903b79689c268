// The workbench as a whole: where its parts stand, and the keys that reach all of them.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Bench } from './bench.ts';
import { Brief, HintButton } from './brief.tsx';
import { EditorHost, TAB_HINT_ID } from './editor-host.tsx';
import { KeySheet } from './key-sheet.tsx';
import { isTypedIn, type KeyAction, keyAction } from './keys.ts';
import { Notices } from './notices.tsx';
import { SolutionView, SuiteView } from './read-only-views.tsx';
import { ResultsDetail } from './results-detail.tsx';
import { ResultsList } from './results-list.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { Splitter } from './splitter.tsx';
import { RunButton, Toolbar, tabId } from './toolbar.tsx';

export function Workbench({ bench }: { readonly bench: Bench }) {
  const root = useRef<HTMLDivElement>(null);
  useBenchKeys(bench, root);
  const { briefShare, editorShare, listShare } = bench.kept.settings.value;
  const tab = bench.tab.value;
  return (
    <div
      ref={root}
      class={`workbench${bench.hasBriefPane ? ' has-brief' : ''}${bench.isEvidenceGrown.value ? ' is-grown' : ''}`}
      style={{
        '--brief-share': `${briefShare}fr`,
        '--bench-share': `${100 - briefShare}fr`,
        '--editor-share': `${editorShare}fr`,
        '--results-share': `${100 - editorShare}fr`,
        '--list-share': `${listShare}fr`,
        '--detail-share': `${100 - listShare}fr`,
      }}
    >
      {bench.hasBriefPane && (
        <>
          <section id="bench-brief" class="bench-brief" aria-label="Brief" tabIndex={-1} data-focus-pane>
            <Brief bench={bench} />
          </section>
          <Splitter
            label="Width of the brief"
            orientation="vertical"
            share={briefShare}
            controls="bench-brief"
            onMove={(share) => bench.kept.change({ briefShare: share })}
          />
        </>
      )}
      <div class="bench-work">
        <div class="bench-code" id="bench-code" data-focus-pane tabIndex={-1}>
          <Toolbar bench={bench} />
          <Notices bench={bench} />
          <div class="bench-file" id="bench-file" role="tabpanel" aria-labelledby={tabId(tab)}>
            <div class="bench-answer" hidden={tab !== 'answer'}>
              <EditorHost bench={bench} />
              <StatusLine bench={bench} />
            </div>
            {tab === 'suite' && <SuiteView bench={bench} />}
            {tab === 'brief' && (
              <ScrollArea as="section" class="file-view" label="Brief">
                <Brief bench={bench} />
              </ScrollArea>
            )}
            {tab === 'solution' && <SolutionView bench={bench} />}
          </div>
        </div>
        <Splitter
          label="Height of the editor"
          orientation="horizontal"
          share={editorShare}
          controls="bench-code"
          onMove={(share) => bench.kept.change({ editorShare: share })}
        />
        <section id="results" class="bench-results" aria-label="Results" tabIndex={-1} data-focus-pane>
          <ResultsList bench={bench} />
          <Splitter
            label="Width of the list of rules"
            orientation="vertical"
            share={listShare}
            controls="bench-list"
            onMove={(share) => bench.kept.change({ listShare: share })}
          />
          <ResultsDetail bench={bench} />
        </section>
      </div>
      <div class="bench-bottom">
        <HintButton bench={bench} />
        <RunButton bench={bench} />
      </div>
      <p class="board-hidden" role="status" aria-live="polite">
        {bench.control.announcement.value}
      </p>
      <KeySheet bench={bench} />
    </div>
  );
}

function StatusLine({ bench }: { readonly bench: Bench }) {
  const { tabIndents, runAsYouType } = bench.kept.settings.value;
  return (
    <div class="bench-status">
      <span id={TAB_HINT_ID}>
        {tabIndents ? 'Tab indents once you type.' : 'Tab leaves the editor.'} <kbd>Ctrl M</kbd> changes that.
      </span>
      <span class="bench-space" />
      <label>
        <input
          type="checkbox"
          checked={runAsYouType}
          onChange={() => bench.kept.change({ runAsYouType: !runAsYouType })}
        />{' '}
        Run as you type
      </label>
      <button
        type="button"
        class="bench-link"
        onClick={() => {
          bench.isSheetOpen.value = true;
        }}
      >
        Keys
      </button>
    </div>
  );
}

/** The keys count on the whole page, before the editor takes them. */
function useBenchKeys(bench: Bench, root: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const act = (action: KeyAction): void => {
      const focus = (selector: string): void => root.current?.querySelector<HTMLElement>(selector)?.focus();
      const actions: Readonly<Record<KeyAction, () => void>> = {
        run: () => bench.run(),
        'next-failure': () => bench.control.selectNeighborFailure(1),
        'previous-failure': () => bench.control.selectNeighborFailure(-1),
        'next-pane': () => focusNeighborPane(1),
        'previous-pane': () => focusNeighborPane(-1),
        'focus-editor': () => bench.focusEditor(),
        'focus-results': () => focus('.bench-results'),
        'show-brief': () => {
          bench.showBrief();
          focus('.bench-brief, #bench-tab-brief');
        },
        hint: () => bench.showHint(),
        grow: () => {
          // Where there is no timeline there is nothing to be given room.
          if (root.current?.querySelector('.time-travel') !== null)
            bench.isEvidenceGrown.value = !bench.isEvidenceGrown.value;
        },
        sheet: () => {
          bench.isSheetOpen.value = true;
        },
        close: () => {
          bench.isEvidenceGrown.value = false;
          focus('.time-travel-grow');
        },
      };
      actions[action]();
    };
    const focusNeighborPane = (step: 1 | -1): void => {
      const panes = [...document.querySelectorAll<HTMLElement>('#lesson, [data-focus-pane]')];
      const here = panes.findIndex((pane) => pane.contains(document.activeElement));
      const next = panes[(here + step + panes.length) % panes.length];
      if (next?.id === 'bench-code' && bench.tab.value === 'answer') bench.editor.value?.focus();
      else next?.focus();
    };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const { letterKeys } = bench.kept.settings.value;
      const action = keyAction(event, isTypedIn(event.target), letterKeys);
      // Esc belongs to whatever is open, the editor's own widgets included; the sheet is a dialog and closes itself.
      if (action === undefined) return;
      const isForEvidence = bench.isEvidenceGrown.value && !bench.isSheetOpen.value;
      if (action === 'close' && !isForEvidence) return;
      event.preventDefault();
      event.stopPropagation();
      act(action);
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [bench, root]);
}
