// A lesson's page: the text on the left, the workbench's place on the right.
import type { Exercise } from '../../exercise.ts';
import type { Library } from '../markdown/environment.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Problems } from '../markdown/problems.ts';
import { renderQuestions } from '../markdown/questions.ts';
import { checkYourselfId, lessonAddress, toRoot } from './addresses.ts';
import { count, type OtherExercise, poster } from './bench.ts';
import type { Course, Lesson } from './course.ts';
import { type Html, html, trusted } from './html.ts';
import type { PageFrame } from './layout.ts';

export interface LessonContent {
  readonly lesson: Lesson;
  readonly course: Course;
  /** Text of questions.md, where the lesson has one. */
  readonly questions: string | undefined;
  /** Those of the front matter, in that order. */
  readonly exercises: readonly Exercise[];
}

export function lessonPage(
  content: LessonContent,
  markdown: Markdown,
  library: Library,
  problems: Problems,
): PageFrame {
  const { lesson, exercises } = content;
  const [beside, ...others] = exercises;
  const text = article(content, markdown, library, problems);
  return {
    title: lesson.title,
    description: lesson.summary,
    toRoot,
    script: '/site/pages/lesson.ts',
    style: '/site/styles/lesson.css',
    key: `lessons/${lesson.slug}`,
    trail: [lesson.partTitle, lesson.short],
    skipLinks: [{ href: '#lesson', text: 'Skip to the lesson' }, ...(beside === undefined ? [] : skipToBench)],
    content: beside === undefined ? html`<main class="alone">${text}</main>` : split(text, beside, others, markdown),
  };
}

/** The targets are the workbench's own; they are there once it is open. */
export const skipToBench = [
  { href: '#workbench', text: 'Skip to the editor' },
  { href: '#results', text: 'Skip to the results' },
] as const;

function split(text: Html, exercise: Exercise, others: readonly OtherExercise[], markdown: Markdown): Html {
  return html`${paneTabs}
<main class="split">
${text}
<div class="divider" role="separator" aria-orientation="vertical" aria-label="Width of the lesson" aria-controls="lesson" aria-valuemin="25" aria-valuemax="75" aria-valuenow="42" tabindex="0" data-divider></div>
<section id="workbench" class="bench" aria-label="Workbench" tabindex="-1" data-exercise="${exercise.slug}">
${poster(exercise, others, markdown)}
</section>
</main>`;
}

/** For narrow screens, where one pane is shown at a time. The workbench may write how many rules hold into the last. */
export const paneTabs = html`<nav class="pane-tabs" aria-label="Panes">
<button type="button" data-show-pane="read" aria-current="true">Read</button>
<button type="button" data-show-pane="code">Code</button>
<button type="button" data-show-pane="results">Results <span data-results-badge></span></button>
</nav>`;

function article(content: LessonContent, markdown: Markdown, library: Library, problems: Problems): Html {
  const { lesson, course, questions } = content;
  const place = course.lessons.indexOf(lesson) + 1;
  const body = markdown.render(
    { file: lesson.file, text: lesson.body, firstLine: lesson.bodyLine, idPrefix: '', scenes: new Map() },
    library,
    problems,
  );
  const asked =
    questions === undefined
      ? undefined
      : renderQuestions(
          markdown,
          {
            file: lesson.file.replace(/lesson\.md$/, 'questions.md'),
            text: questions,
            firstLine: 1,
            idPrefix: 'question-',
            scenes: body.scenes,
          },
          library,
          problems,
        );
  return html`<div id="lesson" class="lesson" tabindex="-1">
<article class="prose">
<p class="lesson-meta"><span>Lesson ${place} of ${course.lessons.length}</span> <span>${lesson.minutes} min</span></p>
<h1>${lesson.title}</h1>
${trusted(body.html)}<div data-lesson-end></div>${asked === undefined ? undefined : quiz(asked)}
</article>
${neighbors(course, place - 1)}
</div>`;
}

function quiz(questionsHtml: string): Html {
  return html`<section class="quiz" aria-labelledby="${checkYourselfId}" data-quiz>
<h2 id="${checkYourselfId}">Check yourself</h2>
<p class="quiz-score" role="status"></p>
${trusted(questionsHtml)}</section>`;
}

function neighbors(course: Course, index: number): Html | undefined {
  const before = course.lessons[index - 1];
  const after = course.lessons[index + 1];
  if (before === undefined && after === undefined) return undefined;
  const link = (lesson: Lesson, label: string): Html =>
    html`<a href="${toRoot}${lessonAddress(lesson.slug)}"><small>${label}</small>${lesson.title}</a>`;
  return html`<nav class="neighbors" aria-label="Other lessons">${before && link(before, 'Before')}${after && link(after, 'Next')}</nav>`;
}

export const lessonSize = ({ minutes, exercises }: Lesson): string =>
  exercises.length === 0 ? `${minutes} min` : `${minutes} min, ${count(exercises.length, 'exercise')}`;
