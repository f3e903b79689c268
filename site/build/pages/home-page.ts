// The front page: what this is, and the course as a map. What is done is drawn by site/pages/home.ts, out of what the browser keeps.
import type { Exercise } from '../../exercise.ts';
import {
  exerciseAddress,
  interviewAddress,
  lessonAddress,
  offlineAddress,
  playgroundAddress,
  progressAddress,
  reviewAddress,
  workshopAddress,
} from './addresses.ts';
import type { Course, Lesson, Part } from './course.ts';
import { type Html, html } from './html.ts';
import type { PageFrame } from './layout.ts';
import { lessonSize } from './lesson-page.ts';

const root = './';

export interface HomeContent {
  readonly course: Course;
  readonly exercises: ReadonlyMap<string, Exercise>;
  /** By lesson, how many questions stand at its end. */
  readonly questions: ReadonlyMap<string, number>;
}

export function homePage(content: HomeContent): PageFrame {
  const { course } = content;
  const first = course.lessons[0];
  return {
    title: 'Rebalance Lab',
    description: 'Learn how Kafka consumer groups and rebalancing work, by building them.',
    toRoot: root,
    script: '/site/pages/home.ts',
    style: '/site/styles/home.css',
    key: 'home',
    trail: [],
    skipLinks: [{ href: '#course', text: 'Skip to the course' }],
    content: html`<main class="home" id="home">
<div class="hero">
<h1>Kafka consumer groups, from the inside</h1>
<p>Read how a group divides its partitions. Say what will happen before you are shown. Then write the code yourself: it is judged in your
browser, by tests built on assignments recorded from Apache Kafka.</p>
${first && start(first)}
<p class="map-due" data-review-link hidden><a href="${root}${reviewAddress}">Interview review</a>: <span data-review-due="only"></span></p>
</div>
<div data-workshop hidden></div>
<div class="map" id="course" tabindex="-1">
${course.parts.map((part, index) => partSection(part, index + 1, content))}
</div>
<p class="map-foot"><a href="${root}${playgroundAddress}">The playground</a>: a live cluster to crash, freeze, slow and deploy to.</p>
<p class="map-foot"><a href="${root}${interviewAddress}">Interview preparation</a>: questions with model answers, and a daily review of them.</p>
<p class="map-foot"><a href="${root}${workshopAddress}">Workshops</a>: plan one from lessons and exercises, and set up everybody with a link.</p>
<p class="map-foot"><a href="${root}${progressAddress}">What is kept in this browser</a>: your drafts, answers and progress, as a file to take along.</p>
<p class="map-foot"><a href="${root}${offlineAddress}">Use it offline</a>: the whole course in this browser, for trains and bad networks.</p>
</main>`,
  };
}

/** With scripts, site/pages/home.ts turns it to where the reader goes on. */
function start(lesson: Lesson): Html {
  return html`<a class="continue" href="${root}${lessonAddress(lesson.slug)}" data-continue>
<span><small>Start here</small><b>${lesson.title}</b><span>${lessonSize(lesson)}</span></span>
<span class="button primary" aria-hidden="true">Open</span></a>`;
}

function partSection(part: Part, number: number, content: HomeContent): Html {
  const minutes = part.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return html`<section aria-labelledby="part-${number}" data-part>
<h2 id="part-${number}"><i>${number}</i>${part.title}<span data-part-left>${minutes} min</span></h2>
<ol>${part.lessons.map((lesson) => lessonItem(lesson, content))}</ol>
</section>`;
}

function lessonItem(lesson: Lesson, { exercises, questions }: HomeContent): Html {
  const { slug, title, short, summary, minutes } = lesson;
  const listed = lesson.exercises.flatMap((name) => exercises.get(name) ?? []);
  return html`<li data-lesson="${slug}" data-minutes="${minutes}" data-questions="${questions.get(slug) ?? 0}">
<div class="map-lesson"><a href="${root}${lessonAddress(slug)}" data-title="${title}" data-size="${lessonSize(lesson)}">${short}</a> <span class="map-state" data-state hidden></span> <span class="map-minutes">${minutes} min</span></div>
<p>${summary}</p>
${listed.length === 0 ? undefined : html`<ul class="map-exercises" aria-label="Exercises">${listed.map(exerciseItem)}</ul>`}
</li>`;
}

function exerciseItem({ slug, title, rules, version }: Exercise): Html {
  return html`<li data-exercise="${slug}" data-rules="${rules.length}" data-version="${version}"><span class="pill" aria-hidden="true"></span><a href="${root}${exerciseAddress(slug)}">${title}</a> <span class="map-state" data-state hidden></span></li>`;
}
