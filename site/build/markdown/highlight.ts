// Colors code at build time, for both themes at once. No highlighter reaches the browser.
import { createHighlighter } from 'shiki';

const languages = {
  ts: 'typescript',
  java: 'java',
  python: 'python',
  json: 'json',
  yaml: 'yaml',
  properties: 'properties',
  sh: 'shellscript',
  text: 'text',
} as const;

/** What the themes leave short of 4.5 to 1 on the page's grounds: parameters in the light one, comments in the dark. */
const readable = { 'github-light': { '#e36209': '#b45309' }, 'github-dark': { '#6a737d': '#979da8' } };

export interface Highlighter {
  /** Names that a fence may carry. */
  readonly languages: readonly string[];
  /** @returns HTML of one `<pre>` */
  highlight(code: string, language: string): string;
}

let shared: Promise<Highlighter> | undefined;

/** One highlighter for the whole process: loading the grammars takes longer than all the rest of a page. */
export function createSharedHighlighter(): Promise<Highlighter> {
  shared ??= load();
  return shared;
}

async function load(): Promise<Highlighter> {
  const shiki = await createHighlighter({
    langs: Object.values(languages).filter((name) => name !== 'text'),
    themes: ['github-light', 'github-dark'],
  });
  const grammars: Readonly<Record<string, string>> = languages;
  return {
    languages: Object.keys(languages),
    highlight: (code, language) =>
      shiki.codeToHtml(code.replace(/\n$/, ''), {
        lang: grammars[language] ?? 'text',
        themes: { light: 'github-light', dark: 'github-dark' },
        // Colors as custom properties only: the style sheet picks the theme, print always picks light.
        defaultColor: false,
        colorReplacements: readable,
      }),
  };
}
