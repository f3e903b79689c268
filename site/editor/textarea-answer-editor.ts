// The answer in a plain textarea: for touch screens, and where Monaco cannot be loaded. Runs the same, checks no types.
import type { AnswerEditor, AnswerEditorOptions } from './answer-editor.ts';
import { TabKey } from './tab-key.ts';

const INDENT = '  ';

export function openTextareaEditor(options: AnswerEditorOptions): AnswerEditor {
  const area = document.createElement('textarea');
  area.className = 'answer-textarea';
  area.value = options.source;
  area.spellcheck = false;
  area.wrap = 'off';
  area.autocapitalize = 'off';
  area.setAttribute('autocorrect', 'off');
  area.setAttribute('autocomplete', 'off');
  area.setAttribute('aria-label', options.label);
  area.setAttribute('aria-describedby', options.describedBy);
  options.element.append(area);

  let doesTabIndent = false;
  const tabKey = new TabKey(options.tabIndents, (indents) => {
    doesTabIndent = indents;
  });

  area.addEventListener('input', () => {
    tabKey.used();
    options.onEdit(area.value);
  });
  area.addEventListener('pointerdown', () => tabKey.used());
  area.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'm' && event.ctrlKey && !event.altKey) {
      event.preventDefault();
      tabKey.used();
      options.onToggleTab();
    } else if (event.key === 'Tab' && !event.shiftKey && doesTabIndent) {
      event.preventDefault();
      insert(area, INDENT);
    }
  });

  return {
    kind: 'textarea',
    source: () => area.value,

    replaceSource(source) {
      area.value = source;
    },

    focus: () => area.focus(),

    reveal({ line, column }) {
      const lines = area.value.split('\n');
      const offset = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
      area.focus();
      area.setSelectionRange(offset, offset);
      // Browsers do not scroll to a selection that a script has set.
      const lineHeight = area.scrollHeight / Math.max(lines.length, 1);
      area.scrollTop = Math.max(0, lineHeight * (line - 3));
    },

    // A textarea has nowhere to put a mark; the link in the results leads to the line.
    mark: () => {},
    setTabIndents: (tabIndents) => tabKey.set(tabIndents),

    async strip() {
      const source = area.value;
      const { stripWithSucrase } = await import('./sucrase-strip.ts');
      return stripWithSucrase(source);
    },

    dispose: () => area.remove(),
  };
}

/** Through the editing command, deprecated and everywhere: setting the value would empty the browser's undo history. */
function insert(area: HTMLTextAreaElement, text: string): void {
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input'));
}
