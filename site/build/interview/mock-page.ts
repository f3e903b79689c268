// The page of the mock interview. All of it is the browser's own: without scripts there is nothing to show. Floor 7.
import type { ExerciseContent } from '../exercise.ts';
import { interviewAddress, mockAddress, toRoot } from '../pages/addresses.ts';
import { html, trusted } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';

/** Titles and lessons by slug, so that a report can name exercises without fetching them. */
export function mockPage(exercises: ReadonlyMap<string, ExerciseContent>): PageFrame {
  const names = Object.fromEntries(
    [...exercises].map(([slug, { exercise, lesson }]) => [slug, { title: exercise.title, lesson }]),
  );
  return {
    title: 'Mock interview',
    description: 'A timed interview on consumer groups: to talk about, to work out, to code. It ends with a report.',
    toRoot,
    script: '/site/pages/mock.ts',
    style: '/site/styles/mock.css',
    key: mockAddress.replace(/\/$/, ''),
    trail: ['Interview', 'Mock interview'],
    skipLinks: [{ href: '#mock', text: 'Skip to the interview' }],
    content: html`<main class="review mock" id="mock" tabindex="-1">
<p class="lesson-meta"><a href="${toRoot}${interviewAddress}">All questions</a></p>
<h1>Mock interview</h1>
<div id="mock-view"><noscript><p>The mock interview needs scripts. All questions and their answers are <a href="${toRoot}${interviewAddress}">in the deck</a>.</p></noscript></div>
<script type="application/json" id="exercise-names">${trusted(JSON.stringify(names).replaceAll('<', '\\u003c'))}</script>
</main>`,
  };
}
