// The front page: what this is, and the course as it stands.
import { exerciseAddress, lessonAddress } from './addresses.ts';
import { count, type OtherExercise } from './bench.ts';
import type { Course, Lesson, Part } from './course.ts';
import { type Html, html } from './html.ts';
import type { PageFrame } from './layout.ts';
import { lessonSize } from './lesson-page.ts';

const root = './';

export function homePage(course: Course, exercises: ReadonlyMap<string, OtherExercise>): PageFrame {
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
</div>
<div class="map" id="course" tabindex="-1">
${course.parts.map((part, index) => partSection(part, index + 1, exercises))}
</div>
</main>`,
  };
}

/** With scripts, site/pages/home.ts turns it to the lesson that was read last. */
function start(lesson: Lesson): Html {
  return html`<a class="continue" href="${root}${lessonAddress(lesson.slug)}" data-continue>
<span><small>Start here</small><b>${lesson.title}</b><span>${lessonSize(lesson)}</span></span>
<span class="button primary" aria-hidden="true">Open</span></a>`;
}

function partSection(part: Part, number: number, exercises: ReadonlyMap<string, OtherExercise>): Html {
  const minutes = part.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return html`<section aria-labelledby="part-${number}">
<h2 id="part-${number}"><i>${number}</i>${part.title}<span>${minutes} min</span></h2>
<ol>${part.lessons.map((lesson) => lessonItem(lesson, exercises))}</ol>
</section>`;
}

function lessonItem(lesson: Lesson, exercises: ReadonlyMap<string, OtherExercise>): Html {
  const listed = lesson.exercises.flatMap((slug) => exercises.get(slug) ?? []);
  return html`<li data-lesson="${lessonAddress(lesson.slug)}">
<div><a href="${root}${lessonAddress(lesson.slug)}" data-title="${lesson.title}" data-size="${lessonSize(lesson)}">${lesson.short}</a><span>${lesson.minutes} min</span></div>
<p>${lesson.summary}</p>
${listed.length === 0 ? undefined : exerciseList(listed)}
</li>`;
}

function exerciseList(exercises: readonly OtherExercise[]): Html {
  const links = exercises.map(
    ({ slug, title }) => html`<li><a href="${root}${exerciseAddress(slug)}">${title}</a></li>`,
  );
  return html`<div class="map-exercises"><span class="map-exercises-label">${exercises.length === 1 ? 'Exercise' : count(exercises.length, 'exercise')}</span><ul>${links}</ul></div>`;
}
