// What all pages share: the document around them, the header, the theme switch.
import { type Html, html, trusted } from './html.ts';
import type { InlineScript } from './inline-script.ts';
import { pagePolicy } from './policy.ts';

export interface PageFrame {
  readonly title: string;
  readonly description: string;
  /** From this page to the site's root: `../../`, or `./`. */
  readonly toRoot: string;
  /** From the project's root, with a slash before it: the bundler's way. */
  readonly script: string;
  readonly style: string;
  /** Under which the page's small memories are kept: `lessons/range-assignor`. */
  readonly key: string;
  /** What stands behind the mark in the header. */
  readonly trail: readonly string[];
  readonly skipLinks: readonly { readonly href: string; readonly text: string }[];
  readonly content: Html;
}

const siteName = 'Rebalance Lab';

const fonts = [
  '/node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  '/node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
];

/** @param boot runs before anything is drawn: it sets the theme and the split that the reader chose */
export function renderDocument(frame: PageFrame, boot: InlineScript): string {
  const { title, description, toRoot, script, style, key, trail, skipLinks, content } = frame;
  return `<!doctype html>\n${
    html`<html lang="en" data-pane="read">
<head>
<meta http-equiv="Content-Security-Policy" content="${trusted(pagePolicy([boot.hash]))}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === siteName ? title : `${title} | ${siteName}`}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="/site/styles/mark.svg">
${fonts.map((font) => html`<link rel="preload" as="font" type="font/woff2" crossorigin href="${font}">\n`)}<link rel="stylesheet" href="${style}">
<script>${trusted(boot.code)}</script>
<script type="module" src="${script}"></script>
</head>
<body data-page="${key}" data-root="${toRoot}">
${skipLinks.map(({ href, text }) => html`<a class="skip-link" href="${href}">${text}</a>\n`)}<header class="site-header">
<a class="mark" href="${toRoot}" aria-label="${siteName}">${mark}<span>${siteName}</span></a>
${breadcrumb(trail)}
${siteNav(toRoot)}
<button type="button" class="search-button" data-search hidden><span>Search</span><kbd>/</kbd></button>
<label class="theme"><span class="visually-hidden">Theme</span><select data-theme-choice>
<option value="system">System</option><option value="light">Light</option><option value="dark">Dark</option>
</select></label>
</header>
${content}
</body>
</html>
`.text
  }`;
}

const sections = [
  { address: '', title: 'Course' },
  { address: 'playground/', title: 'Playground' },
  { address: 'interview/', title: 'Interview' },
  { address: 'workshop/', title: 'Workshop' },
  { address: 'reference/', title: 'Reference' },
] as const;

function siteNav(toRoot: string): Html {
  return html`<nav class="site-nav" aria-label="Site">${sections.map(
    ({ address, title }) => html`<a href="${toRoot}${address}">${title}</a>`,
  )}</nav>`;
}

function breadcrumb(trail: readonly string[]): Html | undefined {
  if (trail.length === 0) return undefined;
  const items = trail.map((item, index) =>
    index === trail.length - 1 ? html`<li aria-current="page">${item}</li>` : html`<li>${item}</li>`,
  );
  return html`<nav class="trail" aria-label="You are here"><ol>${items}</ol></nav>`;
}

/** Three members' bars, one partition shared out: the same picture as styles/mark.svg, in the theme's colors. */
const mark = trusted(
  '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">' +
    '<rect x="1" y="3" width="11" height="3.4" rx="1.2" fill="var(--p0)"/>' +
    '<rect x="8" y="8.3" width="11" height="3.4" rx="1.2" fill="var(--p1)"/>' +
    '<rect x="1" y="13.6" width="7" height="3.4" rx="1.2" fill="var(--p2)"/>' +
    '<rect x="11" y="13.6" width="8" height="3.4" rx="1.2" fill="var(--p2)" opacity=".45"/></svg>',
);
