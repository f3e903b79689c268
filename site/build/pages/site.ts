// All pages of the site, made on request from the course's files. Knows no server and no bundler.

import { notStoredName } from '../../offline/caches.ts';
import { bugPage, bugsPage } from '../bugs/bug-pages.ts';
import { playBug } from '../bugs/bug-run.ts';
import { type Bug, readBugs } from '../bugs/bug-text.ts';
import { type ExerciseContent, loadExercise } from '../exercise.ts';
import { type LessonCards, readDeck } from '../interview/deck.ts';
import { deckPage, lessonDeckPage } from '../interview/deck-pages.ts';
import { mockPage } from '../interview/mock-page.ts';
import { practicePage } from '../interview/practice-page.ts';
import { reviewPage } from '../interview/review-page.ts';
import { talkCards } from '../interview/talk-card.ts';
import type { Library } from '../markdown/environment.ts';
import { createMarkdown, headingsOf } from '../markdown/markdown.ts';
import { BrokenContent, Problems, suggestion } from '../markdown/problems.ts';
import type { Stage } from '../markdown/scene.ts';
import { referenceAddress, referenceIndexAddress, referencePages } from '../reference/reference-frame.ts';
import { referencePagesOf } from '../reference/reference-pages.ts';
import {
  bugAddress,
  bugsAddress,
  exerciseAddress,
  guideAddress,
  interviewAddress,
  interviewLessonAddress,
  lessonAddress,
  mockAddress,
  offlineAddress,
  playgroundAddress,
  practiceAddress,
  progressAddress,
  resolveLink,
  reviewAddress,
} from './addresses.ts';
import { type Course, type Lesson, readCourse } from './course.ts';
import { exercisePage } from './exercise-page.ts';
import { guideFile, guidePage } from './guide-page.ts';
import { handInPage } from './hand-in-page.ts';
import { homePage } from './home-page.ts';
import { type InlineScript, inlineScript } from './inline-script.ts';
import { type PageFrame, renderDocument } from './layout.ts';
import { lessonPage } from './lesson-page.ts';
import { notFoundPage } from './not-found-page.ts';
import { notStoredPage } from './not-stored-page.ts';
import { offlinePage } from './offline-page.ts';
import { playgroundPage } from './playground-page.ts';
import { progressPage } from './progress-page.ts';
import { roomPage } from './room-page.ts';
import type { Sources } from './sources.ts';
import { handInAddress, roomAddress } from './workshop-frame.ts';
import { knownWorkshopPages, workshopPagesOf } from './workshop-pages.ts';

/** Shown for all that is not there. */
const notFoundFile = '404.html';

/** By address from the site's root: '' is the front page. Two are files: `notFoundFile`, and `notStoredName` of the service worker. */
export type Pages = ReadonlyMap<string, () => Promise<string>>;

export class Site {
  readonly #sources: Sources;
  readonly #loadStage: () => Promise<Stage>;
  readonly #exercises = new Map<string, Promise<ExerciseContent>>();
  readonly #scripts = new Map<string, Promise<InlineScript>>();

  /** @param loadStage called for every page, so that it can hand out the newest */
  constructor(sources: Sources, loadStage: () => Promise<Stage>) {
    this.#sources = sources;
    this.#loadStage = loadStage;
  }

  /** Exercises and scripts are read once; after a change to their files they are to be read anew. */
  forget(): void {
    this.#exercises.clear();
    this.#scripts.clear();
  }

  /** @returns the page's HTML, or `undefined` when there is no page of this address; @throws BrokenContent */
  async render(address: string): Promise<string | undefined> {
    const problems = new Problems();
    const pages = await this.#pages(problems);
    const page = pages.get(address);
    const text = await page?.();
    problems.throwIfAny();
    return text;
  }

  /** @throws BrokenContent with everything that is wrong with the course */
  async renderAll(): Promise<ReadonlyMap<string, string>> {
    const problems = new Problems();
    const pages = await this.#pages(problems);
    const rendered = new Map<string, string>();
    for (const [address, render] of pages) rendered.set(address, await render());
    problems.throwIfAny();
    return rendered;
  }

  async #pages(problems: Problems): Promise<Pages> {
    const { root } = this.#sources;
    const course = await readCourse(this.#sources, problems);
    const exercises = await this.#readExercises(course, problems);
    const deck = await readDeck(course, this.#sources, problems);
    const bugs = await readBugs(course, this.#sources, problems);
    const [markdown, stage, boot, scenarios] = await Promise.all([
      createMarkdown({ headingLinks: true }),
      this.#loadStage(),
      this.#script('site/pages/boot.ts'),
      this.#readScenarios(course),
    ]);
    const library: Library = {
      glossary: course.glossary,
      stage,
      scenarioFile: (file) => scenarios.get(file),
      scenarioFiles: (folder) => [...scenarios.keys()].filter((file) => file.startsWith(`${folder}/`)),
      resolve: (from, href) => resolveLink(course, from, href),
    };
    const titles = new Map([...exercises].map(([slug, { exercise }]) => [slug, exercise]));
    const pages = new Map<string, () => Promise<string>>();
    const add = (address: string, frame: () => PageFrame | Promise<PageFrame>): void => {
      pages.set(address, async () => renderDocument(await frame(), boot));
    };
    add('', async () => homePage({ course, exercises: titles, questions: await this.#countQuestions(course) }));
    add(playgroundAddress, () => playgroundPage(stage, problems));
    add(offlineAddress, offlinePage);
    add(progressAddress, () => progressPage(course, titles));
    add(handInAddress, () => handInPage(course, titles));
    add(roomAddress, () => roomPage(course, titles));
    for (const lesson of course.lessons) {
      add(lessonAddress(lesson.slug), async () => {
        const questions = await this.#sources.read(`lessons/${lesson.slug}/questions.md`);
        const beside = lesson.exercises.flatMap((slug) => titles.get(slug) ?? []);
        return lessonPage({ lesson, course, questions, exercises: beside }, markdown, library, problems);
      });
    }
    add(interviewAddress, () => deckPage(course.parts, deck));
    add(reviewAddress, reviewPage);
    add(practiceAddress, () => practicePage(course));
    add(mockAddress, () => mockPage(exercises));
    for (const cards of deck) {
      add(interviewLessonAddress(cards.lesson.slug), () =>
        lessonDeckPage(cards, talkCards(cards, markdown, library, problems), deck),
      );
    }
    add(bugsAddress, () => bugsPage(bugs));
    for (const bug of bugs) {
      pages.set(bugAddress(bug.name), async () => {
        const run = stage.runs && (await playBug(bug, stage.runs, problems));
        const frame = run && bugPage(bug, run, bugs, { markdown, library, problems });
        // What is wrong was reported, and stops the build.
        return frame === undefined ? '' : renderDocument(frame, boot);
      });
    }
    for (const [slug, content] of exercises) {
      const lesson = lessonOf(content, course, problems);
      if (lesson !== undefined) add(exerciseAddress(slug), () => exercisePage(content.exercise, lesson, markdown));
    }
    for (const [address, frame] of workshopPagesOf(course, exercises, () => this.#countQuestions(course))) {
      add(address, frame);
    }
    for (const [address, frame] of referencePagesOf({ sources: this.#sources, library, markdown, problems })) {
      add(address, frame);
    }
    const known = knownPages(course, exercises, deck, bugs);
    add(guideAddress, async () => {
      const text = (await this.#sources.read(guideFile)) ?? '';
      const addresses = known.map(({ address }) => address);
      const guide = { text, course: { lessons: course.lessons, exercises: titles }, addresses };
      return guidePage(guide, markdown, library, problems);
    });
    pages.set(notFoundFile, async () => {
      const script = await this.#script('site/pages/not-found.ts');
      return notFoundPage(root, known, { boot, script });
    });
    pages.set(notStoredName, async () => {
      const script = await this.#script('site/pages/not-stored.ts');
      return notStoredPage(root, known, { boot, script });
    });
    return pages;
  }

  async #countQuestions({ lessons }: Course): Promise<ReadonlyMap<string, number>> {
    const counts = lessons.map(async ({ slug }): Promise<[string, number]> => {
      const text = await this.#sources.read(`lessons/${slug}/questions.md`);
      return [slug, text === undefined ? 0 : headingsOf(text).length];
    });
    return new Map(await Promise.all(counts));
  }

  #script(file: string): Promise<InlineScript> {
    const script = this.#scripts.get(file) ?? inlineScript(this.#sources.root, file);
    this.#scripts.set(file, script);
    return script;
  }

  /** Texts of the scenarios that lie beside lessons, by file. */
  async #readScenarios(course: Course): Promise<ReadonlyMap<string, string>> {
    const scenarios = new Map<string, string>();
    for (const { slug } of course.lessons) {
      for (const file of await this.#sources.files(`lessons/${slug}`, '.yaml')) {
        scenarios.set(file, (await this.#sources.read(file)) ?? '');
      }
    }
    return scenarios;
  }

  async #readExercises(course: Course, problems: Problems): Promise<ReadonlyMap<string, ExerciseContent>> {
    const read = new Map<string, ExerciseContent>();
    for (const slug of course.exercises) {
      const loading = this.#exercises.get(slug) ?? loadExercise(this.#sources.root, slug);
      this.#exercises.set(slug, loading);
      try {
        read.set(slug, await loading);
      } catch (error) {
        this.#exercises.delete(slug);
        if (!(error instanceof BrokenContent)) throw error;
        for (const problem of error.problems) problems.add(problem);
      }
    }
    return read;
  }
}

function lessonOf({ exercise, lesson: name }: ExerciseContent, course: Course, problems: Problems): Lesson | undefined {
  const file = `exercises/${exercise.slug}/brief.md`;
  const lesson = course.lessons.find(({ slug }) => slug === name);
  if (lesson === undefined) {
    const slugs = course.lessons.map(({ slug }) => slug);
    problems.report(file, 1, `\`lesson\` is "${name}", which is no lesson of the course; ${suggestion(name, slugs)}`);
  } else if (!lesson.exercises.includes(exercise.slug)) {
    problems.report(file, 1, `\`lesson\` is "${name}", but ${lesson.file} does not list the exercise; add it there`);
  }
  return lesson;
}

function knownPages(
  course: Course,
  exercises: ReadonlyMap<string, ExerciseContent>,
  deck: readonly LessonCards[],
  bugs: readonly Bug[],
) {
  return [
    { address: '', title: 'Front page' },
    { address: playgroundAddress, title: 'Playground' },
    { address: interviewAddress, title: 'Interview' },
    { address: reviewAddress, title: 'Review' },
    ...knownWorkshopPages,
    { address: bugsAddress, title: 'Spot the bug' },
    ...bugs.map(({ name, title }) => ({ address: bugAddress(name), title: `Spot the bug: ${title}` })),
    { address: practiceAddress, title: 'Practice' },
    { address: offlineAddress, title: 'Use it offline' },
    { address: mockAddress, title: 'Mock interview' },
    { address: progressAddress, title: 'What is kept in this browser' },
    { address: handInAddress, title: 'Workshop: hand in' },
    { address: roomAddress, title: 'Workshop: the room' },
    { address: guideAddress, title: 'Workshop: instructor’s guide' },
    { address: referenceIndexAddress, title: 'Reference' },
    ...Object.values(referencePages).map((page) => ({ address: referenceAddress(page), title: page.title })),
    ...course.lessons.map(({ slug, title }) => ({ address: lessonAddress(slug), title: `Lesson: ${title}` })),
    ...deck.map(({ lesson: { slug, title } }) => ({
      address: interviewLessonAddress(slug),
      title: `Interview: ${title}`,
    })),
    ...[...exercises.values()].map(({ exercise: { slug, title } }) => ({
      address: exerciseAddress(slug),
      title: `Exercise: ${title}`,
    })),
  ];
}
