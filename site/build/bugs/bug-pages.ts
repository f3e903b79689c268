// The pages of "spot the bug": the list, and one of a bug. Complete as they come, without scripts and on paper: the line and what goes wrong
// are folded away, and the run stands open. Floor 7.

import { difficultyNames } from '../interview/talk-card.ts';
import type { Library } from '../markdown/environment.ts';
import type { LessonScene } from '../markdown/lesson-scene.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Problems } from '../markdown/problems.ts';
import { renderQuestions } from '../markdown/questions.ts';
import { runFigure } from '../markdown/run-figure.ts';
import { bugAddress, bugsAddress, interviewAddress, lessonAddress, toRoot } from '../pages/addresses.ts';
import { count } from '../pages/bench.ts';
import { type Html, html, trusted } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import type { BugRun } from './bug-run.ts';
import { type Bug, bugLanguages, type Piece } from './bug-text.ts';

const common = { style: '/site/styles/bug.css', script: '/site/pages/bug.ts' } as const;

/** Under which what is known of it is kept in the browser. */
export const bugId = (name: string): string => `bug/${name}`;

export function bugsPage(bugs: readonly Bug[]): PageFrame {
  return {
    ...common,
    title: 'Spot the bug',
    description: `${count(bugs.length, 'piece')} of code that look right and are not: point at the line, say what goes wrong, then watch it.`,
    toRoot: '../',
    key: bugsAddress.replace(/\/$/, ''),
    trail: ['Interview', 'Spot the bug'],
    skipLinks: [{ href: '#bugs', text: 'Skip to the list' }],
    content: html`<main class="interview">
<div class="interview-hero">
<h1>Spot the bug</h1>
<p>${count(bugs.length, 'piece')} of code that passed a review. Each looks right and is not. Point at the line, say what goes wrong, then watch that very code
do it in a running group. Java and Python are shown in their own clients; what runs is the same in TypeScript.</p>
<p><a href="../${interviewAddress}">All of the interview</a></p>
</div>
<ol class="bug-list" id="bugs" tabindex="-1">${bugs.map(
      ({ name, title, language, difficulty, lesson }) =>
        html`<li><a href="../${bugAddress(name)}">${title}</a> <span>${bugLanguages[language]}</span> <span>${difficultyNames[difficulty]}</span> <span>${lesson.short}</span></li>`,
    )}</ol>
</main>`,
  };
}

export interface BugPlace {
  readonly markdown: Markdown;
  readonly library: Library;
  readonly problems: Problems;
}

/** @param bugs all of them, for the way on */
export function bugPage(bug: Bug, run: BugRun, bugs: readonly Bug[], place: BugPlace): PageFrame {
  const { markdown, library, problems } = place;
  const address = `run-${bug.name}`;
  const scenes = new Map<string, LessonScene>([
    ['run', { kind: 'run', played: run.played, address, written: run.data.scenario }],
  ]);
  const source = ({ text, firstLine }: Piece, idPrefix: string) => ({
    file: bug.file,
    text,
    firstLine,
    idPrefix,
    scenes,
  });
  const intro = markdown.render(source(bug.intro, 'intro-'), library, problems).html;
  const question = renderQuestions(markdown, source(bug.question, ''), library, problems);
  const caption = markdown.render(
    source({ text: run.caption, firstLine: run.captionLine }, 'caption-'),
    library,
    problems,
  );
  const at = bugs.indexOf(bug);
  const next = bugs[(at + 1) % bugs.length];
  return {
    ...common,
    title: `Spot the bug: ${bug.title}`,
    description: `${bugLanguages[bug.language]} that looks right and is not. Point at the line, say what goes wrong, then watch it.`,
    toRoot,
    key: bugAddress(bug.name).replace(/\/$/, ''),
    trail: ['Interview', 'Spot the bug', bug.title],
    skipLinks: [{ href: '#lesson', text: 'Skip to the code' }],
    content: html`<main class="alone">
<div id="lesson" class="lesson" tabindex="-1">
<article class="prose" data-bug="${bugId(bug.name)}">
<p class="lesson-meta"><a href="${toRoot}${bugsAddress}">All bugs</a> <a href="${toRoot}${lessonAddress(bug.lesson.slug)}">Lesson: ${bug.lesson.title}</a></p>
<h1>${bug.title}</h1>
<p class="talk-meta"><span>${bugLanguages[bug.language]}</span> <span>${difficultyNames[bug.difficulty]}</span></p>
${trusted(intro)}
${codeToPointAt(bug, markdown)}
<div class="bug-question" data-quiz>
${trusted(question)}</div>
${trusted(
  runFigure({
    address,
    pictureHtml: run.played.draw(address),
    captionHtml: caption.html.replace(/^<p>|<\/p>\n?$/g, ''),
    data: run.data,
    isCovered: true,
  }),
)}
</article>
${next && html`<nav class="neighbors" aria-label="Other bugs"><span></span><a href="${toRoot}${bugAddress(next.name)}"><small>Next</small>${next.title}</a></nav>`}
</div>
</main>`,
  };
}

/** Each line can be chosen; which one is right is folded away, and checked by site/pages/bug-lines.ts. */
function codeToPointAt({ code, language, rightLines }: Bug, { highlight }: Markdown): Html {
  const [, inside = ''] = /<code>([\s\S]*)<\/code>/.exec(highlight(code, language)) ?? [];
  const lines = inside.split('\n').map((lineHtml, at) => {
    const isEmpty = lineHtml.replace(/<[^>]*>/g, '').trim() === '';
    return html`<li>${isEmpty ? trusted('<span class="bug-line"></span>') : html`<label class="bug-line"><input type="radio" name="line" value="${at}" disabled aria-label="Line ${at + 1}"><code>${trusted(lineHtml)}</code></label>`}</li>`;
  });
  const right = rightLines.map((at) => at + 1).join(' or ');
  return html`<h2 id="which-line">Which line is wrong?</h2>
<form class="bug-lines" data-right="${rightLines.join(' ')}" aria-labelledby="which-line">
<ol class="shiki" tabindex="0">${lines}</ol>
<p class="bug-actions" hidden><button type="submit" class="button primary" disabled>This line is wrong</button> <button type="button" class="button" data-give-up>Show me the line</button></p>
<p class="bug-verdict" role="status"></p>
<details class="reveal"><summary>Show the line</summary><p>Line ${right}.</p></details>
</form>`;
}
