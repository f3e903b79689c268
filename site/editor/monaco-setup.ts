// Monaco, once a page: workers, TypeScript's options, the types of `kafka`, the theme. Loaded only when an editor is shown.
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/typescript/register';
import kafkaTypes from 'virtual:kafka-types';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import {
  getTypeScriptWorker,
  ModuleKind,
  type ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register';
import { currentPageTheme, type PageTheme, watchPageTheme } from './page-theme.ts';
import TsWorker from './ts.worker.ts?worker';

declare global {
  interface Window {
    MonacoEnvironment?: { getWorker(id: string, label: string): Worker };
  }
}

/** TypeScript's `bundler`, which Monaco's own enumeration lacks. */
const RESOLVE_AS_BUNDLER = 100 as ModuleResolutionKind;

/** TypeScript's `force`, likewise: a file without an import is a module too. */
const DETECT_MODULES_BY_FORCE = 3;

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'typescript' ? new TsWorker() : new EditorWorker()),
};

// As in tsconfig.base.json. All of it before the first model: a change would start the worker again.
typescriptDefaults.setCompilerOptions({
  target: ScriptTarget.ESNext,
  lib: ['lib.es2023.d.ts'],
  module: ModuleKind.ESNext,
  moduleResolution: RESOLVE_AS_BUNDLER,
  moduleDetection: DETECT_MODULES_BY_FORCE,
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  types: [],
});
typescriptDefaults.setEagerModelSync(true);
typescriptDefaults.setExtraLibs(
  kafkaTypes.map(({ path, source }) => ({ content: source, filePath: `file:///${path}` })),
);

const THEME = 'rebalance-lab';

applyTheme(currentPageTheme());
watchPageTheme(applyTheme);

function applyTheme(theme: PageTheme): void {
  const { isDark, color } = theme;
  const syntax = isDark
    ? { keyword: 'f97583', type: 'c3a6f2', string: '9ecbff', number: '79b8ff' }
    : { keyword: 'c22f3d', type: '6f42c1', string: '032f62', number: '005cc5' };
  monaco.editor.defineTheme(THEME, {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: color('--ink').slice(1) },
      { token: 'keyword', foreground: syntax.keyword },
      { token: 'type', foreground: syntax.type },
      { token: 'string', foreground: syntax.string },
      { token: 'number', foreground: syntax.number },
      { token: 'regexp', foreground: syntax.string },
      { token: 'comment', foreground: color('--faint').slice(1) },
      { token: 'delimiter', foreground: color('--ink').slice(1) },
    ],
    colors: {
      'editor.background': color('--panel'),
      'editor.foreground': color('--ink'),
      'editorLineNumber.foreground': color('--faint'),
      'editorLineNumber.activeForeground': color('--ink'),
      'editorLineNumber.dimmedForeground': color('--faint'),
      'editor.lineHighlightBackground': color('--sunk'),
      'editor.lineHighlightBorder': '#00000000',
      // Monaco's own highlights take the contrast from the code that stands on them.
      'editor.selectionBackground': isDark ? '#26325a' : '#d9e5ff',
      'editor.inactiveSelectionBackground': color('--accent-bg'),
      'editor.selectionHighlightBackground': color('--accent-bg'),
      'editor.wordHighlightBackground': color('--accent-bg'),
      'editor.wordHighlightStrongBackground': color('--accent-bg'),
      'editor.wordHighlightTextBackground': color('--accent-bg'),
      'diffEditor.insertedLineBackground': color('--ok-bg'),
      'diffEditor.removedLineBackground': color('--bad-bg'),
      'diffEditor.insertedTextBackground': isDark ? '#1b3325' : '#dff2e6',
      'diffEditor.removedTextBackground': isDark ? '#3a2020' : '#fce8e4',
      'editorWidget.background': color('--panel'),
      'editorWidget.border': color('--line'),
      'editorHoverWidget.background': color('--panel'),
      'editorSuggestWidget.background': color('--panel'),
      // Unused and unreachable code is underlined instead of faded: faded text is hard to read.
      'editorUnnecessaryCode.opacity': '#000000ff',
      'editorUnnecessaryCode.border': color('--faint'),
      'editorError.foreground': color('--bad'),
      'editorWarning.foreground': color('--warn'),
      focusBorder: color('--accent'),
    },
  });
  monaco.editor.setTheme(THEME);
}

/** What every editor of ours has in common. */
export const editorOptions = {
  theme: THEME,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  minimap: { enabled: false },
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSize: 13.5,
  lineHeight: 21,
  fontLigatures: false,
  padding: { top: 14, bottom: 14 },
  lineNumbersMinChars: 4,
  scrollBeyondLastLine: false,
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  overviewRulerBorder: false,
  stickyScroll: { enabled: false },
  guides: { indentation: false },
  smoothScrolling: false,
  contextmenu: false,
} satisfies monaco.editor.IStandaloneEditorConstructionOptions;

/** A TypeScript text. Its uri is its name to the TypeScript worker. */
export function createModel(source: string, path: string): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(source, 'typescript', monaco.Uri.parse(`file:///${path}`));
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  return model;
}

export { getTypeScriptWorker, monaco };
