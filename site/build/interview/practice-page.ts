// The page to practice computed questions. They are computed in the browser: without scripts there is nothing to show. Floor 7.
import { interviewAddress, practiceAddress, toRoot } from '../pages/addresses.ts';
import type { Course } from '../pages/course.ts';
import { html, trusted } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';

export function practicePage({ lessons }: Course): PageFrame {
  const titles = Object.fromEntries(lessons.map(({ slug, title }) => [slug, title]));
  return {
    title: 'Practice',
    description: 'Interview questions with fresh numbers each time, answered by running the simulator.',
    toRoot,
    script: '/site/pages/practice.ts',
    style: '/site/styles/practice.css',
    key: practiceAddress.replace(/\/$/, ''),
    trail: ['Interview', 'Practice'],
    skipLinks: [{ href: '#practice', text: 'Skip to the question' }],
    content: html`<main class="practice" id="practice" tabindex="-1">
<p class="practice-up"><a href="${toRoot}${interviewAddress}">All questions</a></p>
<h1>Practice</h1>
<p class="practice-lead">Names and numbers are new each time. The answer is not looked up: a group is played in the simulator, and you can watch that run.</p>
<div id="practice-view"><noscript><p>These questions are computed by scripts. Those of the deck are <a href="${toRoot}${interviewAddress}">there to read</a>.</p></noscript></div>
<script type="application/json" id="lessons">${trusted(JSON.stringify(titles).replaceAll('<', '\\u003c'))}</script>
</main>`,
  };
}
