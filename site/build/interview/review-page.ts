// The page of the review. All of it is the browser's own: without scripts there is nothing to show. Floor 7.
import { interviewAddress, reviewAddress, toRoot } from '../pages/addresses.ts';
import { html } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';

export function reviewPage(): PageFrame {
  return {
    title: 'Review',
    description: 'Interview questions that are due today, one at a time, by keyboard.',
    toRoot,
    script: '/site/pages/review.ts',
    style: '/site/styles/review.css',
    key: reviewAddress.replace(/\/$/, ''),
    trail: ['Interview', 'Review'],
    skipLinks: [{ href: '#review', text: 'Skip to the card' }],
    content: html`<main class="review" id="review" tabindex="-1">
<p class="lesson-meta"><a href="${toRoot}${interviewAddress}">All questions</a></p>
<h1>Review</h1>
<div id="review-view"><noscript><p>The review needs scripts. All questions and their answers are <a href="${toRoot}${interviewAddress}">in the deck</a>.</p></noscript></div>
</main>`,
  };
}
