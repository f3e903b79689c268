// The pages of the deck: all questions by topic, and those of one lesson with their answers. Floor 7.
import { bugsAddress, interviewAddress, interviewLessonAddress, lessonAddress, toRoot } from '../pages/addresses.ts';
import { count } from '../pages/bench.ts';
import type { Part } from '../pages/course.ts';
import { type Html, html } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import type { LessonCards } from './deck.ts';
import { difficultyNames } from './talk-card.ts';

const common = { style: '/site/styles/interview.css', script: '/site/pages/interview.ts' } as const;

export function deckPage(parts: readonly Part[], deck: readonly LessonCards[]): PageFrame {
  const cards = deck.reduce((sum, lesson) => sum + lesson.cards.length, 0);
  return {
    ...common,
    title: 'Interview',
    description: `${count(cards, 'interview question')} on Kafka consumer groups, each with a model answer and what it is judged by.`,
    toRoot: '../',
    key: 'interview',
    trail: ['Interview'],
    skipLinks: [{ href: '#deck', text: 'Skip to the questions' }],
    content: html`<main class="interview">
<div class="interview-hero">
<h1>Prepare for an interview</h1>
<p>${count(cards, 'question')} on consumer groups and rebalancing. Say your answer aloud, then open the model answer: it ends with what a strong, an
adequate and a weak answer contain, and with what an interviewer asks next.</p>
<ul class="interview-ways">
<li><a href="./review/"><b>Review</b></a> <span data-review-due></span><p>One card at a time, by keyboard. What you knew comes back when you are about to forget it.</p></li>
<li><a href="../${bugsAddress}"><b>Spot the bug</b></a><p>Code that looks right and is not. Point at the line, say what goes wrong, then watch it go wrong.</p></li>
<li><a href="./practice/"><b>Practice</b></a><p>Questions with fresh numbers each time. The simulator answers them, and you can watch its run.</p></li>
<li><a href="./mock/"><b>Mock interview</b></a><p>30, 45 or 60 minutes against the clock: to talk about, to work out, to code, with a twist. It ends with a report.</p></li>
</ul>
</div>
<div class="deck" id="deck" tabindex="-1">
${parts.map((part, index) => partSection(part, index + 1, deck))}
</div>
</main>`,
  };
}

function partSection({ title, lessons }: Part, number: number, deck: readonly LessonCards[]): Html | undefined {
  const asked = deck.filter(({ lesson, cards }) => lessons.includes(lesson) && cards.length > 0);
  if (asked.length === 0) return undefined;
  return html`<section aria-labelledby="topic-${number}">
<h2 id="topic-${number}"><i>${number}</i>${title}</h2>
${asked.map(lessonList)}
</section>`;
}

function lessonList({ lesson, cards }: LessonCards): Html {
  const address = `../${interviewLessonAddress(lesson.slug)}`;
  return html`<div class="deck-lesson">
<h3><a href="${address}">${lesson.short}</a> <span>${count(cards.length, 'question')}</span></h3>
<ul>${cards.map(
    ({ slug, plainQuestion, head }) =>
      html`<li><a href="${address}#${slug}">${plainQuestion}</a> <span class="talk-difficulty">${difficultyNames[head.value.difficulty]}</span></li>`,
  )}</ul>
</div>`;
}

/** @param cards those of the lesson, rendered */
export function lessonDeckPage(
  { lesson }: LessonCards,
  cards: readonly Html[],
  deck: readonly LessonCards[],
): PageFrame {
  const place = deck.findIndex((other) => other.lesson === lesson);
  const neighbor = (other: LessonCards | undefined, label: string): Html | undefined =>
    other &&
    html`<a href="${toRoot}${interviewLessonAddress(other.lesson.slug)}"><small>${label}</small>${other.lesson.short}</a>`;
  return {
    ...common,
    title: `Interview: ${lesson.short}`,
    description: `${count(cards.length, 'interview question')} on "${lesson.title}", with model answers.`,
    toRoot,
    key: interviewLessonAddress(lesson.slug).replace(/\/$/, ''),
    trail: ['Interview', lesson.short],
    skipLinks: [{ href: '#lesson', text: 'Skip to the questions' }],
    content: html`<main class="alone">
<div id="lesson" class="lesson" tabindex="-1">
<article class="prose">
<p class="lesson-meta"><a href="${toRoot}${interviewAddress}">All questions</a> <a href="${toRoot}${lessonAddress(lesson.slug)}">Lesson: ${lesson.title}</a></p>
<h1>Interview: ${lesson.short}</h1>
<p>Answer aloud before you open one.</p>
${cards}</article>
<nav class="neighbors" aria-label="Other topics">${neighbor(deck[place - 1], 'Before')}${neighbor(deck[place + 1], 'Next')}</nav>
</div>
</main>`,
  };
}
