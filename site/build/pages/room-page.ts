// The instructor's page of a workshop. What was handed in lies in the browser: scripts fill it.
import type { Exercise } from '../../exercise.ts';
import { toRoot } from './addresses.ts';
import type { Course } from './course.ts';
import { html } from './html.ts';
import type { PageFrame } from './layout.ts';
import { exerciseFactsScript } from './workshop-frame.ts';

export function roomPage(course: Course, exercises: ReadonlyMap<string, Exercise>): PageFrame {
  return {
    title: 'The room',
    description: 'For instructors: who passed what, who is stuck on which rule, and what most attendees fail at.',
    toRoot,
    script: '/site/pages/room.ts',
    style: '/site/styles/room.css',
    key: 'workshop/room',
    trail: ['Workshop', 'The room'],
    skipLinks: [{ href: '#room', text: 'Skip to the room' }],
    content: html`<main class="workshop room-page" id="room" tabindex="-1">
<h1>The room</h1>
<p class="workshop-lead">For instructors. Take in what attendees handed in, and see who passed what and who needs help. All of it stays in this browser. What attendees
claim is shown as they sent it, until you run their answers here: in the same sandbox as your own, where they can do no harm. With <code>npm run workshop</code>, hand-ins show up by themselves: open the address of the room that it prints.</p>
<div id="room-view"><noscript><p>This page needs scripts.</p></noscript></div>
${exerciseFactsScript(course, exercises)}
</main>`,
  };
}
