// The instructor's guide, out of a Markdown file of its own. In it `page:workshop/room/` links to a page of the site, and a link to
// `run-sheet:half-day`, alone in its paragraph, becomes the run sheet of that preset.
import type { Token } from 'markdown-it';
import { presets } from '../../workshop/agenda/presets.ts';
import type { Library } from '../markdown/environment.ts';
import type { Markdown } from '../markdown/markdown.ts';
import { type Problems, suggestion } from '../markdown/problems.ts';
import { guideAddress, toRoot } from './addresses.ts';
import { type Html, html, trusted } from './html.ts';
import type { PageFrame } from './layout.ts';
import { type RunSheetCourse, runSheet } from './run-sheet.ts';

export const guideFile = 'lessons/instructors-guide.md';

export interface Guide {
  readonly text: string;
  readonly course: RunSheetCourse;
  /** Of all pages that a link may name. */
  readonly addresses: readonly string[];
}

export function guidePage(guide: Guide, markdown: Markdown, library: Library, problems: Problems): PageFrame {
  const source = { file: guideFile, text: guide.text, firstLine: 1, idPrefix: '', scenes: new Map() };
  const { tokens, environment } = markdown.parse(source, library, problems);
  const headings: Html[] = [];
  for (const [at, token] of tokens.entries()) {
    const report = (problem: string): void => problems.report(guideFile, (token.map?.[0] ?? 0) + 1, problem);
    if (token.type === 'heading_open' && token.tag === 'h2') {
      headings.push(html`<a href="#${String(token.attrGet('id'))}">${tokens[at + 1]?.content ?? ''}</a>`);
    }
    if (token.type !== 'inline') continue;
    for (const child of token.children ?? []) linkToPage(child, guide.addresses, report);
    const sheet = runSheetIn(token, guide.course, report);
    if (sheet === undefined) continue;
    for (const around of [tokens[at - 1], tokens[at + 1]]) if (around !== undefined) around.hidden = true;
    token.type = 'html_block';
    token.content = sheet.text;
  }
  return {
    title: 'Instructor’s guide',
    description:
      'How to prepare and lead a workshop: run sheets, the room, common questions, judging in bulk, handouts.',
    toRoot,
    script: '/site/pages/reference.ts',
    style: '/site/styles/guide.css',
    key: guideAddress.replace(/\/$/, ''),
    trail: ['Workshop', 'Instructor’s guide'],
    skipLinks: [{ href: '#guide', text: 'Skip to the guide' }],
    content: html`<main class="reference guide" id="guide" tabindex="-1">
<nav class="reference-nav" aria-label="Guide">${headings}</nav>
<article class="prose reference-text">
<h1>Instructor’s guide</h1>
${trusted(markdown.md.renderer.render([...tokens], markdown.md.options, environment))}</article>
</main>`,
  };
}

function linkToPage(token: Token, addresses: readonly string[], report: (problem: string) => void): void {
  const [, address] = token.type === 'link_open' ? (/^page:(.*)$/.exec(String(token.attrGet('href'))) ?? []) : [];
  if (address === undefined) return;
  if (addresses.includes(address)) token.attrSet('href', toRoot + address);
  else report(`the link "page:${address}" leads to no page; ${suggestion(address, addresses)}`);
}

/** @returns the run sheet, where the line is a link to one and nothing else */
function runSheetIn({ children }: Token, course: RunSheetCourse, report: (problem: string) => void): Html | undefined {
  const [open, , close, ...more] = children ?? [];
  if (open?.type !== 'link_open' || close?.type !== 'link_close' || more.length > 0) return undefined;
  const [, asked] = /^run-sheet:(.*)$/.exec(String(open.attrGet('href'))) ?? [];
  if (asked === undefined) return undefined;
  const preset = presets.find(({ id }) => id === asked);
  if (preset !== undefined) return runSheet(preset.agenda, course);
  const ids = presets.map(({ id }) => id);
  report(`no preset of an agenda is named "${asked}"; ${suggestion(asked, ids)}`);
  return undefined;
}
