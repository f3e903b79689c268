// The page on using the site without a network. What is stored is the browser's own: site/offline/offline-view.tsx shows it.
import { html } from './html.ts';
import type { PageFrame } from './layout.ts';

export function offlinePage(): PageFrame {
  return {
    title: 'Use it offline',
    description:
      'Store the whole course in this browser: how large it is, whether all of it is here, and how to remove it.',
    toRoot: '../',
    script: '/site/pages/offline.ts',
    style: '/site/styles/offline.css',
    key: 'offline',
    trail: ['Use it offline'],
    skipLinks: [{ href: '#offline', text: 'Skip to the text' }],
    content: html`<main class="kept-page offline-page" id="offline" tabindex="-1">
<h1>Use it offline</h1>
<p class="kept-lead">Lessons, exercises, the editor, the runner and the playground all run in your browser, so the course can lie there as a whole. Nothing
of it ever asks another server.</p>
<div id="offline-view"><noscript><p>This page needs scripts.</p></noscript></div>
<h2>What is kept without asking</h2>
<p>Pages that you visit, and the files they use, are kept while you read: they open again without a network. Nothing is fetched for it that you did not look at.</p>
<h2>What storing it does</h2>
<ul>
<li>Every page and every file is fetched once and checked. On the way they are smaller than stated here, where the server compresses.</li>
<li>From then on pages come from this browser, also when the network is slow. You can install the site as an app, from your browser's menu.</li>
<li>A newer version is offered, with its size. The one you have goes on until you agree, and no page is reloaded for you.</li>
<li>Your drafts and answers lie elsewhere in the browser. Neither storing nor removing the site touches them.</li>
</ul>
</main>`,
  };
}
