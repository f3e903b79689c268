// Goes through the running text of a page: links, glossary terms, placeholders. Each is checked at its own line.
import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { type Environment, environmentOf, nextId } from './environment.ts';
import { sceneFact, sceneNamed } from './lesson-scene.ts';
import { suggestion } from './problems.ts';

const placeholder = /\{\{\s*([\w-]+)\.([^{}]+?)\s*\}\}/g;

export function textWalk(md: MarkdownIt, renderPlainLine: (text: string) => string): void {
  // Before all other inline syntax, so that no underscore or asterisk inside a placeholder is taken for emphasis.
  md.inline.ruler.before('escape', 'placeholder', (state, silent) => {
    const match = /^\{\{[^{}\n]+\}\}/.exec(state.src.slice(state.pos));
    if (match === null) return false;
    if (!silent) state.push('placeholder', '', 0).content = match[0];
    state.pos += match[0].length;
    return true;
  });
  md.core.ruler.after('inline', 'course_text', (state) => walk(state, renderPlainLine));
}

function walk(state: StateCore, renderPlainLine: (text: string) => string): void {
  const environment = environmentOf(state.env);
  let line = environment.firstLine;
  let isHeading = false;
  for (const token of state.tokens) {
    if (token.map !== null) line = environment.firstLine + token.map[0];
    if (token.type === 'heading_open') isHeading = true;
    if (token.type === 'heading_close') isHeading = false;
    if (token.type === 'inline') walkLine(token, { environment, line, isHeading, renderPlainLine });
  }
}

interface Place {
  readonly environment: Environment;
  readonly line: number;
  readonly isHeading: boolean;
  readonly renderPlainLine: (text: string) => string;
}

function walkLine(inline: Token, place: Place): void {
  const { environment } = place;
  const report = (line: number, problem: string): void => environment.problems.report(environment.file, line, problem);
  let line = place.line;
  /** Closing HTML of the links that are open, innermost last; `undefined` for one that stays a link. */
  const open: (string | undefined)[] = [];
  const children = inline.children ?? [];
  if (children[0]?.type === 'text' && children[0].content.startsWith(':::')) {
    report(line, `no block is named "${children[0].content.slice(3).trim()}"; known: note, warning, wrong, tabs`);
  }
  for (const token of children) {
    switch (token.type) {
      case 'softbreak':
      case 'hardbreak':
        line += 1;
        break;
      case 'placeholder':
        token.type = 'text';
        if (place.isHeading)
          report(line, 'a heading cannot hold a placeholder: its address would change with the result');
        token.content = filled(token.content, environment, (problem) => report(line, problem));
        break;
      case 'code_inline':
        token.content = filled(token.content, environment, (problem) => report(line, problem));
        break;
      case 'image':
        report(line, 'images are not supported; draw a scene, or say it in words');
        break;
      case 'link_open':
        open.push(openLink(token, line, place));
        break;
      case 'link_close': {
        const closing = open.pop();
        if (closing !== undefined) toHtml(token, closing);
        break;
      }
      default:
    }
  }
}

function filled(content: string, environment: Environment, report: (problem: string) => void): string {
  return content.replace(placeholder, (whole, id: string, path: string) => {
    const scene = sceneNamed(id, environment.scenes);
    if (typeof scene === 'string') {
      report(scene);
      return whole;
    }
    const fact = sceneFact(scene, path, environment.scenes);
    if (typeof fact !== 'string') return fact.value;
    report(`${whole}: ${fact}`);
    return whole;
  });
}

/** @returns the HTML that closes it, for a link that became something else */
function openLink(token: Token, line: number, { environment, renderPlainLine }: Place): string | undefined {
  const href = String(token.attrGet('href') ?? '');
  const report = (problem: string): void => environment.problems.report(environment.file, line, problem);
  if (href.startsWith('glossary:')) {
    const slug = href.slice('glossary:'.length);
    const entry = environment.library.glossary.get(slug);
    if (entry === undefined) {
      report(`the glossary has no term "${slug}"; ${suggestion(slug, environment.library.glossary.keys())}`);
      return undefined;
    }
    const id = nextId(environment, 'term');
    toHtml(token, `<span class="term" tabindex="0" aria-describedby="${id}">`);
    return `<span class="term-text" role="tooltip" id="${id}">${renderPlainLine(entry.text)}</span></span>`;
  }
  if (/^[a-z][a-z+.-]*:/i.test(href)) return undefined;
  if (href.startsWith('#')) {
    environment.ownLinks.push({ line, slug: decodeURI(href.slice(1)) });
    token.attrSet('href', `#${environment.idPrefix}${href.slice(1)}`);
    return undefined;
  }
  const target = environment.library.resolve(environment.file, decodeURI(href));
  if ('problem' in target) report(target.problem);
  else token.attrSet('href', target.href);
  return undefined;
}

function toHtml(token: Token, html: string): void {
  token.type = 'html_inline';
  token.content = html;
  token.nesting = 0;
}
