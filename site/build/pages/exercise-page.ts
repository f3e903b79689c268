// An exercise's page: the workbench fills it. Without scripts it is the brief beside the code to start from.
import type { Exercise } from '../../exercise.ts';
import type { Highlighter } from '../markdown/highlight.ts';
import { exerciseAddress, lessonAddress, toRoot } from './addresses.ts';
import { starterCode } from './bench.ts';
import type { Lesson } from './course.ts';
import { html, trusted } from './html.ts';
import type { PageFrame } from './layout.ts';
import { paneTabs, skipToBench } from './lesson-page.ts';

export function exercisePage(exercise: Exercise, lesson: Lesson, highlighter: Highlighter): PageFrame {
  const rules = exercise.rules.map((rule) => html`<li id="${rule.id}">${trusted(rule.html)}</li>`);
  return {
    title: exercise.title,
    description: `Exercise: ${exercise.title}. ${exercise.rules.length} rules to hold.`,
    toRoot,
    script: '/site/pages/exercise.ts',
    style: '/site/styles/exercise.css',
    key: exerciseAddress(exercise.slug).replace(/\/$/, ''),
    trail: [lesson.partTitle, lesson.short, exercise.title],
    skipLinks: skipToBench,
    content: html`${paneTabs}
<main id="workbench" class="bench alone-bench" aria-label="Workbench" tabindex="-1" data-exercise="${exercise.slug}">
<p class="poster-trouble" role="alert" hidden></p>
<div class="unscripted">
<article class="prose">
<noscript><p class="callout warning">Editing and running code needs scripts. The brief and the code to start from are here to be read.</p></noscript>
<p class="lesson-meta"><a href="${toRoot}${lessonAddress(lesson.slug)}">Lesson: ${lesson.title}</a></p>
<h1>${exercise.title}</h1>
${trusted(exercise.introHtml)}
<h2>Rules</h2>
<ol class="rules">${rules}</ol>
${trusted(exercise.outroHtml)}
</article>
${starterCode(exercise, highlighter)}
</div>
</main>`,
  };
}
