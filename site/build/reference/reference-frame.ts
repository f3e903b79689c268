// What the pages of the reference share: their list, their place in the site, the frame around them.
import { type Html, html } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';

export interface ReferencePage {
  /** Part of the address: `reference/settings/`. */
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
}

export const referencePages = {
  glossary: {
    slug: 'glossary',
    title: 'Glossary',
    summary: 'The terms of consumer groups, one or two sentences each.',
  },
  settings: {
    slug: 'settings',
    title: 'Settings',
    summary: 'Every setting that the course uses: default, range, since when, and which clock it controls.',
  },
  errors: {
    slug: 'errors',
    title: 'Error codes',
    summary: 'What a broker answers, what it means, and what a consumer does when it gets it.',
  },
  api: {
    slug: 'api',
    title: 'API',
    summary: 'The client that your code imports as kafka, from its own docstrings.',
  },
  scenarios: {
    slug: 'scenarios',
    title: 'Scenarios',
    summary: 'How a run of the simulated cluster is written down: topics, consumers, load, events.',
  },
  simulator: {
    slug: 'simulator',
    title: 'What is simulated',
    summary: 'What the cluster simplifies, and what it was checked against.',
  },
} as const satisfies Readonly<Record<string, ReferencePage>>;

export const referenceIndexAddress = 'reference/';
export const referenceAddress = ({ slug }: ReferencePage): string => `${referenceIndexAddress}${slug}/`;

export function referenceFrame(page: ReferencePage, content: Html): PageFrame {
  return frame(page.title, page.summary, '../../', ['Reference', page.title], referenceAddress(page), [
    html`<p class="reference-lead">${page.summary}</p>`,
    content,
  ]);
}

export function referenceIndex(): PageFrame {
  const items = Object.values(referencePages).map(
    ({ slug, title, summary }) => html`<li><a href="./${slug}/">${title}</a><p>${summary}</p></li>`,
  );
  return frame(
    'Reference',
    'Terms, settings, error codes and the API of the course.',
    '../',
    ['Reference'],
    'reference/',
    [html`<ul class="reference-list">${items}</ul>`],
  );
}

function frame(
  title: string,
  description: string,
  toRoot: string,
  trail: readonly string[],
  address: string,
  content: readonly Html[],
): PageFrame {
  return {
    title,
    description,
    toRoot,
    script: '/site/pages/reference.ts',
    style: '/site/styles/reference.css',
    key: address.replace(/\/$/, ''),
    trail,
    skipLinks: [{ href: '#reference', text: 'Skip to the text' }],
    content: html`<main class="reference" id="reference" tabindex="-1">
<nav class="reference-nav" aria-label="Reference">${Object.values(referencePages).map(
      (page) =>
        html`<a href="${toRoot}${referenceAddress(page)}"${page.title === title ? html` aria-current="page"` : undefined}>${page.title}</a>`,
    )}</nav>
<article class="prose reference-text">
<h1>${title}</h1>
${content}
</article>
</main>`,
  };
}
