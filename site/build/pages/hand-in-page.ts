// The page on which an attendee of a workshop hands in. What there is to hand in lies in the browser: scripts fill it.
import type { Exercise } from '../../exercise.ts';
import { toRoot } from './addresses.ts';
import type { Course } from './course.ts';
import { html } from './html.ts';
import type { PageFrame } from './layout.ts';
import { exerciseFactsScript } from './workshop-frame.ts';

export function handInPage(course: Course, exercises: ReadonlyMap<string, Exercise>): PageFrame {
  return {
    title: 'Hand in',
    description: 'Hand in your answers to the workshop’s exercises: to the room, by file, by text or by QR code.',
    toRoot,
    script: '/site/pages/hand-in.ts',
    style: '/site/styles/hand-in.css',
    key: 'workshop/hand-in',
    trail: ['Workshop', 'Hand in'],
    skipLinks: [{ href: '#hand-in', text: 'Skip to what you hand in' }],
    content: html`<main class="workshop is-narrow" id="hand-in" tabindex="-1">
<h1>Hand in</h1>
<p class="workshop-lead">Show your instructor how far you have come. What you hand in is your name, the answers that you choose, and which rules held when you
last ran them. Nothing leaves this browser until you send it.</p>
<div id="hand-in-view"><noscript><p>This page needs scripts: your answers lie in this browser.</p></noscript></div>
${exerciseFactsScript(course, exercises)}
</main>`,
  };
}
