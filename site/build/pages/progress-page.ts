// The page of what is kept in this browser. All of it is the browser's own: without scripts there is nothing to show.
import type { Exercise } from '../../exercise.ts';
import type { Course } from './course.ts';
import { html, trusted } from './html.ts';
import type { PageFrame } from './layout.ts';

/** Names by slug, so that the page's script can call what is kept by its title. */
export function progressPage({ lessons }: Course, exercises: ReadonlyMap<string, Exercise>): PageFrame {
  const names = {
    lessons: Object.fromEntries(lessons.map(({ slug, title }) => [slug, title])),
    exercises: Object.fromEntries([...exercises].map(([slug, { title }]) => [slug, title])),
  };
  return {
    title: 'What is kept in this browser',
    description: 'Your drafts, answers and progress: what is kept, since when, and as a file to take along.',
    toRoot: '../',
    script: '/site/pages/progress.ts',
    style: '/site/styles/progress.css',
    key: 'progress',
    trail: ['Kept in this browser'],
    skipLinks: [{ href: '#kept', text: 'Skip to what is kept' }],
    content: html`<main class="kept-page" id="kept" tabindex="-1">
<h1>What is kept in this browser</h1>
<p class="kept-lead">There is no account and no server: what you write and answer stays on this machine, in this browser, under this address. To go on
elsewhere, save a file here and open it there. What is there already is merged with it, and nothing that you typed is overwritten.</p>
<div id="kept-view"><noscript><p>This page needs scripts.</p></noscript></div>
<script type="application/json" id="names">${trusted(JSON.stringify(names).replaceAll('<', '\\u003c'))}</script>
</main>`,
  };
}
