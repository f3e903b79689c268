// Blocks between ::: lines: callouts, groups of code tabs, notes for a speaker.
import type { MarkdownIt, Token } from 'markdown-it';
import container from 'markdown-it-container';
import { type Environment, environmentOf, renderLine } from './environment.ts';

/** Word that opens the block, and the label above its title. */
const callouts = { note: 'Note', warning: 'Warning', wrong: 'Often said' } as const;

export function containers(md: MarkdownIt): void {
  for (const [name, label] of Object.entries(callouts)) {
    container(md, name, {
      render: (tokens: readonly Token[], index: number, _options: unknown, env: unknown) => {
        const token = tokens[index];
        if (token?.nesting !== 1) return '</div>\n';
        const environment = environmentOf(env as Environment);
        const line = environment.firstLine + (token.map?.[0] ?? 0);
        const title = renderLine(md, titleOf(token, name), environment, line);
        return `<div class="callout ${name}" role="note"><p class="callout-label">${label}</p>${
          title === '' ? '' : `<p class="callout-title">${title}</p>`
        }\n`;
      },
    });
  }
  container(md, 'tabs', {
    render: (tokens: readonly Token[], index: number) =>
      tokens[index]?.nesting === 1 ? '<div class="code-tabs" data-code-tabs>\n' : '</div>\n',
  });
  // For whoever presents the lesson (site/workshop/present): in the page, and not shown.
  container(md, 'speaker', {
    render: (tokens: readonly Token[], index: number) =>
      tokens[index]?.nesting === 1 ? '<template data-speaker>\n' : '</template>\n',
  });
  md.core.ruler.after('block', 'course_containers', (state) => {
    check(state.tokens, state.src.split('\n'), environmentOf(state.env));
  });
}

const titleOf = (token: Token, name: string): string => token.info.trim().slice(name.length).trim();

function check(tokens: readonly Token[], lines: readonly string[], environment: Environment): void {
  const report = (token: Token, problem: string): void =>
    environment.problems.report(environment.file, environment.firstLine + (token.map?.[0] ?? 0), problem);
  let tabs: { readonly open: Token; count: number } | undefined;
  let isForSpeaker = false;
  for (const token of tokens) {
    if (token.type.startsWith('container_speaker_')) isForSpeaker = token.nesting === 1;
    if (isForSpeaker && token.type === 'heading_open') {
      report(token, 'a heading cannot stand inside "::: speaker"; write a paragraph');
    }
    const name = /^container_(.+)_open$/.exec(token.type)?.[1];
    if (name !== undefined) {
      if (!(lines[token.map?.[1] ?? 0] ?? '').trimStart().startsWith(':::')) {
        report(token, `the block "::: ${name}" is never closed; add a line with ::: after it`);
      }
      if (name === 'wrong' && titleOf(token, name) === '') report(token, 'write the claim behind "::: wrong"');
      if (name === 'tabs') tabs = { open: token, count: 0 };
    } else if (token.type === 'container_tabs_close') {
      if (tabs !== undefined && tabs.count < 2) report(tabs.open, '"::: tabs" needs two fences or more');
      tabs = undefined;
    } else if (token.type === 'fence') {
      const label = labelOf(token);
      if (tabs === undefined && label !== '')
        report(token, `a label ("${label}") belongs to a fence inside "::: tabs" only`);
      if (tabs !== undefined && label === '')
        report(token, 'a fence inside "::: tabs" needs a label: ```ts TypeScript');
      if (tabs !== undefined) {
        tabs.count += 1;
        token.meta = { tabLabel: label };
      }
    } else if (tabs !== undefined) {
      report(token, 'only fences can stand inside "::: tabs"');
      tabs = undefined;
    }
  }
}

/** What stands behind the language of a fence. */
const labelOf = (token: Token): string => token.info.trim().split(/\s+/).slice(1).join(' ');
