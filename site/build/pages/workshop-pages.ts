// Pages of workshops: where an instructor composes an agenda, and where a link brings an attendee. What they show is the browser's own, so
// without scripts they say so.
import { type CourseData, courseDataId } from '../../workshop/course-data.ts';
import type { ExerciseContent } from '../exercise.ts';
import { joinAddress, presentAddress, toRoot, workshopAddress } from './addresses.ts';
import type { Course } from './course.ts';
import { type Html, html, trusted } from './html.ts';
import type { PageFrame } from './layout.ts';

/** @param questions by lesson, how many stand at its end */
export function workshopPagesOf(
  course: Course,
  exercises: ReadonlyMap<string, ExerciseContent>,
  questions: () => Promise<ReadonlyMap<string, number>>,
): readonly (readonly [address: string, frame: () => Promise<PageFrame>])[] {
  const data = async (): Promise<Html> => dataScript(courseDataOf(course, exercises, await questions()));
  return [
    [workshopAddress, async () => workshopPage(await data())],
    [joinAddress, async () => joinPage(await data())],
    [presentAddress, async () => presentPage(await data())],
  ];
}

export const knownWorkshopPages = [
  { address: workshopAddress, title: 'Workshop' },
  { address: joinAddress, title: 'Join a workshop' },
  { address: presentAddress, title: 'Present' },
] as const;

function courseDataOf(
  course: Course,
  exercises: ReadonlyMap<string, ExerciseContent>,
  questions: ReadonlyMap<string, number>,
): CourseData {
  return {
    parts: course.parts.map(({ title, lessons }) => ({
      title,
      lessons: lessons.map(({ slug, title, short, minutes, exercises }) => ({
        slug,
        title,
        short,
        minutes,
        questions: questions.get(slug) ?? 0,
        exercises,
      })),
    })),
    exercises: [...exercises.values()].map(({ exercise: { slug, title, rules, version }, minutes }) => ({
      slug,
      title,
      minutes,
      rules: rules.map((rule) => rule.title),
      version,
    })),
  };
}

const dataScript = (data: CourseData): Html =>
  html`<script type="application/json" id="${courseDataId}">${trusted(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>`;

const needsScripts = html`<noscript><p>This page needs scripts.</p></noscript>`;

function workshopPage(data: Html): PageFrame {
  return {
    title: 'Workshop',
    description: 'Compose the agenda of a workshop from lessons, exercises and breaks, and hand it out as a link.',
    toRoot: '../',
    script: '/site/pages/workshop.ts',
    style: '/site/styles/workshop.css',
    key: workshopAddress.replace(/\/$/, ''),
    trail: [],
    skipLinks: [{ href: '#workshop', text: 'Skip to the agenda' }],
    content: html`<main class="workshop" id="workshop" tabindex="-1">
<h1>Workshop</h1>
<p class="workshop-lead">Plan a workshop from lessons, exercises and breaks. A link sets up your attendees; nothing is sent anywhere, and what you plan stays
in this browser. For a single lesson on a projector, <a href="./present/">present it</a> without an agenda. Attendees <a href="./hand-in/">hand in</a> what they have done, and
<a href="./room/">the room</a> shows you who passed what, and who needs help. The <a href="./guide/">instructor’s guide</a> has it all in order, with run sheets.</p>
<p class="workshop-lead">Everyone in one network? <code>npm run workshop</code> serves this site from your machine, and the room shows hand-ins as attendees send them. Open
this page at the address that it prints, so that the agenda’s link leads there.</p>
<div id="compose-view">${needsScripts}</div>
${data}
</main>`,
  };
}

function joinPage(data: Html): PageFrame {
  return {
    title: 'Join a workshop',
    description: 'What a link of your instructor sets up, and whether you agree.',
    toRoot,
    script: '/site/pages/workshop-join.ts',
    style: '/site/styles/workshop-join.css',
    key: joinAddress.replace(/\/$/, ''),
    trail: ['Workshop', 'Join'],
    skipLinks: [{ href: '#workshop', text: 'Skip to the workshop' }],
    content: html`<main class="workshop is-narrow" id="workshop" tabindex="-1">
<h1>Join a workshop</h1>
<div id="join-view">${needsScripts}</div>
${data}
</main>`,
  };
}

function presentPage(data: Html): PageFrame {
  return {
    title: 'Present',
    description: 'A lesson at projector size, revealed step by step, with notes and the time in a second window.',
    toRoot,
    script: '/site/pages/present.ts',
    style: '/site/styles/present.css',
    key: presentAddress.replace(/\/$/, ''),
    trail: ['Workshop', 'Present'],
    skipLinks: [],
    content: html`<main class="workshop" id="workshop" tabindex="-1">
<h1>Present</h1>
<div id="present-view">${needsScripts}</div>
${data}
</main>`,
  };
}
