// Fences of code: colored at build time, with a label where they are one of several tabs.
import type { MarkdownIt } from 'markdown-it';
import { environmentOf } from './environment.ts';
import type { Highlighter } from './highlight.ts';
import { suggestion } from './problems.ts';

export function code(md: MarkdownIt, highlighter: Highlighter): void {
  md.core.ruler.after('course_containers', 'course_languages', (state) => {
    const environment = environmentOf(state.env);
    for (const token of state.tokens) {
      const language = languageOf(token.info);
      if (token.type !== 'fence' || highlighter.languages.includes(language)) continue;
      const problem =
        language === ''
          ? `the fence names no language; write \`\`\`text for plain text`
          : `"${language}" is no known language or block`;
      const known = [...highlighter.languages, 'assignment', 'scene', 'terminal', 'predict'];
      const hint = language === '' ? '' : `; ${suggestion(language, known)}`;
      environment.problems.report(environment.file, environment.firstLine + (token.map?.[0] ?? 0), `${problem}${hint}`);
    }
  });
  md.renderer.rules.fence = (tokens, index) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const pre = highlighter.highlight(token.content, languageOf(token.info));
    const label = token.meta?.tabLabel;
    if (typeof label !== 'string') return `${pre}\n`;
    const text = md.utils.escapeHtml(label);
    return `<div class="code-tab" data-label="${text}"><p class="code-tab-label">${text}</p>${pre}</div>\n`;
  };
}

export const languageOf = (info: string): string => info.trim().split(/\s+/)[0] ?? '';
